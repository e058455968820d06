package org.kantor.mail.imap;

import java.io.IOException;
import org.kantor.mail.store.Flags;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxView;
import org.kantor.mail.wire.imap.ImapSyntaxException;
import org.kantor.mail.wire.imap.ResponseCode;
import org.kantor.mail.wire.imap.ResponseWriter;
import org.kantor.mail.wire.imap.SelectParameters;
import org.kantor.mail.wire.imap.SelectParameters.Resync;

/**
 * What SELECT and EXAMINE share (RFC 3501 sections 6.3.1 and 6.3.2), with what a client that comes back has missed (RFC 7162 section 3.2.5). A failed one
 * leaves no mailbox selected.
 */
final class Opening {

    private Opening() {}

    static Answer open(String name, SelectParameters parameters, boolean readOnly, ImapSession session)
            throws IOException {
        var resync = parameters.resync();
        if (resync != null && !session.enabled(Extension.QRESYNC)) {
            throw new ImapSyntaxException("QRESYNC must be enabled first");
        }
        if (parameters.condstore()) {
            session.enable(Extension.CONDSTORE);
        }
        if (session.selectedOrNull() != null) {
            session.deselect();
            // RFC 7162 section 3.2.11: what follows is of the other mailbox
            session.untagged("OK", ResponseCode.CLOSED, "The mailbox that was selected is closed");
        }
        var found = session.mailboxes().find(name);
        if (found.isEmpty()) {
            return Answer.no(ResponseCode.NONEXISTENT, "There is no such mailbox");
        }
        var selected = new SelectedMailbox(session, found.get(), readOnly);
        session.select(selected);
        describe(found.get(), selected, session);
        if (resync != null && resync.uidValidity() == found.get().uidValidity()) {
            bringUpToDate(resync, selected, session);
        }
        return Answer.ok(
                selected.readOnly() ? ResponseCode.READ_ONLY : ResponseCode.READ_WRITE,
                readOnly ? "EXAMINE completed" : "SELECT completed");
    }

    private static void describe(Mailbox mailbox, SelectedMailbox selected, ImapSession session) throws IOException {
        var view = selected.view();
        var out = session.out();
        selected.writeFlagNames(out);
        out.raw("* ").number(view.size()).raw(" EXISTS").crlf();
        if (session.enabled(Extension.IMAP4REV2)) {
            out.raw("* LIST () \"/\" ").mailbox(mailbox.name()).crlf();
        } else {
            out.raw("* ").number(selected.recentCount()).raw(" RECENT").crlf();
            if (!session.enabled(Extension.UIDONLY)) {
                writeFirstUnseen(view, out);
            }
        }
        out.raw("* OK [UIDVALIDITY ")
                .number(mailbox.uidValidity())
                .raw("] UIDs valid")
                .crlf();
        out.raw("* OK [UIDNEXT ").number(view.uidNext()).raw("] The next UID").crlf();
        session.untagged("OK", ResponseCode.mailboxId(ObjectIds.mailbox(mailbox.id())), "The mailbox's identifier");
        session.untagged("OK", ResponseCode.highestModseq(view.modseq()), "The newest change");
    }

    private static void writeFirstUnseen(MailboxView view, ResponseWriter out) throws IOException {
        for (var index = 0; index < view.size(); index++) {
            if ((view.flags(index) & Flags.SEEN) == 0) {
                out.raw("* OK [UNSEEN ")
                        .number(index + 1)
                        .raw("] The first unseen message")
                        .crlf();
                return;
            }
        }
    }

    private static void bringUpToDate(Resync resync, SelectedMailbox selected, ImapSession session) throws IOException {
        var view = selected.view();
        var known = resync.known() == null ? Vanished.any(view) : Vanished.among(view, resync.known());
        var match = resync.match();
        selected.tellVanished(
                session.out(), resync.modseq(), match == null ? known : known.above(Vanished.matched(view, match)));
        for (var index = 0; index < view.size(); index++) {
            if (view.modseq(index) > resync.modseq() && known.asks(view.uid(index))) {
                selected.writeNews(session.out(), index);
            }
        }
    }
}
