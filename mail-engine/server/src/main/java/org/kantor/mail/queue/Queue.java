package org.kantor.mail.queue;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kantor.directory.Users.Administrator;
import org.kantor.mail.delivery.Envelope;

/**
 * The queue: what is on its way, and what administrators do with it. Each of their methods asks {@code Users.check} first and is refused
 * ({@code NO_PERMISSION}) for whoever is no administrator any more.
 */
public interface Queue {

    /**
     * Makes the message durable for all its recipients and wakes the delivery; joins the open transaction, else returns after the commit.
     *
     * @param content with CRLF lines and its trace fields
     * @return the message's number
     */
    long put(Envelope envelope, byte[] content);

    /** Waiting recipients, those that are due next first. */
    List<Entry> list(Administrator by, Filter filter, int offset, int limit);

    int count(Administrator by, Filter filter);

    /** Tries them now, whatever the schedule says; held ones are released. @return how many there were */
    int requeue(Administrator by, Filter filter);

    /** Keeps them from being tried until they are released; one that is being tried now finishes. */
    int hold(Administrator by, Filter filter);

    int release(Administrator by, Filter filter);

    /** Takes them out without a report to anybody. One that is being tried now may still be delivered. */
    int delete(Administrator by, Filter filter);

    /**
     * Which recipients are meant; every condition that is set must hold.
     *
     * @param recipient the number of one entry
     * @param message the number of a message, with all its recipients
     * @param text part of the sender's or recipient's address; empty for any
     * @param destination a domain; empty for any
     */
    record Filter(
            @Nullable Long recipient,
            @Nullable Long message,
            String text,
            String destination,
            @Nullable State state) {

        public static final Filter ALL = new Filter(null, null, "", "", null);

        public static Filter entry(long recipient) {
            return new Filter(recipient, null, "", "", null);
        }

        public static Filter message(long message) {
            return new Filter(null, message, "", "", null);
        }
    }

    enum State {
        /** Not tried yet. */
        NEW,
        /** Tried in vain; waits for its next turn. */
        DEFERRED,
        ACTIVE,
        HELD
    }

    /**
     * One recipient of one message.
     *
     * @param sender empty for the null reverse-path
     * @param due when it is tried next
     * @param lastReply what stood in the way, for people; empty before the first attempt
     */
    record Entry(
            long recipient,
            long message,
            String sender,
            String address,
            String destination,
            State state,
            int octets,
            Instant arrived,
            int attempts,
            Instant due,
            String lastReply) {}
}
