package org.kantor.dav.property;

import java.text.Normalizer;
import java.util.List;
import org.kantor.dav.Failure;
import org.kantor.dav.xml.Element;
import org.kantor.dav.xml.Name;

/** How text is compared in filters (RFC 4790, RFC 5051). */
public final class Collations {

    public static final List<String> NAMES = List.of("i;ascii-casemap", "i;octet", "i;unicode-casemap");

    /** Makes texts equal that the collation takes as equal. */
    public interface Fold {
        String of(String text);
    }

    private Collations() {}

    /** @param textMatch the element whose attribute names it @param otherwise where it has none */
    public static Fold of(Element textMatch, String otherwise) {
        return switch (textMatch.attribute("collation").orElse(otherwise)) {
            case "i;octet" -> text -> text;
            case "i;ascii-casemap" -> Collations::ascii;
            case "i;unicode-casemap", "default" -> Collations::unicode;
            default -> throw Failure.condition(403, new Name(textMatch.name().namespace(), "supported-collation"));
        };
    }

    private static String ascii(String text) {
        var folded = new StringBuilder(text);
        for (var i = 0; i < folded.length(); i++) {
            var c = folded.charAt(i);
            if (c >= 'a' && c <= 'z') {
                folded.setCharAt(i, (char) (c - 'a' + 'A'));
            }
        }
        return folded.toString();
    }

    private static String unicode(String text) {
        return Normalizer.normalize(
                text.toUpperCase(java.util.Locale.ROOT).toLowerCase(java.util.Locale.ROOT), Normalizer.Form.NFKD);
    }
}
