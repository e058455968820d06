package org.kantor.webmail.shell;

import com.vaadin.flow.component.html.Span;
import java.util.Locale;

/** The round initials of a person, with one of eight hues that always is the same for an address. */
public class Face extends Span {

    private static final long serialVersionUID = 1;
    private static final String[] HUES = {"teal", "green", "lime", "amber", "red", "pink", "violet", "blue"};

    public Face(String name, String address) {
        super(initials(name.isBlank() ? address : name));
        addClassNames("av", "h-" + hue(address));
        getElement().setAttribute("aria-hidden", "true");
    }

    /** The hue's name, from a hash of the address without regard to case. */
    public static String hue(String address) {
        var hash = address.toLowerCase(Locale.ROOT).hashCode() * 0x9e3779b1;
        return HUES[hash >>> 29];
    }

    /** The first letters of the first and last word; one letter where the script has no capitals, as in 佐 or س. */
    public static String initials(String name) {
        var words = name.strip().split("[\\s._@-]+");
        var first = letter(words[0]);
        if (first.isEmpty()
                || !Character.isUpperCase(first.codePointAt(0))
                || words.length < 2
                || name.indexOf('@') > 0) {
            return first;
        }
        return first + letter(words[words.length - 1]);
    }

    private static String letter(String word) {
        return word.codePoints()
                .filter(Character::isLetterOrDigit)
                .limit(1)
                .map(Character::toUpperCase)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
