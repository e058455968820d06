package org.kantor.mail.wire.imap;

import org.jspecify.annotations.Nullable;

/**
 * STORE and UID STORE (RFC 3501 sections 6.4.6 and 6.4.8, RFC 7162 section 3.1.3): changes flags.
 *
 * @param unchangedSince messages that were changed after this change number are left alone; null for no condition
 * @param silent whether the client knows what the flags will be and wants no answer
 */
public record Store(
        boolean uid, SequenceSet messages, @Nullable Long unchangedSince, Mode mode, boolean silent, FlagList flags)
        implements Command {

    static final String VERB = "STORE";

    /** What happens to the flags. */
    public enum Mode {
        SET(""),
        ADD("+"),
        REMOVE("-");

        private final String sign;

        Mode(String sign) {
            this.sign = sign;
        }
    }

    static Store parse(Parser in, boolean uid) {
        in.space();
        var messages = SequenceSet.parse(in);
        in.space();
        Long unchangedSince = null;
        if (in.accept('(')) {
            if (!in.keyword().equals("UNCHANGEDSINCE")) {
                throw new ImapSyntaxException("STORE does not know this modifier");
            }
            in.space();
            unchangedSince = in.modseq();
            in.expect(')');
            in.space();
        }
        var mode = in.accept('+') ? Mode.ADD : in.accept('-') ? Mode.REMOVE : Mode.SET;
        var item = in.keyword();
        var silent = item.equals("FLAGS.SILENT");
        if (!silent && !item.equals("FLAGS")) {
            throw new ImapSyntaxException("STORE changes FLAGS only");
        }
        in.space();
        var flags = FlagList.parseOpen(in);
        in.end();
        return new Store(uid, messages, unchangedSince, mode, silent, flags);
    }

    @Override
    public boolean hasNumbers() {
        return !uid;
    }

    @Override
    public void write(CommandWriter out) {
        out.uid(uid).raw(VERB).space().raw(messages.toString()).space();
        if (unchangedSince != null) {
            out.raw("(UNCHANGEDSINCE " + unchangedSince + ") ");
        }
        out.raw(mode.sign).raw(silent ? "FLAGS.SILENT" : "FLAGS").space().raw(flags.toString());
    }
}
