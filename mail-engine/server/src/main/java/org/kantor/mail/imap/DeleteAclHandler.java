package org.kantor.mail.imap;

import java.io.IOException;
import java.util.Set;
import org.kantor.mail.store.Rights;
import org.kantor.mail.wire.imap.DeleteAcl;

/** DELETEACL (RFC 4314 section 3.2). */
final class DeleteAclHandler implements Handler<DeleteAcl> {

    @Override
    public Class<DeleteAcl> command() {
        return DeleteAcl.class;
    }

    @Override
    public Set<State> states() {
        return State.LOGGED_IN;
    }

    @Override
    public Answer handle(DeleteAcl command, ImapSession session) throws IOException {
        var mailbox = AccessControl.find(command.mailbox(), session);
        session.services()
                .sharing()
                .change(
                        session.account(),
                        mailbox.account(),
                        mailbox.id(),
                        AccessControl.grantee(command.identifier(), session),
                        before -> Rights.NONE,
                        session.actor());
        return Answer.ok("DELETEACL completed");
    }
}
