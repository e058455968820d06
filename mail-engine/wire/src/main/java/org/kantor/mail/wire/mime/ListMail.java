package org.kantor.mail.wire.mime;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kantor.mail.wire.mime.Header.Name;

/**
 * Tells mail that was written to many from mail that was written to somebody: it names its list (List-Id, RFC 2919) or the way out of it (List-Unsubscribe, RFC 2369), or says {@code Precedence: list},
 * {@code bulk} or {@code junk} (RFC 2076 section 3.9).
 */
public final class ListMail {

    private static final Set<String> TO_MANY = Set.of("list", "bulk", "junk");

    private ListMail() {}

    /**
     * Never fails, and looks at nothing behind the header.
     *
     * @param octets a message, or its beginning with all of its header
     */
    public static boolean is(byte[] octets) {
        var header = Header.of(octets);
        return is(header.get(Name.LIST_ID), header.get(Name.LIST_UNSUBSCRIBE), header.get(Name.PRECEDENCE));
    }

    /** The same of the three fields; null or empty for none. */
    public static boolean is(@Nullable String listId, @Nullable String listUnsubscribe, @Nullable String precedence) {
        return isPresent(listId) || isPresent(listUnsubscribe) || precedence(precedence);
    }

    private static boolean isPresent(@Nullable String field) {
        return field != null && !field.isEmpty();
    }

    private static boolean precedence(@Nullable String field) {
        return field != null && TO_MANY.contains(field.toLowerCase(Locale.ROOT));
    }
}
