package org.kantor.mail.imap;

import java.io.IOException;
import java.util.Set;
import org.kantor.mail.store.Right;
import org.kantor.mail.store.Rights;
import org.kantor.mail.store.Sharing.Grantee;
import org.kantor.mail.wire.imap.ListRights;
import org.kantor.mail.wire.imap.ResponseCode;

/** LISTRIGHTS (RFC 4314 section 3.4): the owner has all rights always, anybody else can be given each by itself, if at all. */
final class ListRightsHandler implements Handler<ListRights> {

    @Override
    public Class<ListRights> command() {
        return ListRights.class;
    }

    @Override
    public Set<State> states() {
        return State.LOGGED_IN;
    }

    @Override
    public Answer handle(ListRights command, ImapSession session) throws IOException {
        var mailbox = AccessControl.find(command.mailbox(), session);
        if (!session.services()
                .sharing()
                .rights(session.account(), mailbox.account(), mailbox.id())
                .has(Right.ADMINISTER)) {
            return Answer.no(ResponseCode.NO_PERMISSION, "You may not do this with this mailbox");
        }
        var grantee = AccessControl.grantee(command.identifier(), session);
        var out = session.out();
        out.raw("* LISTRIGHTS ").mailbox(mailbox.name()).space().astring(command.identifier());
        if (grantee.equals(Grantee.of(mailbox.account()))) {
            out.space().raw(AccessControl.letters(Rights.ALL)).crlf();
        } else {
            out.raw(" \"\"");
            var grantable = session.services().sharing().grantable(grantee);
            for (var letter : AccessControl.letters(grantable).toCharArray()) {
                out.space().raw(letter);
            }
            out.crlf();
        }
        return Answer.ok("LISTRIGHTS completed");
    }
}
