package org.kantor.mail.store;

import java.time.Instant;
import java.util.List;
import org.kantor.kernel.AccountId;

/** Who writes to an account, counted. */
public interface Senders {

    /**
     * By how much they wrote since an instant, the most first; messages that were deleted count as long as they can be had back, and none that never
     * was in a mailbox. One query.
     *
     * @param most at most so many
     */
    List<Sender> since(AccountId account, Instant start, int most);

    /**
     * @param address in lower case
     * @param newest the number of the last message
     * @param last when that was sent
     */
    record Sender(String address, int messages, long newest, Instant last) {}
}
