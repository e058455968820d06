package org.kantor.dav.report;

import org.kantor.dav.property.Collations;
import org.kantor.dav.xml.Element;

/** A text-match element (RFC 4791 section 9.7.5, RFC 6352 section 10.5.4): a text and how it is looked for. */
record TextMatch(String text, Collations.Fold fold, Type type, boolean negated) {

    enum Type {
        EQUALS,
        CONTAINS,
        STARTS_WITH,
        ENDS_WITH
    }

    /** @param collation what is meant where the element names none */
    static TextMatch of(Element element, String collation) {
        var fold = Collations.of(element, collation);
        var type = switch (element.attribute("match-type").orElse("contains")) {
            case "equals" -> Type.EQUALS;
            case "starts-with" -> Type.STARTS_WITH;
            case "ends-with" -> Type.ENDS_WITH;
            default -> Type.CONTAINS;
        };
        return new TextMatch(
                fold.of(element.text()),
                fold,
                type,
                element.attribute("negate-condition").orElse("no").equals("yes"));
    }

    boolean matches(String value) {
        var folded = fold.of(value);
        var found = switch (type) {
            case EQUALS -> folded.equals(text);
            case CONTAINS -> folded.contains(text);
            case STARTS_WITH -> folded.startsWith(text);
            case ENDS_WITH -> folded.endsWith(text);
        };
        return found != negated;
    }
}
