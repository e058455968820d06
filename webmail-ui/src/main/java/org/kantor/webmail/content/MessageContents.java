package org.kantor.webmail.content;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.Messages;
import org.kantor.mail.store.Messages.StoredMessage;
import org.kantor.mail.store.Sharing;
import org.kantor.mail.wire.mime.BodyPart;
import org.kantor.mail.wire.mime.MessageParser;
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

    /** So many messages are opened inside each other; what is deeper can only be saved. */
    static final int MAX_INSIDE = 5;

    /**
     * A message with all that the reading pane needs of it. Two statements.
     *
     * @param calendars its calendar parts
     * @param contacts its files with contacts
     * @param risks of its files that should not be opened without a second thought, by section number
     */
    public record Opened(
            ParsedMessage parsed,
            int octets,
            Reading reading,
            HeaderFields header,
            List<Decoded> calendars,
            List<Decoded> contacts,
            Map<String, FileRisk> risks) {}

    /** A file with its own octets. */
    public record Decoded(Reading.FilePart file, byte[] octets) {}

    /** @throws Refused NOT_FOUND when the account has no such message */
    public Opened opened(AccountId account, long message) {
        return opened(messages().content(account, message), parsed(account, message));
    }

    private static Opened opened(byte[] content, ParsedMessage parsed) {
        var reading = MessageReader.read(content, parsed);
        return new Opened(
                parsed,
                content.length,
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

    private static List<Decoded> decoded(
            byte[] content, ParsedMessage parsed, Reading reading, Predicate<Reading.FilePart> wanted) {
        return reading.files().stream()
                .filter(wanted)
                .filter(file -> file.octets() <= MAX_CARD)
                .limit(MAX_CARDS)
                .flatMap(file -> PartNumbers.find(parsed.structure(), file.section()).stream()
                        .map(part -> new Decoded(file, PartDecoder.decode(content, part))))
                .toList();
    }

    /** @throws Refused NOT_FOUND when the account has no such message */
    public Reading reading(AccountId account, long message) {
        return MessageReader.read(messages().content(account, message), parsed(account, message));
    }

    /**
     * A message inside a message, with the numbers of its parts counted in it: they follow the message's own.
     *
     * @param depth how many messages it is in
     */
    record Inside(byte[] content, ParsedMessage parsed, int depth) {

        Reading reading() {
            return MessageReader.read(content, parsed);
        }

        Opened opened() {
            return MessageContents.opened(content, parsed);
        }
    }

    /** Two statements. @throws Refused NOT_FOUND for a part that is no message, or is in more than {@value #MAX_INSIDE} of them */
    Inside inside(AccountId account, long message, String section) {
        var found = find(account, message, section)
                .filter(place -> isMessage(place.part()) && place.depth() <= MAX_INSIDE)
                .orElseThrow(() -> new Refused(Refused.Code.NOT_FOUND, "The message has no such message in it."));
        var content = found.octets();
        return new Inside(content, MessageParser.parse(content), found.depth());
    }

    /**
     * Where a part is.
     *
     * @param content the octets it is in: the message's, or those of a message in it that had to be decoded
     * @param depth how many messages it is in, itself among them if it is one
     */
    record Place(Supplier<byte[]> content, BodyPart part, int depth) {
        /** The part's own, decoded. */
        byte[] octets() {
            return PartDecoder.decode(content.get(), part);
        }
    }

    private Optional<Place> find(AccountId account, long message, String section) {
        return find(
                () -> messages().content(account, message),
                parsed(account, message).structure(),
                section,
                0);
    }

    /** Numbers go on in a message that was encoded or attached as a file, whose parts the structure around it does not know. */
    private static Optional<Place> find(Supplier<byte[]> content, BodyPart structure, String section, int depth) {
        for (var end = section.length(); end > 0; end = section.lastIndexOf('.', end - 1)) {
            var path = PartNumbers.path(structure, section.substring(0, end));
            if (!path.isEmpty()) {
                var inside = depth
                        + (int) path.stream().filter(MessageContents::isMessage).count();
                var place = new Place(content, path.getLast(), inside);
                if (end == section.length()) {
                    return Optional.of(place);
                }
                if (!isMessage(place.part()) || inside > MAX_INSIDE) {
                    return Optional.empty();
                }
                var inner = place.octets();
                return find(() -> inner, MessageParser.parse(inner).structure(), section.substring(end + 1), inside);
            }
        }
        return Optional.empty();
    }

    private static boolean isMessage(BodyPart part) {
        return MessageReader.filePart(part, "", 0).isMessage();
    }

    /**
     * A message of which several parts are taken.
     *
     * @param original as it came
     */
    public record Parts(byte[] original, BodyPart structure) {
        /** A part's own octets, decoded. @throws Refused NOT_FOUND when there is no such part */
        public byte[] octets(String section) {
            return found(find(() -> original, structure, section, 0)).octets();
        }
    }

    /** One statement, however many parts are taken. @throws Refused NOT_FOUND when the account has no such message */
    public Parts parts(AccountId account, long message, ParsedMessage parsed) {
        return new Parts(original(account, message), parsed.structure());
    }

    /** The message as it came. */
    public byte[] original(AccountId account, long message) {
        return messages().content(account, message);
    }

    /** @throws Refused NOT_FOUND when the account has no such message, or that no such part */
    Place place(AccountId account, long message, String section) {
        return found(find(account, message, section));
    }

    private static Place found(Optional<Place> place) {
        return place.orElseThrow(() -> new Refused(Refused.Code.NOT_FOUND, "The message has no such part."));
    }

    ParsedMessage parsed(AccountId account, long message) {
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
