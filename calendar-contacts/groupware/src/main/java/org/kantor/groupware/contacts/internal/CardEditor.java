package org.kantor.groupware.contacts.internal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.kantor.groupware.contacts.PersonDetails.Labelled;
import org.kantor.groupware.contacts.PersonDraft;
import org.kantor.groupware.content.Component;
import org.kantor.groupware.content.Parameter;
import org.kantor.groupware.content.Property;
import org.kantor.groupware.content.Text;
import org.kantor.kernel.Refused;

/** Writes what somebody changed in a form into a card and leaves everything else in it alone. */
final class CardEditor {

    private static final String PRODUCT = "-//Kantor//Kantor//EN";
    private static final DateTimeFormatter REVISION = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT);

    private CardEditor() {}

    record Created(String uid, Component card) {}

    /** vCard 3.0: what every CardDAV client reads (RFC 6352 section 6.3.2). */
    static Created create(PersonDraft draft, Instant now) {
        var uid = UUID.randomUUID().toString();
        var card = new Component(
                "VCARD",
                List.of(Property.of("VERSION", "3.0"), Property.of("PRODID", PRODUCT), Property.of("UID", uid)),
                List.of());
        return new Created(uid, update(card, draft, now));
    }

    static Component update(Component card, PersonDraft draft, Instant now) {
        mustBeSane(draft);
        var changed = name(card, draft);
        if (!CardFacts.organisation(card).equals(draft.organisation())) {
            changed = draft.organisation().isBlank()
                    ? changed.without("ORG")
                    : changed.with(
                            Property.of("ORG", Text.escape(draft.organisation().strip())));
        }
        changed = changed.withText("TITLE", draft.title().strip());
        changed = values(changed, "EMAIL", draft.emails());
        changed = values(changed, "TEL", draft.phones());
        changed = changed.withText("NOTE", draft.note());
        return revised(changed, now);
    }

    static Component revised(Component card, Instant now) {
        return card.with(Property.of("REV", REVISION.format(now.atOffset(ZoneOffset.UTC))));
    }

    /** A group without members, as Apple's clients began to write it in vCard 3.0 and others read it since. */
    static Component group(String name, Instant now) {
        var card = new Component(
                "VCARD",
                List.of(
                        Property.of("VERSION", "3.0"),
                        Property.of("PRODID", PRODUCT),
                        Property.of("UID", UUID.randomUUID().toString()),
                        Property.of("X-ADDRESSBOOKSERVER-KIND", "group")),
                List.of());
        return revised(named(card, name), now);
    }

    /** A group of another name; clients differ in which of the two they show. */
    static Component named(Component group, String name) {
        return group.with(Property.of("N", Text.escape(name) + ";;;;")).with(Property.text("FN", name));
    }

    /** Whether a group has this member itself. */
    static boolean isIn(Component group, String reference) {
        return group.properties().stream().anyMatch(line -> GroupCards.isAbout(line, reference));
    }

    /** With one member more. */
    static Component plus(Component group, String reference) {
        return group.plus(Property.text(GroupCards.MEMBERS.get(group.has("KIND") ? 0 : 1), reference));
    }

    /** Without any of these. */
    static Component minus(Component group, List<String> references) {
        return group.withProperties(group.properties().stream()
                .filter(line -> references.stream().noneMatch(reference -> GroupCards.isAbout(line, reference)))
                .toList());
    }

    /** Without a group among the categories, and with these in its place; other categories stay as they are written. */
    static Component recategorised(Component card, String group, List<String> instead) {
        var wanted = new ArrayList<>(instead);
        var lines = new ArrayList<Property>();
        for (var line : card.properties()) {
            if (!line.name().equals("CATEGORIES")) {
                lines.add(line);
                continue;
            }
            var kept = new ArrayList<String>();
            for (var category : Text.split(line.value(), ',')) {
                if (!GroupCards.key(Text.unescape(category)).equals(GroupCards.key(group))) {
                    kept.add(category);
                } else {
                    wanted.forEach(name -> kept.add(Text.escape(name)));
                    wanted.clear();
                }
            }
            if (!kept.isEmpty()) {
                lines.add(line.withValue(String.join(",", kept)));
            }
        }
        for (var name : wanted) {
            var first = IntStream.range(0, lines.size())
                    .filter(i -> lines.get(i).name().equals("CATEGORIES"))
                    .findFirst();
            if (first.isPresent()) {
                var line = lines.get(first.getAsInt());
                lines.set(first.getAsInt(), line.withValue(line.value() + "," + Text.escape(name)));
            } else {
                lines.add(Property.text("CATEGORIES", name));
            }
        }
        return card.withProperties(lines);
    }

    private static void mustBeSane(PersonDraft draft) {
        if (draft.givenName().isBlank()
                && draft.familyName().isBlank()
                && draft.organisation().isBlank()
                && draft.emails().stream().allMatch(email -> email.value().isBlank())) {
            throw new Refused(Refused.Code.BAD_VALUE, "A contact needs a name, an organisation or an address.");
        }
    }

    /** Prefixes, middle names and a formatted name of its own stay while the two names are what they were. */
    private static Component name(Component card, PersonDraft draft) {
        var given = draft.givenName().strip();
        var family = draft.familyName().strip();
        var old = CardFacts.name(card);
        if (card.has("FN")
                && card.has("N")
                && old.get(0).equals(family)
                && old.get(1).equals(given)) {
            return card;
        }
        var parts = new ArrayList<>(Text.split(card.value("N"), ';'));
        while (parts.size() < 5) {
            parts.add("");
        }
        parts.set(0, Text.escape(family));
        parts.set(1, Text.escape(given));
        var formatted = (given + " " + family).strip();
        if (formatted.isEmpty()) {
            formatted = draft.organisation().isBlank()
                    ? draft.emails().getFirst().value().strip()
                    : draft.organisation().strip();
        }
        return card.with(Property.text("FN", formatted)).with(Property.of("N", String.join(";", parts)));
    }

    /** A value that was there keeps its line with all its parameters; its label is written only if it changed. */
    private static Component values(Component card, String name, List<Labelled> wanted) {
        var old = new ArrayList<>(card.properties(name));
        var lines = new ArrayList<Property>();
        for (var value : wanted) {
            if (value.value().isBlank()) {
                continue;
            }
            var same = old.stream()
                    .filter(property ->
                            CardFacts.value(property).equals(value.value().strip()))
                    .findFirst();
            same.ifPresent(old::remove);
            lines.add(same.map(property -> relabelled(card, property, value.label()))
                    .orElseGet(() -> line(name, value)));
        }
        var properties = new ArrayList<Property>();
        var placed = false;
        for (var property : card.properties()) {
            if (!property.name().equals(name)) {
                properties.add(property);
            } else if (!placed) {
                properties.addAll(lines);
                placed = true;
            }
        }
        if (!placed) {
            properties.addAll(lines);
        }
        return card.withProperties(properties);
    }

    private static Property relabelled(Component card, Property property, String label) {
        if (CardReader.label(card, property).equals(label.strip().toLowerCase(Locale.ROOT))) {
            return property;
        }
        var plain = new Property("", property.name(), property.parameters(), property.value()).without("TYPE");
        return typed(plain, label);
    }

    private static Property line(String name, Labelled value) {
        return typed(Property.text(name, value.value().strip()), value.label());
    }

    private static Property typed(Property property, String label) {
        var type = label.strip().toLowerCase(Locale.ROOT);
        if (!type.matches("[a-z0-9-]{1,30}")) {
            return property;
        }
        var parameters = new ArrayList<>(property.parameters());
        parameters.add(Parameter.of("TYPE", type));
        return new Property(property.group(), property.name(), parameters, property.value());
    }
}
