package org.kantor.mail.sasl;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.kantor.identity.Authenticator;
import org.kantor.mail.listener.ServerConnection;

/** One log-in under way, as a protocol carries it. Owned by the connection's thread. */
public interface Exchange {

    ServerConnection connection();

    /** What the client wants to use. */
    Authenticator.Service service();

    /** Sends a challenge; the client's answer, or null if it took the exchange back ({@code *}) or sent no BASE64. */
    byte @Nullable [] ask(byte[] challenge) throws IOException;
}
