package org.kantor.groupware.contacts.internal;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.kantor.groupware.content.Component;
import org.kantor.groupware.content.Property;
import org.kantor.groupware.content.Text;

/**
 * What a card says to lists and searches.
 *
 * @param group whether it is a list of other cards and no person (RFC 6350 section 6.1.4)
 */
record CardFacts(
        boolean group,
        String name,
        String organisation,
        String title,
        List<String> emails,
        List<String> phones,
        String note,
        List<String> categories) {

    private static final Pattern ACCENTS = Pattern.compile("([\\p{IsLatin}\\p{IsGreek}\\p{IsCyrillic}])\\p{M}+");
    private static final Pattern SPACES = Pattern.compile("\\s+");

    static CardFacts of(Component card) {
        var emails = values(card, "EMAIL");
        var organisation = organisation(card);
        return new CardFacts(
                isGroup(card),
                name(card, organisation, emails),
                organisation,
                card.text("TITLE").strip(),
                emails,
                values(card, "TEL"),
                card.text("NOTE"),
                categories(card));
    }

    /** Of all lines, each once. */
    static List<String> categories(Component card) {
        return card.properties("CATEGORIES").stream()
                .flatMap(line -> Text.split(line.value(), ',').stream())
                .map(category -> Text.unescape(category).strip())
                .filter(category -> !category.isEmpty())
                .distinct()
                .toList();
    }

    private static boolean isGroup(Component card) {
        return card.value("KIND").equalsIgnoreCase("group")
                || card.value("X-ADDRESSBOOKSERVER-KIND").equalsIgnoreCase("group");
    }

    private static String name(Component card, String organisation, List<String> emails) {
        var formatted = card.text("FN").strip();
        if (!formatted.isEmpty()) {
            return formatted;
        }
        var parts = name(card);
        var composed = (parts.get(1) + " " + parts.get(0)).strip();
        if (!composed.isEmpty()) {
            return composed;
        }
        return !organisation.isEmpty() || emails.isEmpty() ? organisation : emails.getFirst();
    }

    /** Family name and given name. */
    static List<String> name(Component card) {
        var parts = Text.split(card.value("N"), ';');
        return List.of(
                Text.unescape(parts.getFirst()).strip(),
                parts.size() > 1 ? Text.unescape(parts.get(1)).strip() : "");
    }

    static String organisation(Component card) {
        return String.join(
                ", ",
                Text.split(card.value("ORG"), ';').stream()
                        .map(part -> Text.unescape(part).strip())
                        .filter(part -> !part.isEmpty())
                        .toList());
    }

    /** E-mail addresses and telephone numbers are never escaped by their own syntax; URIs lose their scheme. */
    static String value(Property property) {
        var value = property.text().strip();
        return value.regionMatches(true, 0, "tel:", 0, 4)
                ? value.substring(4)
                : value.regionMatches(true, 0, "mailto:", 0, 7) ? value.substring(7) : value;
    }

    private static List<String> values(Component card, String property) {
        return card.properties(property).stream()
                .map(CardFacts::value)
                .filter(value -> !value.isEmpty())
                .distinct()
                .toList();
    }

    String section() {
        var key = sortKey();
        var first = key.isEmpty() ? ' ' : key.charAt(0);
        return first >= 'a' && first <= 'z' ? String.valueOf((char) (first - 'a' + 'A')) : "#";
    }

    String sortKey() {
        return fold(name);
    }

    /** All that is searched: a space, then the words with a space between each two. */
    String words() {
        var texts = new ArrayList<String>();
        texts.addAll(List.of(name, organisation, title));
        texts.addAll(emails);
        texts.addAll(phones);
        phones.forEach(phone -> texts.add(phone.replaceAll("[^0-9+]", "")));
        return " " + fold(joined(texts));
    }

    private static String joined(Collection<String> texts) {
        return String.join(" ", texts).replaceAll("\\s+", " ");
    }

    /**
     * For searching and sorting: lower case without accents, so that "sánchez" is found by "Sanchez". Marks of scripts other than Latin, Greek and Cyrillic stay: there
     * they are sounds, and a word without them is another one.
     */
    static String fold(String text) {
        return ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("$1")
                .toLowerCase(Locale.ROOT)
                .strip();
    }

    /** For identity: what two names have in common that differ in case, spaces or the width of their letters only. */
    static String key(String name) {
        var lower = Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return SPACES.matcher(Normalizer.normalize(lower, Normalizer.Form.NFC).strip())
                .replaceAll(" ");
    }
}
