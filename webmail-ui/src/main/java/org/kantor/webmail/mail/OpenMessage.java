package org.kantor.webmail.mail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kantor.mail.compose.Person;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.wire.mime.AddressParser;
import org.kantor.mail.wire.mime.ParsedMessage;
import org.kantor.webmail.content.HeaderFields;
import org.kantor.webmail.content.MessageContents;
import org.kantor.webmail.content.Reading;
import org.kantor.webmail.warnings.Warning;

/**
 * What the reading pane shows of a message.
 *
 * @param key names it in addresses, see {@link org.kantor.webmail.content.MessageLinks#key}
 * @param at when it was sent, or else when it arrived
 * @param mine the keys of the account's own addresses
 * @param blockedImages pictures from elsewhere that are kept back
 * @param permission what the reader said about the sender's pictures
 * @param trackers what is kept back that would report the opening, also where the other pictures are wanted
 */
record OpenMessage(
        long uid,
        long number,
        String key,
        int flags,
        Instant at,
        Instant arrived,
        MessageContents.Opened opened,
        Set<String> mine,
        int blockedImages,
        List<String> trackers,
        boolean remoteImages,
        ImageSenders.Permission permission,
        List<Warning> warnings,
        Dates dates) {

    ParsedMessage parsed() {
        return opened.parsed();
    }

    Reading reading() {
        return opened.reading();
    }

    HeaderFields header() {
        return opened.header();
    }

    /** Whether its author says that it is more important than others (RFC 2156 section 5.3.6, and the field that came before). */
    boolean isUrgent() {
        var importance = header().values("Importance");
        return importance.isEmpty()
                ? header().values("X-Priority").stream()
                        .anyMatch(value -> value.startsWith("1") || value.startsWith("2"))
                : importance.getFirst().strip().equalsIgnoreCase("high");
    }

    /** What its own buttons ask for. */
    interface Acts {
        void answer(ReaderPane.Answer answer);

        /** Not what has not left yet. */
        boolean canBeAnswered();

        /** Opens the message anew. @param remoteImages whether with pictures from elsewhere */
        void again(boolean remoteImages);

        /** Opens all messages of its author that are shown anew: whether their pictures come was changed. */
        void authorAgain();

        void write(Person to);

        /** For messages that the list does not show. */
        void star(boolean on);

        /** Whether it lies in the reader's inbox again as nobody had answered it. */
        boolean cameBack();

        /** The folder of a message whose author may be told that it was read: the reader's own, where mail comes, and not answered yet. */
        Optional<MailboxId> receiptFor();
    }

    /** Empty if the header names nobody with an address that could be answered. */
    Optional<Person> from() {
        return Person.of(parsed().envelope().from()).stream().findFirst();
    }

    /** The key of its author's address; empty if nobody has one. */
    String authorKey() {
        return from().map(person -> person.address().key()).orElse("");
    }

    List<Person> to() {
        return Person.of(parsed().envelope().to());
    }

    List<Person> cc() {
        return Person.of(parsed().envelope().cc());
    }

    List<Person> bcc() {
        return Person.of(parsed().envelope().bcc());
    }

    boolean isMine(Person person) {
        return mine.contains(person.address().key());
    }

    /**
     * Whom an answer to all goes to, without ourselves unless nobody is left: whom the author asked for (Mail-Followup-To), else the author (or Reply-To) first, then the others.
     */
    List<Person> replyAllPeople() {
        var people = new LinkedHashMap<String, Person>();
        var all = new ArrayList<Person>(
                Person.of(AddressParser.parse(String.join(",", header().values("Mail-Followup-To")))));
        if (all.isEmpty()) {
            all.addAll(replyPeople());
            all.addAll(to());
            all.addAll(cc());
        }
        for (var person : all) {
            if (!isMine(person)) {
                people.putIfAbsent(person.address().key(), person);
            }
        }
        return people.isEmpty() ? replyPeople() : List.copyOf(people.values());
    }

    /** Whether an answer to all goes to others than an answer does. */
    boolean answersDiffer() {
        return !keys(replyAllPeople()).equals(keys(replyPeople()));
    }

    private static Set<String> keys(List<Person> people) {
        return people.stream().map(person -> person.address().key()).collect(Collectors.toSet());
    }

    /** Whom an answer goes to. To a message of our own, those it went to. */
    List<Person> replyPeople() {
        var replyTo = Person.of(parsed().envelope().replyTo());
        var author = replyTo.isEmpty() ? from().stream().toList() : replyTo;
        return author.stream().allMatch(this::isMine) && !to().isEmpty() ? to() : author;
    }
}
