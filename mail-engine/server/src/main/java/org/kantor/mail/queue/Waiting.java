package org.kantor.mail.queue;

import java.time.Instant;
import org.kantor.mail.delivery.Envelope;

/**
 * One recipient, leased: whoever holds it works on it until the lease ends.
 *
 * @param envelope of the message, with this recipient alone
 * @param attempts with the one that begins now
 */
public record Waiting(
        long id,
        long message,
        Envelope envelope,
        String destination,
        int attempts,
        boolean delayReported,
        Instant arrived,
        int octets) {

    public Envelope.Recipient recipient() {
        return envelope.recipients().getFirst();
    }
}
