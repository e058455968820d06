package org.kantor.mail.imap;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.kantor.mail.wire.imap.Lsub;

/**
 * LSUB (RFC 3501 section 6.3.9). A level that is not subscribed but has subscribed inferiors is shown with {@code \Noselect} when the
 * pattern ends with {@code %}.
 */
final class LsubHandler implements Handler<Lsub> {

    @Override
    public Class<Lsub> command() {
        return Lsub.class;
    }

    @Override
    public Set<State> states() {
        return State.LOGGED_IN;
    }

    @Override
    public Answer handle(Lsub command, ImapSession session) throws IOException {
        var pattern = new MailboxPattern(command.reference(), command.pattern());
        var shown = new TreeMap<String, List<String>>();
        for (var name : session.services().mailboxes().subscriptions(session.account())) {
            if (pattern.matches(name)) {
                shown.put(name, List.of());
            } else if (command.pattern().endsWith("%")) {
                for (var at = name.lastIndexOf('/'); at > 0; at = name.lastIndexOf('/', at - 1)) {
                    if (pattern.matches(name.substring(0, at))) {
                        shown.putIfAbsent(name.substring(0, at), List.of("\\Noselect"));
                    }
                }
            }
        }
        for (var entry : shown.entrySet()) {
            ListHandler.line(session.out(), "LSUB", entry.getValue(), entry.getKey());
            session.out().crlf();
        }
        return Answer.ok("LSUB completed");
    }
}
