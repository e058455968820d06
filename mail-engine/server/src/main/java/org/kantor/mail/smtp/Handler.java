package org.kantor.mail.smtp;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kantor.mail.wire.smtp.Command;
import org.kantor.mail.wire.smtp.Reply;

/** What the server does at one verb. Shared by all sessions and without state of its own. */
interface Handler<C extends Command> {

    /** Where the verb is allowed; elsewhere the session answers 503. */
    Set<State> states();

    /** The lines of EHLO's answer that announce what this class implements. */
    default List<String> extensions(Session session) {
        return List.of();
    }

    /** @return the (last) reply, which the session writes; null if the handler has answered itself */
    @Nullable
    Reply handle(C command, Session session) throws IOException;
}
