package org.kantor.mail.wire.imap;

/** THREAD and UID THREAD (RFC 5256 section 3): asks which of the messages that match are replies to which. */
public record Thread(boolean uid, Algorithm algorithm, String charset, SearchKey key)
        implements Command, SearchProgram {

    static final String VERB = "THREAD";

    public enum Algorithm {
        ORDEREDSUBJECT,
        REFERENCES
    }

    static Thread parse(Parser in, boolean uid) {
        in.space();
        var algorithm = algorithm(in.keyword());
        in.space();
        var charset = in.charset();
        in.space();
        var keys = SearchProgram.keysIn(charset, in);
        return new Thread(uid, algorithm, SearchProgram.named(charset), keys);
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
