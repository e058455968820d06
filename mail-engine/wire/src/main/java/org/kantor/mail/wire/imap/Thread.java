package org.kantor.mail.wire.imap;

/**
 * THREAD and UID THREAD (RFC 5256 section 3): asks which of the messages that match are replies to which.
 *
 * @param charset as written, in upper case
 * @param key ALL when the charset is not a {@linkplain #charsetKnown known} one, since the texts cannot be read then
 */
public record Thread(boolean uid, Algorithm algorithm, String charset, SearchKey key) implements Command {

    static final String VERB = "THREAD";

    public enum Algorithm {
        ORDEREDSUBJECT,
        REFERENCES
    }

    public boolean charsetKnown() {
        return Search.isKnown(charset);
    }

    static Thread parse(Parser in, boolean uid) {
        in.space();
        var algorithm = algorithm(in.keyword());
        in.space();
        var charset = in.charset();
        in.space();
        return new Thread(uid, algorithm, charset, Search.keysIn(charset, in));
    }

    private static Algorithm algorithm(String name) {
        for (var algorithm : Algorithm.values()) {
            if (algorithm.name().equals(name)) {
                return algorithm;
            }
        }
        throw new ImapSyntaxException("THREAD does not know this algorithm");
    }

    @Override
    public boolean hasNumbers() {
        return !uid || key.asks(SearchKey.Sequence.class);
    }

    @Override
    public void write(CommandWriter out) {
        out.uid(uid)
                .raw(VERB)
                .space()
                .raw(algorithm.name())
                .space()
                .astring(charset)
                .space();
        key.write(out);
    }
}
