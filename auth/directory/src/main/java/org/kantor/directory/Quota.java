package org.kantor.directory;

import org.kantor.kernel.Refused;

/**
 * How much an account's mailboxes may hold; what is in two of them counts twice.
 *
 * @param bytes octets of its messages; 0 for no limit
 * @param messages 0 for no limit
 */
public record Quota(long bytes, long messages) {

    public static final Quota NONE = new Quota(0, 0);

    /** From this percentage on people are warned. */
    public static final int WARNING_PERCENT = 90;

    public Quota {
        if (bytes < 0 || messages < 0) {
            throw new Refused(Refused.Code.BAD_VALUE, "A quota is not negative.");
        }
    }

    public boolean isLimited() {
        return bytes > 0 || messages > 0;
    }

    /** Whether a message of that size fits when the mailboxes are empty. */
    public boolean canHold(long octets) {
        return bytes == 0 || octets <= bytes;
    }

    /** Whether so much more fits. */
    public boolean hasRoom(long usedBytes, long usedMessages, long octets, long more) {
        return (bytes == 0 || octets <= bytes - usedBytes) && (messages == 0 || more <= messages - usedMessages);
    }

    /** How full the mailboxes are, by what is scarcer; 100 at most, 0 without a limit. */
    public int percent(long usedBytes, long usedMessages) {
        return Math.max(percentOf(usedBytes, bytes), percentOf(usedMessages, messages));
    }

    private static int percentOf(long used, long limit) {
        if (limit == 0) {
            return 0;
        }
        return used >= limit ? 100 : (int) (100.0 * used / limit);
    }

    public boolean isWarning(long usedBytes, long usedMessages) {
        return percent(usedBytes, usedMessages) >= WARNING_PERCENT;
    }
}
