package org.kantor.mail.imap;

import java.io.IOException;
import java.util.Set;
import org.kantor.mail.wire.imap.Copy;
import org.kantor.mail.wire.imap.ResponseCode;

/** COPY and UID COPY (RFC 3501 sections 6.4.7 and 6.4.8) with COPYUID (RFC 4315). */
final class CopyHandler implements Handler<Copy> {

    @Override
    public Class<Copy> command() {
        return Copy.class;
    }

    @Override
    public Set<State> states() {
        return State.WITH_MAILBOX;
    }

    @Override
    public Answer handle(Copy command, ImapSession session) throws IOException {
        var selected = session.selected();
        var uids = selected.uids(command.messages(), command.uid());
        var services = session.services();
        var target = session.mailboxes().find(command.mailbox());
        if (target.isEmpty()) {
            return Answer.no(ResponseCode.TRY_CREATE, "There is no such mailbox");
        }
        if (uids.length == 0) {
            return Answer.ok("There was nothing to copy");
        }
        var copied = session.progress()
                .during(
                        uids.length,
                        done -> services.sharing()
                                .copy(
                                        session.account(),
                                        selected.mailbox(),
                                        uids,
                                        target.get(),
                                        session.actor(),
                                        done));
        session.created(target.get(), copied.target());
        QuotaRoots.warn(target.get().account(), session);
        return copied.source().length == 0
                ? Answer.no(ResponseCode.EXPUNGE_ISSUED, "The messages are gone")
                : Answer.ok(
                        ResponseCode.copyUid(copied.uidValidity(), copied.source(), copied.target()), "COPY completed");
    }
}
