package org.kantor.mail.wire.imap;

import java.util.EnumSet;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * What a search is to return (RFC 4731 section 3.1, RFC 5182 section 2.1).
 *
 * @param partial which part of the list of results (RFC 9394 section 3.1); null if none is asked for
 */
public record SearchReturn(Set<Option> options, @Nullable PartialRange partial) {

    /** The list of results and nothing else. */
    public static final SearchReturn ALL = new SearchReturn(Set.of(Option.ALL), null);

    public enum Option {
        MIN,
        MAX,
        ALL,
        COUNT,
        SAVE,
        /** RFC 6203 section 4. */
        RELEVANCY
    }

    public SearchReturn {
        options = Set.copyOf(options);
    }

    public boolean has(Option option) {
        return options.contains(option);
    }

    /** RETURN with its options and the space behind them; null if there is no such thing. */
    static @Nullable SearchReturn parseIfThere(Parser in) {
        if (!in.sees("RETURN (")) {
            return null;
        }
        in.keyword();
        in.space();
        var results = parse(in);
        in.space();
        return results;
    }

    /** The options in their parentheses; none stand for ALL. */
    static SearchReturn parse(Parser in) {
        var options = EnumSet.noneOf(Option.class);
        PartialRange partial = null;
        in.expect('(');
        if (in.accept(')')) {
            return ALL;
        }
        do {
            var name = in.keyword();
            switch (name) {
                case "MIN", "MAX", "ALL", "COUNT", "SAVE", "RELEVANCY" -> options.add(Option.valueOf(name));
                case "PARTIAL" -> {
                    if (partial != null) {
                        throw new ImapSyntaxException("PARTIAL is given twice");
                    }
                    in.space();
                    partial = PartialRange.parse(in);
                }
                default -> throw new ImapSyntaxException("There is no such result to return");
            }
        } while (in.accept(' '));
        in.expect(')');
        if (partial != null && options.contains(Option.ALL)) {
            throw new ImapSyntaxException("PARTIAL and ALL exclude each other");
        }
        return new SearchReturn(options, partial);
    }

    @Override
    public String toString() {
        var text = new StringJoiner(" ", "(", ")");
        for (var option : Option.values()) {
            if (has(option)) {
                text.add(option.name());
            }
        }
        if (partial != null) {
            text.add("PARTIAL " + partial);
        }
        return text.toString();
    }
}
