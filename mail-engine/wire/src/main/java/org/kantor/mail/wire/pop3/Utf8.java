package org.kantor.mail.wire.pop3;

/** UTF8 (RFC 6856 section 2.1). */
public record Utf8() implements Command {

    @Override
    public String line() {
        return "UTF8";
    }
}
