package org.kantor.mail.wire.imap;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * SEARCH and UID SEARCH (RFC 3501 sections 6.4.4 and 6.4.8): asks which messages match.
 *
 * @param charset as written, in upper case; null if none is
 * @param key ALL when the charset is not a {@linkplain #charsetKnown known} one, since the texts cannot be read then
 */
public record Search(boolean uid, @Nullable String charset, SearchKey key) implements Command {

    static final String VERB = "SEARCH";

    public boolean charsetKnown() {
        return charset == null || charset.equals("US-ASCII") || charset.equals("UTF-8");
    }

    static Search parse(Parser in, boolean uid) {
        in.space();
        String charset = null;
        if (in.sees("CHARSET ")) {
            in.keyword();
            in.space();
            charset = in.astring().toUpperCase(Locale.ROOT);
            in.space();
            if (!new Search(uid, charset, new SearchKey.All()).charsetKnown()) {
                in.skipRest();
                return new Search(uid, charset, new SearchKey.All());
            }
        }
        var key = SearchKey.parseAll(in);
        in.end();
        return new Search(uid, charset, key);
    }

    @Override
    public void write(CommandWriter out) {
        out.uid(uid).raw(VERB).space();
        if (charset != null) {
            out.raw("CHARSET").space().astring(charset).space();
        }
        key.write(out);
    }
}
