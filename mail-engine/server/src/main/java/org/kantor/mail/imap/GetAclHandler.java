package org.kantor.mail.imap;

import java.io.IOException;
import java.util.Set;
import java.util.TreeMap;
import org.kantor.mail.store.Rights;
import org.kantor.mail.wire.imap.GetAcl;

/** GETACL (RFC 4314 section 3.3): the owner first, who has all rights. */
final class GetAclHandler implements Handler<GetAcl> {

    @Override
    public Class<GetAcl> command() {
        return GetAcl.class;
    }

    @Override
    public Set<State> states() {
        return State.LOGGED_IN;
    }

    @Override
    public Answer handle(GetAcl command, ImapSession session) throws IOException {
        var mailbox = AccessControl.find(command.mailbox(), session);
        var grants = session.services().sharing().grants(session.account(), mailbox.account(), mailbox.id());
        var named = new TreeMap<String, Rights>();
        grants.forEach((grantee, rights) -> {
            if (grantee.account().isEmpty()) {
                named.put(AccessControl.ANYONE, rights);
            } else {
                AccessControl.identifier(grantee.account().get(), session)
                        .ifPresent(identifier -> named.put(identifier, rights));
            }
        });
        var out = session.out();
        out.raw("* ACL ").mailbox(mailbox.name());
        out.space().astring(AccessControl.identifier(mailbox.account(), session).orElse(""));
        out.space().raw(AccessControl.letters(Rights.ALL));
        for (var each : named.entrySet()) {
            out.space().astring(each.getKey()).space().raw(AccessControl.letters(each.getValue()));
        }
        out.crlf();
        return Answer.ok("GETACL completed");
    }
}
