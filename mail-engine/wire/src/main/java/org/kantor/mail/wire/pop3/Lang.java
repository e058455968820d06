package org.kantor.mail.wire.pop3;

/**
 * LANG (RFC 6856 section 3.2).
 *
 * @param range a language range, {@code *} for the server's own choice; empty when the client asks which there are
 */
public record Lang(String range) implements Command {

    static Lang parse(String arguments) throws Pop3SyntaxException {
        var range = arguments.strip();
        if (!range.matches("|\\*|[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")) {
            throw new Pop3SyntaxException("LANG takes one language range");
        }
        return new Lang(range);
    }

    @Override
    public String line() {
        return ("LANG " + range).strip();
    }
}
