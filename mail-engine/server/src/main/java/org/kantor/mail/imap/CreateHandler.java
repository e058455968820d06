package org.kantor.mail.imap;

import java.util.List;
import java.util.Set;
import org.kantor.mail.store.SpecialUse;
import org.kantor.mail.wire.imap.Create;
import org.kantor.mail.wire.imap.ResponseCode;

/** CREATE (RFC 3501 section 6.3.3), with a special use (RFC 6154 section 3), of which a mailbox has one at most. */
final class CreateHandler implements Handler<Create> {

    @Override
    public Class<Create> command() {
        return Create.class;
    }

    @Override
    public Set<State> states() {
        return State.LOGGED_IN;
    }

    @Override
    public List<String> capabilities(ImapSession session) {
        return List.of("CREATE-SPECIAL-USE");
    }

    @Override
    public Answer handle(Create command, ImapSession session) {
        var name = command.mailbox();
        var plain = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        if (plain.equalsIgnoreCase("INBOX")) {
            return Answer.no(ResponseCode.ALREADY_EXISTS, "INBOX is there already");
        }
        var place = session.mailboxes().place(plain);
        var mailboxes = session.services().mailboxes();
        SpecialUse use = null;
        if (!command.uses().isEmpty()) {
            var known = SpecialUse.ofAttribute(command.uses().getFirst());
            if (command.uses().size() > 1
                    || known.isEmpty()
                    || mailboxes.bySpecialUse(session.account(), known.get()).isPresent()) {
                return Answer.no(ResponseCode.USE_ATTRIBUTE, "No mailbox can be given this special use");
            }
            use = known.get();
        }
        var made = mailboxes.create(place.account(), place.mailbox(), use, session.actor());
        return Answer.ok(ResponseCode.mailboxId(ObjectIds.mailbox(made.id())), "CREATE completed");
    }
}
