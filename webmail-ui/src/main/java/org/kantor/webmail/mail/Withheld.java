package org.kantor.webmail.mail;

import java.util.Arrays;
import java.util.function.LongPredicate;

/**
 * What a list does not show of what there is: what has come since its reader scrolled away from the top, so that nothing moves under the pointer, and what its tab leaves out; but not
 * what was read since it was shown, which stays until the list is opened anew.
 */
final class Withheld {

    private final Tab tab;
    private long ceiling = Long.MAX_VALUE;
    /** In a tab: the keys of what has been shown, ascending. */
    private long[] kept = {};

    Withheld(Tab tab) {
        this.tab = tab;
    }

    Tab tab() {
        return tab;
    }

    /** Whether the tab leaves anything out. */
    boolean filters() {
        return tab != Tab.ALL;
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

    /** In a tab: which rows stay. @param belonging the keys of those that belong there, in any order */
    LongPredicate staying(long[] belonging) {
        var fresh = belonging.clone();
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
