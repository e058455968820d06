package org.kantor.mail.imap;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.kantor.mail.wire.imap.ResponseWriter;

/** LIST (RFC 3501 section 6.3.8) with CHILDREN (RFC 3348) and SPECIAL-USE (RFC 6154) attributes. */
final class ListHandler implements Handler<org.kantor.mail.wire.imap.List> {

    @Override
    public Class<org.kantor.mail.wire.imap.List> command() {
        return org.kantor.mail.wire.imap.List.class;
    }

    @Override
    public Set<State> states() {
        return State.LOGGED_IN;
    }

    @Override
    public List<String> capabilities(ImapSession session) {
        return List.of("CHILDREN", "SPECIAL-USE");
    }

    @Override
    public Answer handle(org.kantor.mail.wire.imap.List command, ImapSession session) throws IOException {
        var out = session.out();
        if (command.pattern().isEmpty()) {
            line(out, "LIST", "\\Noselect", "");
            return Answer.ok("LIST completed");
        }
        var pattern = new MailboxPattern(command.reference(), command.pattern());
        var mailboxes = session.services().mailboxes().list(session.account());
        var parents = new HashSet<String>();
        mailboxes.forEach(mailbox -> addParents(parents, mailbox.name()));
        for (var mailbox : mailboxes) {
            if (pattern.matches(mailbox.name())) {
                var use = mailbox.use();
                var attributes = parents.contains(mailbox.name()) ? "\\HasChildren" : "\\HasNoChildren";
                line(out, "LIST", use == null ? attributes : attributes + " " + use.attribute(), mailbox.name());
            }
        }
        return Answer.ok("LIST completed");
    }

    static void addParents(Set<String> parents, String name) {
        for (var at = name.lastIndexOf('/'); at > 0; at = name.lastIndexOf('/', at - 1)) {
            parents.add(name.substring(0, at));
        }
    }

    static void line(ResponseWriter out, String kind, String attributes, String name) throws IOException {
        out.raw("* ")
                .raw(kind)
                .raw(" (")
                .raw(attributes)
                .raw(") \"/\" ")
                .mailbox(name)
                .crlf();
    }
}
