package org.kantor.mail.wire.smtp;

import java.util.Optional;
import org.kantor.kernel.EmailAddress;

/**
 * The mailbox of a forward- or reverse-path (RFC 5321 section 4.1.2), without angle brackets; source routes are dropped when read.
 *
 * @param localPart unquoted
 * @param domain a domain in A-labels, an address literal with its brackets, or empty for {@code <Postmaster>} (section 4.5.1)
 */
public record Path(String localPart, String domain) {

    /** RFC 5321 section 4.5.3.1.3, with the punctuation. */
    public static final int MAX_OCTETS = 256;

    public static Path of(EmailAddress address) {
        return new Path(address.localPart(), address.domain().value());
    }

    /**
     * @param text as {@link #text()} writes it
     * @throws IllegalArgumentException if it is no mailbox
     */
    public static Path of(String text) {
        try {
            var scanner = new PathScanner("<" + text + ">");
            var path = scanner.forwardPath();
            if (scanner.rest().isEmpty()) {
                return path;
            }
        } catch (SmtpSyntaxException e) {
            throw new IllegalArgumentException("not a path: " + text, e);
        }
        throw new IllegalArgumentException("not a path: " + text);
    }

    public boolean isPostmaster() {
        return domain.isEmpty();
    }

    public boolean isLiteral() {
        return domain.startsWith("[");
    }

    /** The address, where the domain is a domain. */
    public Optional<EmailAddress> address() {
        return isPostmaster() || isLiteral() ? Optional.empty() : EmailAddress.parse(text());
    }

    /** Whether it can be sent without SMTPUTF8. */
    public boolean isAscii() {
        return localPart.chars().allMatch(c -> c < 0x80);
    }

    /** The mailbox as written between the brackets; the local part is quoted where it must be. */
    public String text() {
        var local = PathScanner.isDotString(localPart)
                ? localPart
                : '"' + localPart.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        return domain.isEmpty() ? local : local + "@" + domain;
    }

    @Override
    public String toString() {
        return "<" + text() + ">";
    }
}
