package org.kantor.mail.imap;

import java.util.HashMap;
import java.util.Optional;
import java.util.Set;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.Annotations;
import org.kantor.mail.wire.imap.ResponseCode;
import org.kantor.mail.wire.imap.SetMetadata;

/** SETMETADATA (RFC 5464 section 4.3), of special uses too (RFC 6154 section 4). What all share of the server's annotations is set by administrators. */
final class SetMetadataHandler implements Handler<SetMetadata> {

    @Override
    public Class<SetMetadata> command() {
        return SetMetadata.class;
    }

    @Override
    public Set<State> states() {
        return State.LOGGED_IN;
    }

    @Override
    public Answer handle(SetMetadata command, ImapSession session) {
        var changes = new HashMap<String, Optional<byte[]>>();
        for (var each : command.values()) {
            var value = each.value();
            if (value != null && value.length > Annotations.MAX_OCTETS) {
                return Answer.no(ResponseCode.metadataMaxSize(Annotations.MAX_OCTETS), "The value is too long");
            }
            changes.put(each.entry(), Optional.ofNullable(value));
        }
        var services = session.services();
        try {
            if (command.mailbox().isEmpty()) {
                if (changes.keySet().stream().anyMatch(Annotations::isShared)) {
                    services.users().administrator(session.account());
                }
                services.annotations().annotateServer(session.account(), changes);
            } else {
                var mailbox = session.mailboxes().find(command.mailbox());
                if (mailbox.isEmpty()) {
                    return Answer.no(ResponseCode.NONEXISTENT, "There is no such mailbox");
                }
                services.annotations()
                        .annotate(
                                mailbox.get().account(),
                                mailbox.get().id(),
                                session.account(),
                                changes,
                                session.actor());
            }
        } catch (Refused e) {
            return switch (e.code()) {
                case LIMIT -> Answer.no(ResponseCode.METADATA_TOO_MANY, e.sentence());
                case CANNOT -> Answer.no(ResponseCode.USE_ATTRIBUTE, e.sentence());
                default -> Answer.refused(e);
            };
        }
        return Answer.ok("SETMETADATA completed");
    }
}
