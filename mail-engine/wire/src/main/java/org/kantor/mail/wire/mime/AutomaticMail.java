package org.kantor.mail.wire.mime;

import java.util.Locale;
import java.util.Set;
import org.kantor.mail.wire.mime.Header.Name;

/**
 * Tells mail that a program wrote by itself from mail that somebody wrote: a reply of somebody who is away, a report of delivery or of reading (RFC 6522). Such mail says so by Auto-Submitted
 * (RFC 3834 section 5), or by being a report, or by what programs said before: {@code Precedence: auto_reply}, {@code bulk} or {@code junk} of what is from no list, X-Autoreply, X-Autorespond. And it
 * has no return path, so that nothing answers it (RFC 5321 section 4.5.5, RFC 3834 section 3.3).
 */
public final class AutomaticMail {

    private static final Set<String> ANSWERS = Set.of("auto_reply", "bulk", "junk");

    private AutomaticMail() {}

    /**
     * Never fails, and looks at nothing behind the header.
     *
     * @param octets a message, or its beginning with all of its header
     */
    public static boolean is(byte[] octets) {
        var header = Header.of(octets);
        return isSubmitted(value(header, Name.AUTO_SUBMITTED))
                || isReport(value(header, Name.CONTENT_TYPE))
                || value(header, Name.RETURN_PATH).equals("<>")
                || header.get(Name.LIST_ID) == null && ANSWERS.contains(first(value(header, Name.PRECEDENCE)))
                || header.get(Name.X_AUTOREPLY) != null
                || header.get(Name.X_AUTORESPOND) != null;
    }

    private static String value(Header header, Name name) {
        var value = header.get(name);
        return value == null ? "" : value.strip();
    }

    /** Whether an Auto-Submitted field says so; empty for none. */
    public static boolean isSubmitted(String autoSubmitted) {
        return !autoSubmitted.isEmpty() && !first(autoSubmitted).equals("no");
    }

    /** Whether a Content-Type field says that it is a report; empty for none. */
    public static boolean isReport(String contentType) {
        return first(contentType).equals("multipart/report");
    }

    /** A value without its parameters and comments. */
    private static String first(String value) {
        return value.split("[;(]", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
