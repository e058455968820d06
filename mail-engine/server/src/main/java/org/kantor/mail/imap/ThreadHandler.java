package org.kantor.mail.imap;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.kantor.mail.wire.imap.SearchKey;
import org.kantor.mail.wire.imap.Thread;

/** THREAD and UID THREAD (RFC 5256 section 3). */
final class ThreadHandler implements Handler<Thread> {

    @Override
    public Class<Thread> command() {
        return Thread.class;
    }

    @Override
    public Set<State> states() {
        return State.WITH_MAILBOX;
    }

    @Override
    public List<String> capabilities(ImapSession session) {
        return List.of("THREAD=ORDEREDSUBJECT", "THREAD=REFERENCES");
    }

    @Override
    public News news(Thread command) {
        return command.hasNumbers() ? News.WITHOUT_EXPUNGE : News.ALL;
    }

    @Override
    public Answer handle(Thread command, ImapSession session) throws IOException {
        var unreadable = SearchHandler.unreadable(command, null, session);
        if (unreadable.isPresent()) {
            return unreadable.get();
        }
        if (command.key().asks(SearchKey.ModSeq.class)) {
            session.enable(Extension.CONDSTORE);
        }
        var messages = KeyedMessages.matching(command.key(), false, session);
        var threads = switch (command.algorithm()) {
            case ORDEREDSUBJECT -> MessageThreads.bySubject(messages);
            case REFERENCES -> ReferenceThreads.of(messages);
        };
        var out = session.out();
        out.raw("* THREAD");
        if (messages.size() > 0) {
            out.space();
            threads.write(out, position -> messages.number(position, command.uid()));
        }
        out.crlf();
        return Answer.ok(command.uid() ? "UID THREAD completed" : "THREAD completed");
    }
}
