package org.kantor.mail.store.internal;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.stream.Stream;
import org.kantor.kernel.DomainName;
import org.kantor.mail.store.MailboxAudience;
import org.kantor.mail.wire.mime.Address;
import org.kantor.mail.wire.mime.Envelope;
import org.kantor.mail.wire.mime.ListMail;

/**
 * Whom a message is for, as it is stored: an octet that is 1 for list mail, else 0, and eight for each address of To and Cc, its hash.
 *
 * @param addressees the hashes
 */
record Audience(boolean listMail, long[] addressees) {

    /** Of a message that nobody can read. */
    static final byte[] UNKNOWN = {0};

    /** @param content the message, or its beginning with all of its header */
    static byte[] encode(Envelope envelope, byte[] content) {
        var hashes = Stream.concat(envelope.to().stream(), envelope.cc().stream())
                .filter(address -> address.host() != null && address.mailbox() != null)
                .mapToLong(Audience::hash)
                .distinct()
                .limit(MailboxAudience.MOST)
                .toArray();
        var octets = ByteBuffer.allocate(1 + Long.BYTES * hashes.length);
        octets.put((byte) (ListMail.is(content) ? 1 : 0));
        octets.asLongBuffer().put(hashes);
        return octets.array();
    }

    static Audience decode(byte[] octets) {
        var all = ByteBuffer.wrap(octets);
        var listMail = all.get() == 1;
        var hashes = new long[all.remaining() / Long.BYTES];
        all.asLongBuffer().get(hashes);
        return new Audience(listMail, hashes);
    }

    private static long hash(Address address) {
        var mailbox = address.mailbox() == null ? "" : address.mailbox();
        var host = address.host() == null ? "" : address.host();
        return hash(
                mailbox + "@" + DomainName.parse(host).map(DomainName::value).orElse(host));
    }

    /** What stands behind a plus sign belongs to the same person. */
    static long hash(String address) {
        var key = address.toLowerCase(Locale.ROOT);
        var plus = key.indexOf('+');
        var at = key.lastIndexOf('@');
        return PreparedMessage.key(plus > 0 && plus < at ? key.substring(0, plus) + key.substring(at) : key);
    }
}
