package org.kantor.mail.imap;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.MailboxStatus;
import org.kantor.mail.store.Rights;
import org.kantor.mail.wire.imap.List.Return;
import org.kantor.mail.wire.imap.List.Selection;
import org.kantor.mail.wire.imap.ResponseWriter;

/** LIST (RFC 3501 section 6.3.8) with its options (RFC 5258), CHILDREN (RFC 3348), SPECIAL-USE (RFC 6154), STATUS (RFC 5819) and MYRIGHTS (RFC 8440). */
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
        return List.of("CHILDREN", "LIST-EXTENDED", "LIST-MYRIGHTS", "LIST-STATUS", "SPECIAL-USE");
    }

    @Override
    public Answer handle(org.kantor.mail.wire.imap.List command, ImapSession session) throws IOException {
        var out = session.out();
        if (!command.extended() && command.patterns().getFirst().isEmpty()) {
            line(out, "LIST", List.of("\\Noselect"), "");
            out.crlf();
            return Answer.ok("LIST completed");
        }
        var shared = Accessible.others(session);
        var account = session.account();
        var mailboxes = new ArrayList<>(session.services().mailboxes().list(account));
        shared.forEach(each -> mailboxes.add(each.mailbox()));
        var asksForSubscriptions = command.selection().contains(Selection.SUBSCRIBED)
                || command.returns().contains(Return.SUBSCRIBED) && !shared.isEmpty();
        var subscriptions =
                asksForSubscriptions ? session.services().mailboxes().subscriptions(account) : List.<String>of();
        var lines = new Listing(command, mailboxes, subscriptions).lines();
        var statuses = new HashMap<MailboxId, MailboxStatus>();
        var rights = new HashMap<MailboxId, Rights>();
        shared.forEach(each -> rights.put(each.mailbox().id(), each.rights()));
        if (!command.status().isEmpty()) {
            mailboxes.stream()
                    .map(Mailbox::account)
                    .distinct()
                    .forEach(owner ->
                            statuses.putAll(session.services().mailboxes().statuses(owner)));
        }
        for (var line : lines) {
            line(out, "LIST", line.attributes(), line.name());
            if (!line.inferiors().isEmpty()) {
                out.raw(" (\"CHILDINFO\" (\"")
                        .raw(String.join("\" \"", line.inferiors()))
                        .raw("\"))");
            }
            out.crlf();
            var mailbox = line.mailbox();
            if (mailbox != null && command.returns().contains(Return.MYRIGHTS)) {
                MyRightsHandler.write(line.name(), rights.getOrDefault(mailbox.id(), Rights.ALL), session);
            }
            var status = mailbox == null ? null : statuses.get(mailbox.id());
            if (mailbox != null && status != null) {
                StatusHandler.write(command.status(), mailbox, status, session);
            }
        }
        return Answer.ok("LIST completed");
    }

    /** The response without its end. */
    static void line(ResponseWriter out, String kind, List<String> attributes, String name) throws IOException {
        out.raw("* ")
                .raw(kind)
                .raw(" (")
                .raw(String.join(" ", attributes))
                .raw(") \"/\" ")
                .mailbox(name);
    }
}
