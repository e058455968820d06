package org.kantor.mail.wire.imap;

import org.jspecify.annotations.Nullable;
import org.kantor.mail.wire.mime.Charsets;

/** What the commands that search share: conditions, in a charset (RFC 4466 section 2.6.1). */
public interface SearchProgram {

    /** In upper case; UTF-8 for any other that was read; null if none is named. */
    @Nullable
    String charset();

    /** ALL when the charset is not a {@linkplain #charsetKnown known} one, since the texts cannot be read then. */
    SearchKey key();

    default boolean charsetKnown() {
        return isKnown(charset());
    }

    private static boolean isKnown(@Nullable String charset) {
        return charset == null
                || charset.equals("US-ASCII")
                || charset.equals("UTF-8")
                || Charsets.find(charset).isPresent();
    }

    /** The charset that a command has whose texts have been read: they are Unicode from then on. */
    static String named(String charset) {
        return charset.equals("US-ASCII") || !isKnown(charset) ? charset : "UTF-8";
    }

    /** CHARSET with its name and the space behind it; null if there is no such thing. */
    static @Nullable String charsetIfThere(Parser in) {
        if (!in.sees("CHARSET ")) {
            return null;
        }
        in.keyword();
        in.space();
        var charset = in.charset();
        in.space();
        return charset;
    }

    /** The keys up to the end of the command; ALL where they are in a charset that cannot be read. */
    static SearchKey keysIn(@Nullable String charset, Parser in) {
        if (!isKnown(charset)) {
            in.skipRest();
            return new SearchKey.All();
        }
        if (charset != null) {
            Charsets.find(charset).ifPresent(in::readTextsIn);
        }
        var key = SearchKey.parseAll(in);
        in.end();
        return key;
    }

    /** How relevant a message is can only be asked of a search that says what is relevant (RFC 6203 sections 4 and 6). */
    default void mayAskForRelevancy() {
        if (charsetKnown() && !key().asks(SearchKey.Fuzzy.class)) {
            throw new ImapSyntaxException("RELEVANCY needs FUZZY");
        }
    }
}
