package org.kantor.mail.search;

/**
 * What the index says about one condition, asked message by message. Quickest when the messages are asked about in the order of their numbers. For one thread.
 */
public final class Matches {

    /** Knows no message: whoever asks has to look at each. */
    public static final Matches NONE_KNOWN = new Matches(new long[0], new long[0], new long[0]);

    private final long[] known;
    private final long[] unsure;
    private final long[] matching;
    private int atKnown;
    private int atMatching;

    /**
     * Numbers of messages, ascending each.
     *
     * @param known those that are in the index
     * @param unsure those of them that the index cannot tell about
     * @param matching those of them that match
     */
    public Matches(long[] known, long[] unsure, long[] matching) {
        this.known = known;
        this.unsure = unsure;
        this.matching = matching;
    }

    /** Whether the index can tell about this message. */
    public boolean knows(long message) {
        atKnown = seek(known, atKnown, message);
        return atKnown < known.length
                && known[atKnown] == message
                && (unsure.length == 0 || java.util.Arrays.binarySearch(unsure, message) < 0);
    }

    /** Whether a message that is known matches. */
    public boolean contains(long message) {
        atMatching = seek(matching, atMatching, message);
        return atMatching < matching.length && matching[atMatching] == message;
    }

    /** Whether any message with a lower number matches, as far as is known. */
    public boolean anyBelow(long message) {
        return matching.length > 0 && matching[0] < message;
    }

    /** The first place whose number is not below the one looked for: searched with growing steps from where the last one was found. */
    private static int seek(long[] numbers, int from, long wanted) {
        var low = 0;
        var high = numbers.length;
        if (from < high && numbers[from] < wanted) {
            low = from + 1;
            for (var step = 1; low + step < high; step *= 2) {
                if (numbers[low + step] >= wanted) {
                    high = low + step;
                    break;
                }
                low += step;
            }
        } else if (from < high) {
            high = from;
            if (numbers[from] == wanted) {
                return from;
            }
        }
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (numbers[middle] < wanted) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
