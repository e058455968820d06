package org.kantor.mail.wire.imap;

import org.jspecify.annotations.Nullable;

/**
 * SEARCH and UID SEARCH (RFC 3501 sections 6.4.4 and 6.4.8): asks which messages match.
 *
 * @param results what is to be returned; null if the client does not say
 */
public record Search(
        boolean uid,
        @Nullable SearchReturn results,
        @Nullable String charset,
        SearchKey key) implements Command, SearchProgram {

    static final String VERB = "SEARCH";

    static Search parse(Parser in, boolean uid) {
        in.space();
        var results = SearchReturn.parseIfThere(in);
        var charset = SearchProgram.charsetIfThere(in);
        var keys = SearchProgram.keysIn(charset, in);
        var command = new Search(uid, results, charset == null ? null : SearchProgram.named(charset), keys);
        if (results != null && results.has(SearchReturn.Option.RELEVANCY)) {
            command.mayAskForRelevancy();
        }
        return command;
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
