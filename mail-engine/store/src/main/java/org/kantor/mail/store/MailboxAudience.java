package org.kantor.mail.store;

import java.util.Collection;
import java.util.function.IntPredicate;

/**
 * Whom a mailbox's messages are for, a row a message, in the order of UIDs: columns beside {@link MailboxView} as {@link MailboxThreads} are, with the same rows. Of messages that were stored before
 * this was written down, rows tell nothing until {@code Maintenance} has looked at them. Immutable, shared by all sessions.
 */
public interface MailboxAudience {

    int size();

    long uid(int row);

    /** Whether it was written to many: a newsletter, a mailing list ({@code ListMail}). */
    boolean isListMail(int row);

    /**
     * Which rows' messages have one of these addresses in To or Cc, among the first {@value #MOST}; sub-addresses count as the address. Addresses are compared by 64 bits of their hashes.
     *
     * @param keys of {@code EmailAddress.key()}
     */
    IntPredicate addressedTo(Collection<String> keys);

    /** So many addresses of a message are looked at. */
    int MOST = 250;
}
