package org.kantor.mail.search.internal;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * A text as all its runs of three characters, each at its character's position. A substring of the text is then a phrase, exactly, whatever the script: no
 * candidates have to be looked at again.
 */
final class Grams extends TokenStream {

    private static final int LENGTH = 3;

    /** Stands twice after the end, so that the last characters begin a gram too. No text has it. */
    private static final int END = '\uffff';

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final int[] points;
    private int at;

    /** @param caseless the text, folded */
    Grams(String caseless) {
        var text = points(caseless);
        points = text.length == 0 ? text : java.util.Arrays.copyOf(text, text.length + LENGTH - 1);
        java.util.Arrays.fill(points, text.length, points.length, END);
    }

    private static int[] points(String text) {
        return text.codePoints().map(c -> c == END ? 0xfffd : c).toArray();
    }

    @Override
    public boolean incrementToken() {
        if (at > points.length - LENGTH) {
            return false;
        }
        clearAttributes();
        for (var i = at; i < at + LENGTH; i++) {
            if (Character.isBmpCodePoint(points[i])) {
                term.append((char) points[i]);
            } else {
                term.append(Character.highSurrogate(points[i])).append(Character.lowSurrogate(points[i]));
            }
        }
        at++;
        return true;
    }

    /** Finds the texts of a field that contain a substring. @param caseless folded, not empty */
    static Query containing(String field, String caseless) {
        var points = points(caseless);
        if (points.length < LENGTH) {
            return new PrefixQuery(new Term(field, new String(points, 0, points.length)));
        }
        if (points.length == LENGTH) {
            return new TermQuery(new Term(field, new String(points, 0, LENGTH)));
        }
        var phrase = new PhraseQuery.Builder();
        for (var from = 0; from < points.length - LENGTH; from += LENGTH) {
            phrase.add(new Term(field, new String(points, from, LENGTH)), from);
        }
        var last = points.length - LENGTH;
        phrase.add(new Term(field, new String(points, last, LENGTH)), last);
        return phrase.build();
    }
}
