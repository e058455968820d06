package org.kantor.webmail.warnings;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Tells names that are made to be taken for another: letters of other scripts and digits that look alike (in the spirit of UTS #39's skeletons, with the letters
 * that are used for it), and a name that is one letter away.
 */
final class Lookalikes {

    private static final int SHORTEST = 6;
    private static final Map<Integer, String> LOOKS = Map.ofEntries(
            look('а', "a"),
            look('ɑ', "a"),
            look('α', "a"),
            look('ᴀ', "a"),
            look('Ь', "b"),
            look('ƅ', "b"),
            look('с', "c"),
            look('ϲ', "c"),
            look('ԁ', "d"),
            look('ɗ', "d"),
            look('е', "e"),
            look('ҽ', "e"),
            look('ε', "e"),
            look('ғ', "f"),
            look('ɡ', "g"),
            look('ց', "g"),
            look('һ', "h"),
            look('հ', "h"),
            look('і', "i"),
            look('ı', "i"),
            look('ι', "i"),
            look('ɩ', "i"),
            look('ј', "j"),
            look('κ', "k"),
            look('к', "k"),
            look('ӏ', "i"),
            look('ⅼ', "i"),
            look('м', "m"),
            look('ո', "n"),
            look('п', "n"),
            look('η', "n"),
            look('о', "o"),
            look('ο', "o"),
            look('օ', "o"),
            look('σ', "o"),
            look('р', "p"),
            look('ρ', "p"),
            look('ԛ', "q"),
            look('г', "r"),
            look('ѕ', "s"),
            look('т', "t"),
            look('τ', "t"),
            look('υ', "u"),
            look('ս', "u"),
            look('ν', "v"),
            look('ѵ', "v"),
            look('ԝ', "w"),
            look('ѡ', "w"),
            look('ω', "w"),
            look('х', "x"),
            look('χ', "x"),
            look('у', "y"),
            look('γ', "y"),
            look('ʏ', "y"),
            look('ᴢ', "z"),
            look('0', "o"),
            look('1', "i"),
            look('l', "i"),
            look('|', "i"),
            look('5', "s"),
            look('ß', "ss"),
            look('đ', "d"),
            look('ø', "o"),
            look('ł', "i"));

    private Lookalikes() {}

    private static Map.Entry<Integer, String> look(int codePoint, String latin) {
        return Map.entry(codePoint, latin);
    }

    /** What a name looks like at a glance: two names with one skeleton are taken for each other. */
    static String skeleton(String name) {
        var plain = Normalizer.normalize(name.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD);
        var out = new StringBuilder();
        plain.codePoints()
                .filter(c ->
                        Character.getType(c) != Character.NON_SPACING_MARK && Character.getType(c) != Character.FORMAT)
                .forEach(c -> out.append(LOOKS.getOrDefault(c, Character.toString(c))));
        return out.toString().replace("rn", "m").replace("vv", "w").replace("ci", "d");
    }

    /** A domain as it is shown: punycode as letters. */
    static String shown(String domain) {
        try {
            return IDN.toUnicode(domain.toLowerCase(Locale.ROOT), IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException e) {
            return domain.toLowerCase(Locale.ROOT);
        }
    }

    /** The known domain that this one is made to look like; empty if it is none of that, or one of the known or below one. */
    static Optional<String> ofDomain(String domain, Iterable<String> known) {
        var shown = shown(domain);
        String found = null;
        for (var one : known) {
            if (shown.equals(one) || shown.endsWith("." + one)) {
                return Optional.empty();
            }
            if (found == null && looksLike(shown, one)) {
                found = one;
            }
        }
        return Optional.ofNullable(found);
    }

    private static boolean looksLike(String domain, String known) {
        if (skeleton(domain).equals(skeleton(known))) {
            return true;
        }
        var ending = known.lastIndexOf('.');
        var name = ending < 0 ? known : known.substring(0, ending);
        if (name.length() < SHORTEST) {
            return false;
        }
        // the same name under another ending, as part of a longer one, or one letter off
        return domain.startsWith(name + ".") && !domain.equals(known)
                || domain.contains(known.replace('.', '-'))
                || oneOff(domain, known);
    }

    /** Whether one letter was left out, put in, changed, or two were swapped. */
    static boolean oneOff(String one, String other) {
        if (one.equals(other) || Math.abs(one.length() - other.length()) > 1) {
            return false;
        }
        var start = 0;
        var shorter = Math.min(one.length(), other.length());
        while (start < shorter && one.charAt(start) == other.charAt(start)) {
            start++;
        }
        var end = 0;
        while (end < shorter - start && one.charAt(one.length() - 1 - end) == other.charAt(other.length() - 1 - end)) {
            end++;
        }
        var leftOne = one.substring(start, one.length() - end);
        var leftOther = other.substring(start, other.length() - end);
        return leftOne.length() <= 1 && leftOther.length() <= 1
                || leftOne.length() == 2
                        && leftOther.length() == 2
                        && leftOne.charAt(0) == leftOther.charAt(1)
                        && leftOne.charAt(1) == leftOther.charAt(0);
    }
}
