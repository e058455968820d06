package org.kantor.mail.imap;

import java.io.IOException;
import org.kantor.mail.store.Flags;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.wire.imap.ResponseCode;

/** What SELECT and EXAMINE share (RFC 3501 sections 6.3.1 and 6.3.2). A failed one leaves no mailbox selected. */
final class Opening {

    private Opening() {}

    static Answer open(String name, boolean readOnly, ImapSession session) throws IOException {
        session.deselect();
        var found = session.mailboxes().find(name);
        if (found.isEmpty()) {
            return Answer.no(ResponseCode.NONEXISTENT, "There is no such mailbox");
        }
        var selected = new SelectedMailbox(session, found.get(), readOnly);
        session.select(selected);
        describe(found.get(), selected, session);
        return readOnly
                ? Answer.ok(ResponseCode.READ_ONLY, "EXAMINE completed")
                : Answer.ok(ResponseCode.READ_WRITE, "SELECT completed");
    }

    private static void describe(Mailbox mailbox, SelectedMailbox selected, ImapSession session) throws IOException {
        var view = selected.view();
        var out = session.out();
        selected.writeFlagNames(out);
        out.raw("* ").number(view.size()).raw(" EXISTS").crlf();
        out.raw("* ").number(selected.recentCount()).raw(" RECENT").crlf();
        for (var index = 0; index < view.size(); index++) {
            if ((view.flags(index) & Flags.SEEN) == 0) {
                out.raw("* OK [UNSEEN ")
                        .number(index + 1)
                        .raw("] The first unseen message")
                        .crlf();
                break;
            }
        }
        out.raw("* OK [UIDVALIDITY ")
                .number(mailbox.uidValidity())
                .raw("] UIDs valid")
                .crlf();
        out.raw("* OK [UIDNEXT ").number(view.uidNext()).raw("] The next UID").crlf();
    }
}
