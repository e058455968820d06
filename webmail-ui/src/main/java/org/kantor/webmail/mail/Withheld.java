package org.kantor.webmail.mail;

import java.util.Arrays;
import java.util.function.LongPredicate;

/**
 * What a list does not show of what there is: what has come since its reader scrolled away from the top, so that nothing moves under the pointer, and with the filter what has been read; but not
 * what was read since it was shown, which stays until the list is opened anew.
 */
final class Withheld {

    private final boolean unreadOnly;
    private long ceiling = Long.MAX_VALUE;
    /** With the filter: the keys of what has been shown, ascending. */
    private long[] kept = {};

    Withheld(boolean unreadOnly) {
        this.unreadOnly = unreadOnly;
    }

    boolean unreadOnly() {
        return unreadOnly;
    }

    /** The last that is shown, in the list's own measure; {@link Long#MAX_VALUE} while all are. */
    long ceiling() {
        return ceiling;
    }

    boolean isHeld(long at) {
        return at > ceiling;
    }

    /** Holds back what comes after the newest that is there now, or nothing any more. */
    void hold(boolean on, long newest) {
        if (!on) {
            ceiling = Long.MAX_VALUE;
        } else if (ceiling == Long.MAX_VALUE) {
            ceiling = newest;
        }
    }

    /** With the filter: which rows stay. @param unread the keys of those that are unread, in any order */
    LongPredicate staying(long[] unread) {
        var fresh = unread.clone();
        Arrays.sort(fresh);
        var shown = kept;
        return key -> Arrays.binarySearch(fresh, key) >= 0 || Arrays.binarySearch(shown, key) >= 0;
    }

    /** @param keys of the rows, in any order */
    void shown(long[] keys) {
        kept = keys.clone();
        Arrays.sort(kept);
    }
}
