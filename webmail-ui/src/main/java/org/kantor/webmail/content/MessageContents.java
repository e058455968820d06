package org.kantor.webmail.content;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.Messages;
import org.kantor.mail.store.Messages.StoredMessage;
import org.kantor.mail.store.Sharing;
import org.kantor.mail.wire.mime.BodyPart;
import org.kantor.mail.wire.mime.ParsedMessage;
import org.kantor.mail.wire.mime.PartDecoder;
import org.kantor.webmail.session.SignedIn;

/** Reads stored messages for the person at the browser: every method finds only what that person may read. The account is the one that the message belongs to. */
@ApplicationScoped
public class MessageContents {

    @Inject
    Sharing sharing;

    @Inject
    SignedIn signedIn;

    /** Larger calendars and contacts are files and no cards. */
    private static final int MAX_CARD = 256 * 1024;

    private static final int MAX_CARDS = 3;

    /** Archives that are looked into in one message. */
    private static final int MAX_ARCHIVES = 10;

    /** So much of a message's files is looked into for what they hold. */
    private static final long MAX_LOOKED_INTO = 20_000_000;

    private static final byte[] NOTHING = {};

    /**
     * A message with all that the reading pane needs of it. Two statements.
     *
     * @param calendars the octets of its calendar parts
     * @param contacts the octets of its files with contacts
     * @param risks of its files that should not be opened without a second thought, by section number
     */
    public record Opened(
            ParsedMessage parsed,
            int octets,
            Reading reading,
            HeaderFields header,
            List<byte[]> calendars,
            List<byte[]> contacts,
            Map<String, FileRisk> risks) {}

    /** @throws Refused NOT_FOUND when the account has no such message */
    public Opened opened(AccountId account, long message) {
        var stored = stored(account, message);
        var parsed = stored.parsed();
        var content = messages().content(account, message);
        var reading = MessageReader.read(content, parsed);
        return new Opened(
                parsed,
                stored.octets(),
                reading,
                HeaderFields.of(content),
                decoded(content, parsed, reading, Reading.FilePart::isCalendar),
                decoded(content, parsed, reading, Reading.FilePart::isContact),
                risks(content, parsed, reading.files()));
    }

    /**
     * Of the files of some of the account's messages, what is to be said of each, by message and section number. Messages are left out whose files would have to be looked into and are too much
     * together. At most one statement.
     */
    public Map<Long, Map<String, FileRisk>> risks(AccountId account, List<StoredMessage> all) {
        var files = new HashMap<Long, List<Reading.FilePart>>();
        var wanted = new ArrayList<Long>();
        var left = MAX_LOOKED_INTO;
        for (var stored : all) {
            var attached = MessageReader.attachments(stored.parsed().structure());
            var looks = attached.stream().anyMatch(file -> FileRisk.needsOctets(file.name()));
            if (!looks || stored.octets() <= left) {
                files.put(stored.message(), attached);
            }
            if (looks && stored.octets() <= left) {
                left -= stored.octets();
                wanted.add(stored.message());
            }
        }
        var contents = new HashMap<Long, byte[]>();
        if (!wanted.isEmpty()) {
            messages()
                    .contents(
                            account, wanted.stream().mapToLong(Long::longValue).toArray())
                    .forEach(content -> contents.put(content.message(), content.octets()));
        }
        var risks = new HashMap<Long, Map<String, FileRisk>>();
        all.forEach(stored -> {
            var attached = files.get(stored.message());
            if (attached != null) {
                var content = contents.getOrDefault(stored.message(), NOTHING);
                risks.put(stored.message(), risks(content, stored.parsed(), attached));
            }
        });
        return risks;
    }

    private static Map<String, FileRisk> risks(byte[] content, ParsedMessage parsed, List<Reading.FilePart> files) {
        var risks = new HashMap<String, FileRisk>();
        var left = MAX_LOOKED_INTO;
        var archives = 0;
        for (var file : files) {
            var looks = content.length > 0
                    && FileRisk.needsOctets(file.name())
                    && file.octets() <= left
                    && archives < MAX_ARCHIVES;
            var octets = looks
                    ? PartNumbers.find(parsed.structure(), file.section())
                            .map(part -> PartDecoder.decode(content, part))
                            .orElse(NOTHING)
                    : NOTHING;
            left -= looks ? file.octets() : 0;
            archives += looks ? 1 : 0;
            var unseen = content.length > 0 && !looks && FileRisk.isArchive(file.name());
            (unseen ? Optional.of(FileRisk.UNSEEN) : FileRisk.of(file.name(), octets))
                    .ifPresent(risk -> risks.put(file.section(), risk));
        }
        return risks;
    }

    private static List<byte[]> decoded(
            byte[] content, ParsedMessage parsed, Reading reading, Predicate<Reading.FilePart> wanted) {
        return reading.files().stream()
                .filter(wanted)
                .filter(file -> file.octets() <= MAX_CARD)
                .limit(MAX_CARDS)
                .flatMap(file -> PartNumbers.find(parsed.structure(), file.section()).stream())
                .map(part -> PartDecoder.decode(content, part))
                .toList();
    }

    /** @throws Refused NOT_FOUND when the account has no such message */
    public Reading reading(AccountId account, long message) {
        return MessageReader.read(messages().content(account, message), parsed(account, message));
    }

    /** A part's own octets, decoded. */
    public byte[] octets(AccountId account, long message, String section) {
        return PartDecoder.decode(messages().content(account, message), part(account, message, section));
    }

    /** The message as it came. */
    public byte[] original(AccountId account, long message) {
        return messages().content(account, message);
    }

    BodyPart part(AccountId account, long message, String section) {
        return PartNumbers.find(parsed(account, message).structure(), section)
                .orElseThrow(() -> new Refused(Refused.Code.NOT_FOUND, "The message has no such part."));
    }

    private ParsedMessage parsed(AccountId account, long message) {
        return stored(account, message).parsed();
    }

    private Messages messages() {
        return sharing.messages(signedIn.account().id());
    }

    private Messages.StoredMessage stored(AccountId account, long message) {
        return messages().stored(account, new long[] {message}).stream()
                .findFirst()
                .orElseThrow(() -> new Refused(Refused.Code.NOT_FOUND, "There is no such message."));
    }
}
