package org.kantor.mail.sasl;

import java.io.IOException;
import org.kantor.identity.Authenticator.Service;
import org.kantor.mail.listener.ServerConnection;

/** One SASL mechanism. Shared by all sessions and without state of its own. */
interface Mechanism {

    /** As IANA registered it. */
    String name();

    /** Whether it works in this dialogue, in which a secret may be sent. */
    default boolean offered(Service service, ServerConnection connection) {
        return true;
    }

    /** What the client is asked first if it sent no initial response. */
    default byte[] prompt() {
        return new byte[0];
    }

    /** @param response the client's first message */
    Outcome run(byte[] response, Exchange exchange) throws IOException;
}
