package org.kantor.mail.wire.mime;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is computed once from a message's octets, by {@code MessageParser.parse(byte[])}, which accepts any octets: what cannot be understood
 * becomes text or an octet stream, never an error.
 *
 * @param sentDate the Date field; null if absent or unreadable
 * @param subject decoded for people, control characters removed; empty if absent
 * @param fromName the first author's display name decoded, else the address; empty if absent
 * @param preview the first 200 or so characters of the text a reader would see, white space collapsed
 * @param attachments whether a person would call some part an attachment
 * @param messageId without angle brackets; null if absent
 * @param references the Message-IDs of References, then In-Reply-To, without brackets, oldest first
 */
public record ParsedMessage(
        Envelope envelope,
        BodyPart structure,
        @Nullable Instant sentDate,
        String subject,
        String fromName,
        String preview,
        boolean attachments,
        @Nullable String messageId,
        List<String> references) {}
