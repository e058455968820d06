package org.kantor.mail.search.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A piece of a query as it was written.
 *
 * @param operator in lower case, without its colon; empty for plain words
 * @param value without quotes
 * @param source as it was written
 */
public record Term(Kind kind, String operator, String value, boolean quoted, String source) {

    static final Set<String> OPERATORS = Set.of(
            "from",
            "to",
            "cc",
            "subject",
            "body",
            "has",
            "filename",
            "larger",
            "smaller",
            "before",
            "after",
            "older_than",
            "newer_than",
            "in",
            "is",
            "label");

    /** What a piece is. */
    public enum Kind {
        WORDS,
        OPERATOR,
        NOT,
        OR,
        OPEN,
        CLOSE
    }

    /** The pieces of a query in their order. Accepts any text; of U+0000, which no word in the database has, nothing is left but a space. */
    public static List<Term> of(String text) {
        var query = text.replace('\0', ' ');
        var terms = new ArrayList<Term>();
        var at = 0;
        while (at < query.length()) {
            var c = query.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (c == '(' || c == ')') {
                terms.add(new Term(c == '(' ? Kind.OPEN : Kind.CLOSE, "", "", false, String.valueOf(c)));
                at++;
            } else if (c == '-' && at + 1 < query.length() && !Character.isWhitespace(query.charAt(at + 1))) {
                terms.add(new Term(Kind.NOT, "", "", false, "-"));
                at++;
            } else {
                var from = at;
                var operator = operator(query, from);
                var start = from + (operator.isEmpty() ? 0 : operator.length() + 1);
                var quoted = start < query.length() && query.charAt(start) == '"';
                var end = quoted ? closing(query, start + 1) : wordEnd(query, start);
                var value = query.substring(quoted ? start + 1 : start, end);
                at = quoted && end < query.length() ? end + 1 : end;
                terms.add(term(operator, value, quoted, query.substring(from, at)));
            }
        }
        return terms;
    }

    private static Term term(String operator, String value, boolean quoted, String source) {
        if (operator.isEmpty() && !quoted && value.equals("OR")) {
            return new Term(Kind.OR, "", "", false, source);
        }
        return new Term(operator.isEmpty() ? Kind.WORDS : Kind.OPERATOR, operator, value, quoted, source);
    }

    private static String operator(String query, int at) {
        var colon = query.indexOf(':', at);
        if (colon < 0 || colon + 1 == query.length() || Character.isWhitespace(query.charAt(colon + 1))) {
            return "";
        }
        var name = query.substring(at, colon).toLowerCase(Locale.ROOT);
        return OPERATORS.contains(name) ? name : "";
    }

    private static int closing(String query, int from) {
        var quote = query.indexOf('"', from);
        return quote < 0 ? query.length() : quote;
    }

    private static int wordEnd(String query, int from) {
        var end = from;
        while (end < query.length()
                && !Character.isWhitespace(query.charAt(end))
                && "()\"".indexOf(query.charAt(end)) < 0) {
            end++;
        }
        return end;
    }
}
