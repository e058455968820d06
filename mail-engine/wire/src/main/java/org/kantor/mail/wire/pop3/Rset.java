package org.kantor.mail.wire.pop3;

/** RSET (RFC 1939 section 5): takes the marks of DELE back. */
public record Rset() implements Command {

    @Override
    public String line() {
        return "RSET";
    }
}
