package org.kantor.mail.compose;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
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

    /** The first word of the name, or else the part before the at sign: for "Reply to Carol". */
    public String brief() {
        var space = name.indexOf(' ');
        return name.isEmpty() ? address.localPart() : space < 0 ? name : name.substring(0, space);
    }
}
