package org.kantor.webmail.content;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.Messages;
import org.kantor.mail.wire.mime.BodyPart;
import org.kantor.mail.wire.mime.PartDecoder;

/** Reads stored messages for people: every method finds only what the account owns. */
@ApplicationScoped
public class MessageContents {

    @Inject
    Messages messages;

    /** @throws Refused NOT_FOUND when the account has no such message */
    public Reading reading(AccountId account, long message) {
        return MessageReader.read(messages.content(account, message), structure(account, message));
    }

    /** The message inside a message, by its section number. */
    public Reading inner(AccountId account, long message, String section) {
        var part = part(account, message, section);
        if (!part.isMessage()) {
            throw new Refused(Refused.Code.NOT_FOUND, "This part is no message.");
        }
        return MessageReader.readInner(messages.content(account, message), part, section);
    }

    /** A part's own octets, decoded. */
    public byte[] octets(AccountId account, long message, String section) {
        return PartDecoder.decode(messages.content(account, message), part(account, message, section));
    }

    /** The message as it came. */
    public byte[] original(AccountId account, long message) {
        return messages.content(account, message);
    }

    BodyPart part(AccountId account, long message, String section) {
        return PartNumbers.find(structure(account, message), section)
                .orElseThrow(() -> new Refused(Refused.Code.NOT_FOUND, "The message has no such part."));
    }

    private BodyPart structure(AccountId account, long message) {
        return messages.stored(account, new long[] {message}).stream()
                .findFirst()
                .orElseThrow(() -> new Refused(Refused.Code.NOT_FOUND, "There is no such message."))
                .parsed()
                .structure();
    }
}
