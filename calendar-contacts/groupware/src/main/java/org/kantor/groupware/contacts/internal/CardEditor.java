package org.kantor.groupware.contacts.internal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
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
        return changed.with(Property.of("REV", REVISION.format(now.atOffset(ZoneOffset.UTC))));
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
