package org.kantor.mail.wire.imap;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Flags that a client wants to set (RFC 3501 section 9, "flag-list"). System flags are spelled as in section 2.3.2; keywords as written, each once
 * whatever its case. {@code \Recent} is the server's own and no flag here.
 */
public record FlagList(List<String> names) {

    public static final FlagList NONE = new FlagList(List.of());

    private static final List<String> SYSTEM = List.of("\\Answered", "\\Flagged", "\\Deleted", "\\Seen", "\\Draft");

    /** Keywords longer than this are refused; the RFC gives no limit. */
    private static final int MAX_KEYWORD = 100;

    public FlagList {
        names = List.copyOf(names);
    }

    static FlagList parse(Parser in) {
        in.expect('(');
        if (in.accept(')')) {
            return NONE;
        }
        var names = new ArrayList<String>();
        do {
            add(names, flag(in));
        } while (in.accept(' '));
        in.expect(')');
        return new FlagList(names);
    }

    /** A list with or without its parentheses, as STORE takes it. */
    static FlagList parseOpen(Parser in) {
        if (in.sees('(')) {
            return parse(in);
        }
        var names = new ArrayList<String>();
        do {
            add(names, flag(in));
        } while (in.accept(' '));
        return new FlagList(names);
    }

    private static void add(List<String> names, String name) {
        if (names.stream().noneMatch(name::equalsIgnoreCase)) {
            names.add(name);
        }
    }

    static String flag(Parser in) {
        if (!in.accept('\\')) {
            return keyword(in);
        }
        var name = "\\" + in.keyword();
        for (var flag : SYSTEM) {
            if (flag.toUpperCase(Locale.ROOT).equals(name)) {
                return flag;
            }
        }
        throw new ImapSyntaxException("There is no such system flag");
    }

    static String keyword(Parser in) {
        var keyword = in.atom();
        if (keyword.length() > MAX_KEYWORD) {
            throw new ImapSyntaxException("A keyword is longer than 100 characters");
        }
        return keyword;
    }

    @Override
    public String toString() {
        return "(" + String.join(" ", names) + ")";
    }
}
