package org.kantor.groupware.resource;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How much of a collection a client has seen.
 *
 * @param seq it knows every change up to this number of the account
 * @param listedTo while the first listing is paged, members whose last change is up to this number have been listed; null after it
 */
public record SyncPoint(long seq, @Nullable Long listedTo) {

    /** Nothing seen yet. */
    public static final SyncPoint START = new SyncPoint(-1, null);

    public static SyncPoint at(long seq) {
        return new SyncPoint(seq, null);
    }

    /** Reads what {@link #toString} wrote; empty if the text is something else. */
    public static Optional<SyncPoint> parse(String text) {
        if (!text.matches("[0-9]{1,18}(-[0-9]{1,18})?")) {
            return Optional.empty();
        }
        var dash = text.indexOf('-');
        return Optional.of(
                dash < 0
                        ? at(Long.parseLong(text))
                        : new SyncPoint(
                                Long.parseLong(text.substring(0, dash)), Long.parseLong(text.substring(dash + 1))));
    }

    @Override
    public String toString() {
        return listedTo == null ? Long.toString(seq) : seq + "-" + listedTo;
    }
}
