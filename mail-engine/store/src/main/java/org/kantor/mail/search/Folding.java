package org.kantor.mail.search;

import java.text.Normalizer;

/** How words are made comparable. */
public final class Folding {

    private Folding() {}

    /** Without case and accents, for words: in lower case, marks dropped. */
    public static String plain(String text) {
        var decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD);
        var out = new StringBuilder(decomposed.length());
        decomposed.codePoints().forEach(c -> {
            if (c == 'ß' || c == 'ẞ') {
                out.append("ss");
            } else if (Character.getType(c) != Character.NON_SPACING_MARK || !isAccent(c)) {
                out.appendCodePoint(Character.toLowerCase(Character.toUpperCase(c)));
            }
        });
        return out.toString();
    }

    /** Marks of the alphabets that write accents; in other scripts a mark is a letter of the word. */
    private static boolean isAccent(int c) {
        return Character.UnicodeScript.of(c) == Character.UnicodeScript.INHERITED;
    }
}
