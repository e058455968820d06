package org.kantor.mail.listener;

import java.io.IOException;
import java.util.List;

/** A line protocol spoken at some endpoints. Implementations are application-scoped beans without state of their own. */
public interface Protocol {

    /** The doors to open for it. */
    List<Endpoint> endpoints();

    /**
     * Talks to one client from greeting to farewell, on the connection's own virtual thread, and returns when the dialogue is over; the caller closes. An
     * {@link IOException} means that the client has gone. Anything else that is thrown is logged, and {@link #failure()} is sent.
     */
    void serve(ServerConnection connection, Endpoint endpoint) throws IOException;

    /** The line, with CRLF, for a client that is turned away because too many are connected. */
    String busy();

    /** The constant last line, with CRLF, after a failure of ours that ended the dialogue. */
    String failure();
}
