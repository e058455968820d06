package org.kantor.mail.store.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.NewMessage;
import org.kantor.mail.wire.mime.Address;
import org.kantor.mail.wire.mime.EncodedWords;
import org.kantor.mail.wire.mime.Envelope;

/**
 * A new message as its row will be, with the work done that needs no transaction: hashed, compressed, put into the blob store if it is large.
 *
 * @param content null when it is a blob
 * @param audience see {@link Audience}
 * @param keys the thread keys of its own Message-ID and of those it refers to
 */
record PreparedMessage(
        byte[] hash,
        int octets,
        byte @Nullable [] content,
        byte[] parsed,
        @Nullable String messageId,
        @Nullable Long sentDate,
        String subject,
        String fromName,
        String sender,
        String recipients,
        String preview,
        boolean attachments,
        byte[] audience,
        List<Long> keys,
        int flags,
        Set<String> keywords,
        long internalDate) {

    /** Compressed content up to this size lies in the row. */
    static final int ROW_LIMIT = 256 * 1024;

    private static final int MAX_RECIPIENTS_SHOWN = 20;
    private static final int MAX_TEXT = 1_000;
    private static final int MAX_KEYS = 32;

    static PreparedMessage of(AccountId account, NewMessage message, BlobStore blobs) {
        var parsed = message.parsed();
        var hash = Compression.hash(message.content());
        var frame = Compression.compress(message.content());
        var inRow = frame.length <= ROW_LIMIT;
        if (!inRow) {
            blobs.put(account, hash, frame);
        }
        return new PreparedMessage(
                hash,
                message.content().length,
                inRow ? frame : null,
                ParsedCodec.encode(parsed, message.content()),
                parsed.messageId() == null ? null : clean(parsed.messageId()),
                parsed.sentDate() == null ? null : millis(parsed.sentDate()),
                clean(parsed.subject()),
                clean(parsed.fromName()),
                sender(parsed.envelope()),
                recipients(parsed.envelope()),
                clean(parsed.preview()),
                parsed.attachments(),
                Audience.encode(parsed.envelope(), message.content()),
                keys(parsed.messageId(), parsed.references()),
                message.flags(),
                Keywords.checked(message.keywords()),
                millis(message.internalDate()));
    }

    /** Dates that no millisecond of ours can hold are cut to what it can. */
    private static long millis(Instant instant) {
        try {
            return instant.toEpochMilli();
        } catch (ArithmeticException e) {
            return instant.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    /** PostgreSQL's texts hold no NUL. */
    private static String clean(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace('\0', '\ufffd');
    }

    private static String sender(Envelope envelope) {
        return envelope.from().stream()
                .filter(address -> address.host() != null)
                .findFirst()
                .map(PreparedMessage::address)
                .map(PreparedMessage::shortened)
                .orElse("");
    }

    private static String recipients(Envelope envelope) {
        var all = new ArrayList<>(envelope.to());
        all.addAll(envelope.cc());
        all.addAll(envelope.bcc());
        return shortened(all.stream()
                .filter(address -> address.host() != null)
                .limit(MAX_RECIPIENTS_SHOWN)
                .map(address -> {
                    var name = address.name() == null
                            ? ""
                            : EncodedWords.decode(address.name()).strip();
                    return name.isEmpty() ? address(address) : name;
                })
                .collect(Collectors.joining(", ")));
    }

    private static String address(Address address) {
        var mailbox = address.mailbox() == null ? "" : address.mailbox();
        return address.host() == null || address.host().isEmpty() ? mailbox : mailbox + "@" + address.host();
    }

    private static String shortened(String text) {
        var cleaned = clean(text);
        return cleaned.length() <= MAX_TEXT
                ? cleaned
                : cleaned.substring(0, cleaned.offsetByCodePoints(0, cleaned.codePointCount(0, MAX_TEXT)));
    }

    /** The newest references tell most; the oldest is the root. */
    private static List<Long> keys(@Nullable String messageId, List<String> references) {
        var ids = new ArrayList<String>();
        if (messageId != null) {
            ids.add(messageId);
        }
        if (references.size() < MAX_KEYS) {
            ids.addAll(references);
        } else {
            ids.add(references.getFirst());
            ids.addAll(references.subList(references.size() - MAX_KEYS + 2, references.size()));
        }
        return ids.stream().map(PreparedMessage::key).distinct().toList();
    }

    static long key(String messageId) {
        return ByteBuffer.wrap(Compression.hash(messageId.getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }
}
