package org.kantor.mail.pop3;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.kantor.mail.wire.pop3.Command;

/** What the server does at one verb, writing its answer. Shared by all sessions and without state of its own. */
interface Handler<C extends Command> {

    /** Where the verb is allowed. */
    Set<State> states();

    /** The lines of CAPA's answer that announce what this class implements. */
    default List<String> capabilities(Session session) {
        return List.of();
    }

    void handle(C command, Session session) throws IOException;
}
