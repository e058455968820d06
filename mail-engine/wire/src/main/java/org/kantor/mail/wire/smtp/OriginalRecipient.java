package org.kantor.mail.wire.smtp;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The ORCPT parameter (RFC 3461 section 4.2, RFC 6533 section 3): the recipient as the sender first named it.
 *
 * @param type such as rfc822 or utf-8
 * @param address decoded from xtext
 */
public record OriginalRecipient(String type, String address) {

    /** RFC 3461 section 5.4: the parameter has at most 500 characters. */
    public static final int MAX_LENGTH = 500;

    private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    static Optional<OriginalRecipient> parse(String text) {
        var semicolon = text.indexOf(';');
        if (semicolon < 1
                || text.length() > MAX_LENGTH
                || !TYPE.matcher(text.substring(0, semicolon)).matches()) {
            return Optional.empty();
        }
        var type = text.substring(0, semicolon);
        var value = text.substring(semicolon + 1);
        var address = type.equalsIgnoreCase("utf-8") && !isAscii(value) ? Optional.of(value) : Xtext.decode(value);
        return address.filter(a -> !a.isEmpty() && a.chars().noneMatch(c -> c < ' ' || c == 0x7f))
                .map(a -> new OriginalRecipient(type, a));
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    /** As a parameter's value. */
    public String encoded() {
        return type + ";" + Xtext.encode(address);
    }

    /** As the Original-Recipient field of a report (RFC 3464 section 2.3.1). */
    @Override
    public String toString() {
        return type + ";" + address;
    }
}
