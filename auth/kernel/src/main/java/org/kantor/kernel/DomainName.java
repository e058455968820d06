package org.kantor.kernel;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;

/**
 * A DNS domain name in its A-label form, lower case, without the final dot (RFC 5321 section 2.3.5, RFC 5890).
 * At most 253 octets, labels of 1 to 63.
 */
public record DomainName(String value) {

    private static final int MAX_LENGTH = 253;
    private static final int MAX_LABEL = 63;

    public DomainName {
        if (!valid(value)) {
            throw new IllegalArgumentException("not a domain name: " + value);
        }
    }

    /** @throws IllegalArgumentException if the text is no domain name */
    public static DomainName of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not a domain name: " + text));
    }

    /** Accepts U-labels, upper case and a final dot; empty if the text is no domain name. */
    public static Optional<DomainName> parse(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH + 1) {
            return Optional.empty();
        }
        var name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        try {
            var ascii = IDN.toASCII(name, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
            return valid(ascii) ? Optional.of(new DomainName(ascii)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean valid(String name) {
        if (name.isEmpty() || name.length() > MAX_LENGTH) {
            return false;
        }
        for (var label : name.split("\\.", -1)) {
            if (label.isEmpty() || label.length() > MAX_LABEL || label.startsWith("-") || label.endsWith("-")) {
                return false;
            }
            for (var i = 0; i < label.length(); i++) {
                var c = label.charAt(i);
                if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-')) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The name as a person reads it, with U-labels. */
    public String display() {
        return IDN.toUnicode(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
