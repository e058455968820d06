package org.kantor.mail.imap;

import java.io.IOException;
import java.util.Set;
import org.kantor.directory.Account;
import org.kantor.mail.store.Right;
import org.kantor.mail.wire.imap.GetQuotaRoot;
import org.kantor.mail.wire.imap.ResponseCode;

/** GETQUOTAROOT (RFC 9208 section 4.1.2): the root of a mailbox is that of its account; where that has no limits there is none. */
final class GetQuotaRootHandler implements Handler<GetQuotaRoot> {

    @Override
    public Class<GetQuotaRoot> command() {
        return GetQuotaRoot.class;
    }

    @Override
    public Set<State> states() {
        return State.LOGGED_IN;
    }

    @Override
    public Answer handle(GetQuotaRoot command, ImapSession session) throws IOException {
        var found = session.mailboxes().find(command.mailbox());
        if (found.isEmpty()) {
            return Answer.no(ResponseCode.NONEXISTENT, "There is no such mailbox");
        }
        var mailbox = found.get();
        if (!session.services()
                .sharing()
                .rights(session.account(), mailbox.account(), mailbox.id())
                .has(Right.READ)) {
            return Answer.no(ResponseCode.NO_PERMISSION, "You may not do this with this mailbox");
        }
        var account = QuotaRoots.account(mailbox.account(), session);
        var out = session.out();
        // how full somebody else's account is would tell of mail that is not shared
        var open = mailbox.account().equals(session.account()) || account.kind() == Account.Kind.SHARED;
        out.raw("* QUOTAROOT ").mailbox(mailbox.name());
        if (!open || account.quota().isLimited()) {
            out.space().string(QuotaRoots.name(account));
        }
        out.crlf();
        if (open) {
            QuotaRoots.write(account, session);
        }
        return Answer.ok("GETQUOTAROOT completed");
    }
}
