package org.kantor.mail.wire.imap;

/** LOGOUT (RFC 3501 section 6.1.3): ends the session. */
public record Logout() implements Command {

    static final String VERB = "LOGOUT";

    static Logout parse(Parser in) {
        in.end();
        return new Logout();
    }

    @Override
    public void write(CommandWriter out) {
        out.raw(VERB);
    }
}
