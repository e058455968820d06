package org.kantor.kernel;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * A mailbox address (RFC 5321 section 4.1.2 with the UTF-8 of RFC 6531): the local part without quotes, as written, and the domain.
 * Two addresses are the same mailbox of ours when their {@link #key() keys} are equal: the local part is compared without case.
 * The local part has at most 64 octets (RFC 5321 section 4.5.3.1.1).
 */
public record EmailAddress(String localPart, DomainName domain) {

    private static final int MAX_LOCAL_PART = 64;
    private static final String SPECIALS = "()<>[]:;@\\,\"";

    public EmailAddress {
        if (!validLocalPart(localPart)) {
            throw new IllegalArgumentException("not a local part: " + localPart);
        }
    }

    /** @throws IllegalArgumentException if the text is no address */
    public static EmailAddress of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not an address: " + text));
    }

    /** Accepts a dot-string or quoted-string local part; empty if the text is no address. */
    public static Optional<EmailAddress> parse(String text) {
        var at = text.lastIndexOf('@');
        if (at < 1) {
            return Optional.empty();
        }
        var local = unquote(text.substring(0, at));
        if (local == null || !validLocalPart(local)) {
            return Optional.empty();
        }
        return DomainName.parse(text.substring(at + 1)).map(domain -> new EmailAddress(local, domain));
    }

    private static @org.jspecify.annotations.Nullable String unquote(String text) {
        if (!text.startsWith("\"")) {
            return dotString(text) ? text : null;
        }
        if (text.length() < 2 || !text.endsWith("\"")) {
            return null;
        }
        var local = new StringBuilder();
        for (var i = 1; i < text.length() - 1; i++) {
            var c = text.charAt(i);
            if (c == '\\') {
                if (++i == text.length() - 1) {
                    return null;
                }
                c = text.charAt(i);
            } else if (c == '"') {
                return null;
            }
            local.append(c);
        }
        return local.toString();
    }

    private static boolean dotString(String text) {
        if (text.isEmpty() || text.startsWith(".") || text.endsWith(".") || text.contains("..")) {
            return false;
        }
        return text.chars().allMatch(c -> c > ' ' && c != 0x7f && SPECIALS.indexOf(c) < 0);
    }

    private static boolean validLocalPart(String text) {
        return !text.isEmpty()
                && text.getBytes(StandardCharsets.UTF_8).length <= MAX_LOCAL_PART
                && text.chars().noneMatch(EmailAddress::breaksLines);
    }

    /** Control characters and Unicode's ends of lines, which would look to a reader of a trace or a list like the end of one. */
    public static boolean breaksLines(int c) {
        return Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
    }

    /** The local part in lower case, at, the domain: equal for addresses that name the same mailbox of ours. */
    public String key() {
        return localPart.toLowerCase(Locale.ROOT) + "@" + domain.value();
    }

    /** The form used in protocols: a local part that is no dot-string is quoted. */
    @Override
    public String toString() {
        return (dotString(localPart) ? localPart : quote(localPart)) + "@" + domain.value();
    }

    private static String quote(String local) {
        return '"' + local.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
