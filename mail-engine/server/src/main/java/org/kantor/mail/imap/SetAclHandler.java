package org.kantor.mail.imap;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.kantor.mail.store.Rights;
import org.kantor.mail.wire.imap.SetAcl;

/** SETACL (RFC 4314 section 3.1). */
final class SetAclHandler implements Handler<SetAcl> {

    @Override
    public Class<SetAcl> command() {
        return SetAcl.class;
    }

    @Override
    public Set<State> states() {
        return State.LOGGED_IN;
    }

    @Override
    public List<String> capabilities(ImapSession session) {
        return List.of("ACL", "RIGHTS=texk");
    }

    @Override
    public Answer handle(SetAcl command, ImapSession session) throws IOException {
        var mailbox = AccessControl.find(command.mailbox(), session);
        var sharing = session.services().sharing();
        var grantee = AccessControl.grantee(command.identifier(), session);
        var rights = Rights.of(command.rights());
        sharing.change(
                session.account(),
                mailbox.account(),
                mailbox.id(),
                grantee,
                before -> switch (command.mode()) {
                    case REPLACE -> rights;
                    case ADD -> before.plus(rights);
                    case REMOVE -> before.minus(rights);
                },
                session.actor());
        return Answer.ok("SETACL completed");
    }
}
