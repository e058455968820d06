package org.kantor.mail.wire.imap;

/** SETACL (RFC 4314 section 3.1): changes the rights of an identifier on a mailbox. @param rights their letters, in lower case */
public record SetAcl(String mailbox, String identifier, Mode mode, String rights) implements Command {

    static final String VERB = "SETACL";

    /** The rights of section 2.1, and the old ones of section 2.1.1. */
    private static final String KNOWN = "lrswipkxteacd";

    /** How the rights are changed. */
    public enum Mode {
        REPLACE(""),
        ADD("+"),
        REMOVE("-");

        private final String sign;

        Mode(String sign) {
            this.sign = sign;
        }
    }

    static SetAcl parse(Parser in) {
        in.space();
        var mailbox = in.mailbox();
        in.space();
        var identifier = in.astring();
        in.space();
        var text = in.astring();
        var mode = text.startsWith("+") ? Mode.ADD : text.startsWith("-") ? Mode.REMOVE : Mode.REPLACE;
        var rights = mode == Mode.REPLACE ? text : text.substring(1);
        if (!rights.chars().allMatch(letter -> KNOWN.indexOf(letter) >= 0)) {
            throw new ImapSyntaxException("There is no such right");
        }
        in.end();
        return new SetAcl(mailbox, identifier, mode, rights);
    }

    @Override
    public void write(CommandWriter out) {
        out.raw(VERB)
                .space()
                .mailbox(mailbox)
                .space()
                .astring(identifier)
                .space()
                .astring(mode.sign + rights);
    }
}
