package org.kantor.mail.wire.imap;

import org.jspecify.annotations.Nullable;

/**
 * SEARCH and UID SEARCH (RFC 3501 sections 6.4.4 and 6.4.8): asks which messages match.
 *
 * @param results what is to be returned; null if the client does not say
 * @param charset as written, in upper case; null if none is
 * @param key ALL when the charset is not a {@linkplain #charsetKnown known} one, since the texts cannot be read then
 */
public record Search(
        boolean uid,
        @Nullable SearchReturn results,
        @Nullable String charset,
        SearchKey key) implements Command {

    static final String VERB = "SEARCH";

    public boolean charsetKnown() {
        return charset == null || isKnown(charset);
    }

    static boolean isKnown(String charset) {
        return charset.equals("US-ASCII") || charset.equals("UTF-8");
    }

    /** The keys up to the end of the command; ALL where they are in a charset that cannot be read. */
    static SearchKey keysIn(@Nullable String charset, Parser in) {
        if (charset != null && !isKnown(charset)) {
            in.skipRest();
            return new SearchKey.All();
        }
        var key = SearchKey.parseAll(in);
        in.end();
        return key;
    }

    static Search parse(Parser in, boolean uid) {
        in.space();
        var results = SearchReturn.parseIfThere(in);
        String charset = null;
        if (in.sees("CHARSET ")) {
            in.keyword();
            in.space();
            charset = in.charset();
            in.space();
        }
        return new Search(uid, results, charset, keysIn(charset, in));
    }

    @Override
    public boolean hasNumbers() {
        return !uid || key.asks(SearchKey.Sequence.class);
    }

    @Override
    public void write(CommandWriter out) {
        out.uid(uid).raw(VERB).space();
        if (results != null) {
            out.raw("RETURN " + results + " ");
        }
        if (charset != null) {
            out.raw("CHARSET").space().astring(charset).space();
        }
        key.write(out);
    }
}
