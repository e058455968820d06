package org.kantor.webmail.cards;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.kantor.groupware.content.Component;
import org.kantor.groupware.content.ContentReader;
import org.kantor.groupware.content.MalformedContent;
import org.kantor.groupware.content.Property;
import org.kantor.groupware.content.Text;

/**
 * A contact in a file of contacts (RFC 6350, and vCard 3.0).
 *
 * @param name never blank
 * @param octets the card as it came, to keep
 */
record VCard(String name, String organisation, String title, List<String> emails, List<String> phones, byte[] octets) {

    /** More cards of one file than this are not shown. */
    static final int MOST = 10;

    private static final int MAX_TEXT = 200;

    /** The cards of a file that can be read. */
    static List<VCard> of(byte[] file) {
        var cards = new ArrayList<VCard>();
        for (var text : texts(new String(file, StandardCharsets.UTF_8))) {
            try {
                var octets = text.getBytes(StandardCharsets.UTF_8);
                var card = read(ContentReader.read(octets), octets);
                if (!card.name.isBlank()) {
                    cards.add(card);
                }
            } catch (MalformedContent e) {
                // what is no card is still a file to save
                continue;
            }
        }
        return cards;
    }

    /** The parts of a file from BEGIN to END, the first {@value #MOST}. */
    private static List<String> texts(String file) {
        var texts = new ArrayList<String>();
        StringBuilder open = null;
        for (var line : (Iterable<String>) file.lines()::iterator) {
            var mark = line.strip();
            if (mark.equalsIgnoreCase("BEGIN:VCARD")) {
                open = new StringBuilder();
            }
            if (open != null) {
                open.append(line).append("\r\n");
                if (mark.equalsIgnoreCase("END:VCARD")) {
                    texts.add(open.toString());
                    open = null;
                    if (texts.size() == MOST) {
                        break;
                    }
                }
            }
        }
        return texts;
    }

    private static VCard read(Component card, byte[] octets) {
        var emails = values(card, "EMAIL");
        var organisation = String.join(", ", parts(card.value("ORG")));
        var name = card.text("FN").strip();
        if (name.isEmpty()) {
            var parts = parts(card.value("N"));
            name = parts.size() > 1 ? parts.get(1) + " " + parts.getFirst() : String.join(" ", parts);
        }
        if (name.isBlank()) {
            name = !organisation.isBlank() ? organisation : emails.isEmpty() ? "" : emails.getFirst();
        }
        return new VCard(
                cut(name), cut(organisation), cut(card.text("TITLE").strip()), emails, values(card, "TEL"), octets);
    }

    private static List<String> parts(String structured) {
        return Text.split(structured, ';').stream()
                .map(part -> Text.unescape(part).strip())
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static List<String> values(Component card, String name) {
        return card.properties(name).stream()
                .map(Property::text)
                .map(value -> cut(value.replaceFirst("(?i)^(?:mailto|tel):", "").strip()))
                .filter(value -> !value.isEmpty())
                .limit(20)
                .toList();
    }

    private static String cut(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    }
}
