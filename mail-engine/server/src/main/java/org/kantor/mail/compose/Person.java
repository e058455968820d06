package org.kantor.mail.compose;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.kantor.kernel.EmailAddress;
import org.kantor.mail.wire.mime.Address;
import org.kantor.mail.wire.mime.EncodedWords;

/**
 * Somebody in a header: an address and the name shown with it.
 *
 * @param name without control characters; empty for none
 */
public record Person(String name, EmailAddress address) {

    private static final int MAX_NAME = 200;
    private static final int MOST_CAPITALS = 3;
    private static final Pattern GIVEN_NAME = Pattern.compile("([\\p{L}\\p{M}'\u2019-]{2,}) ");
    /** Words that names begin with and that call nobody. */
    private static final Set<String> NO_NAMES = Set.of(
            "the",
            "dr",
            "prof",
            "mr",
            "mrs",
            "ms",
            "miss",
            "sir",
            "pak",
            "bapak",
            "bu",
            "ibu",
            "sdr",
            "hj",
            "ir",
            "drs",
            "dra",
            "koperasi",
            "yayasan");

    public Person {
        name = HeaderLine.clean(name, MAX_NAME);
    }

    public static Person of(EmailAddress address) {
        return new Person("", address);
    }

    /** The people of a received header field, names decoded; what is no address (a group's name, a broken one) is left out. */
    public static List<Person> of(List<Address> addresses) {
        return addresses.stream()
                .map(Person::of)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    /** The first of one's own, in the order of the people that a message was written to; empty if it was written to none of them. */
    public static <T> Optional<T> writtenTo(List<Person> recipients, List<T> own, Function<T, EmailAddress> address) {
        return recipients.stream()
                .flatMap(person -> own.stream()
                        .filter(one ->
                                address.apply(one).key().equals(person.address().key())))
                .findFirst();
    }

    private static Optional<Person> of(Address address) {
        if (address.host() == null || address.mailbox() == null) {
            return Optional.empty();
        }
        var mailbox = address.mailbox();
        var plain = EmailAddress.parse(mailbox + "@" + address.host());
        var quoted = plain.isPresent()
                ? plain
                : EmailAddress.parse(
                        '"' + mailbox.replace("\\", "\\\\").replace("\"", "\\\"") + "\"@" + address.host());
        var name = EncodedWords.decode(Objects.requireNonNullElse(address.name(), ""));
        return quoted.map(a -> new Person(name, a));
    }

    /** What a person calls this one: the name, or else the address. */
    public String shown() {
        return name.isEmpty() ? address.toString() : name;
    }

    /** The name as {@link #brief(String)} has it, or else the part before the at sign: for "Reply to Carol". */
    public String brief() {
        return name.isEmpty() ? address.localPart() : brief(name);
    }

    /**
     * The given name, where the first word is one: letters of which there are two or more. The whole name where it is an initial, a title, a short word in capitals as firms begin with ("PT
     * Sumber Makmur"), or a family name before a comma.
     */
    public static String brief(String name) {
        var first = GIVEN_NAME.matcher(name);
        if (!first.lookingAt()) {
            return name;
        }
        var word = first.group(1);
        var capitals = word.length() <= MOST_CAPITALS && word.equals(word.toUpperCase(Locale.ROOT));
        return capitals && !word.equals(word.toLowerCase(Locale.ROOT))
                        || NO_NAMES.contains(word.toLowerCase(Locale.ROOT))
                ? name
                : word;
    }
}
