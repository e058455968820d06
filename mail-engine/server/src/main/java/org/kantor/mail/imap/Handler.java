package org.kantor.mail.imap;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.kantor.mail.wire.imap.Command;

/** Carries out one verb. Stateless; called on the session's thread. */
interface Handler<C extends Command> {

    Class<C> command();

    /** The states in which the verb is allowed; in the others it is answered with BAD. */
    Set<State> states();

    /** What the verb adds to the server's capabilities, as the session is now. */
    default List<String> capabilities(ImapSession session) {
        return List.of();
    }

    /** What of the mailbox's news the client may hear before the tagged answer. */
    default News news(C command) {
        return News.ALL;
    }

    /**
     * Writes the untagged responses; the caller writes the tagged one.
     *
     * @throws org.kantor.kernel.Refused for NO
     * @throws org.kantor.mail.wire.imap.ImapSyntaxException for BAD
     */
    Answer handle(C command, ImapSession session) throws IOException;

    /** What follows the tagged answer: the beginning of TLS, the end of the dialogue. */
    default void after(Answer answer, ImapSession session) throws IOException {}

    /** Which untagged responses may stand before a tagged one. */
    enum News {
        /** None: the command ends or begins a session. */
        NONE,
        /** All but EXPUNGE, which would renumber the messages that the command names (RFC 3501 section 7.4.1). */
        WITHOUT_EXPUNGE,
        ALL
    }
}
