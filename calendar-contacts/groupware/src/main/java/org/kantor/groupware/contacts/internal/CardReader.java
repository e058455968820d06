package org.kantor.groupware.contacts.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.kantor.groupware.contacts.Person;
import org.kantor.groupware.contacts.PersonDetails;
import org.kantor.groupware.contacts.PersonDetails.Labelled;
import org.kantor.groupware.contacts.PersonRef;
import org.kantor.groupware.content.Component;
import org.kantor.groupware.content.Property;
import org.kantor.groupware.content.Text;

/** Says in the words of people's screens what a card says. */
final class CardReader {

    /** Types that say how a number works, not where it rings. */
    private static final Set<String> NO_PLACE = Set.of("internet", "pref", "voice", "text", "video", "x400");

    private CardReader() {}

    static PersonDetails details(PersonRef ref, Component card) {
        var facts = CardFacts.of(card);
        var name = CardFacts.name(card);
        return new PersonDetails(
                new Person(
                        ref,
                        facts.name(),
                        facts.section(),
                        facts.organisation(),
                        facts.title(),
                        facts.emails(),
                        facts.phones()),
                name.get(1),
                name.get(0),
                labelled(card, "EMAIL"),
                labelled(card, "TEL"),
                addresses(card),
                labelled(card, "URL").stream()
                        .filter(url -> url.value().matches("(?i)https?://[^\\s\"<>]+"))
                        .toList(),
                birthday(card.value("BDAY").strip()),
                facts.note(),
                facts.categories());
    }

    static List<Labelled> labelled(Component card, String name) {
        return card.properties(name).stream()
                .map(property -> new Labelled(label(card, property), CardFacts.value(property)))
                .filter(labelled -> !labelled.value().isEmpty())
                .toList();
    }

    /** A label of the owner's own (X-ABLabel in the same group) before the type. */
    static String label(Component card, Property property) {
        if (!property.group().isEmpty()) {
            for (var own : card.properties("X-ABLABEL")) {
                if (own.group().equalsIgnoreCase(property.group())) {
                    return own.text().replaceAll("_\\$!<(.*)>!\\$_", "$1").toLowerCase(Locale.ROOT);
                }
            }
        }
        for (var type : property.parameters("TYPE")) {
            for (var single : type.toLowerCase(Locale.ROOT).split(",", -1)) {
                if (!NO_PLACE.contains(single)) {
                    return single;
                }
            }
        }
        return "";
    }

    private static List<Labelled> addresses(Component card) {
        return card.properties("ADR").stream()
                .map(property -> new Labelled(label(card, property), address(property)))
                .filter(labelled -> !labelled.value().isEmpty())
                .toList();
    }

    private static String address(Property property) {
        return Text.split(property.value(), ';').stream()
                .flatMap(part -> Arrays.stream(Text.unescape(part).split("\n", -1)))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String birthday(String value) {
        var date = value.indexOf('T') > 0 ? value.substring(0, value.indexOf('T')) : value;
        if (date.matches("[0-9]{8}")) {
            return date.substring(0, 4) + "-" + date.substring(4, 6) + "-" + date.substring(6);
        }
        if (date.matches("--[0-9]{4}")) {
            return "--" + date.substring(2, 4) + "-" + date.substring(4);
        }
        return date.matches("([0-9]{4}|-)-[0-9]{2}-[0-9]{2}") ? date : "";
    }
}
