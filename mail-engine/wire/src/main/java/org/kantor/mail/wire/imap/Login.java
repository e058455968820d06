package org.kantor.mail.wire.imap;

/** LOGIN (RFC 3501 section 6.2.3): a user name and a password. Its text form never shows the password. */
public record Login(String user, String password) implements Command {

    static final String VERB = "LOGIN";

    static Login parse(Parser in) {
        in.space();
        var user = in.astring();
        in.space();
        var password = in.astring();
        in.end();
        return new Login(user, password);
    }

    @Override
    public void write(CommandWriter out) {
        out.raw(VERB).space().astring(user).space().astring(password);
    }

    @Override
    public String toString() {
        return "Login[" + user + "]";
    }
}
