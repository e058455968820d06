package org.kantor.mail.submission;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.kantor.mail.compose.DraftOptions;
import org.kantor.mail.delivery.TraceFields;
import org.kantor.mail.wire.mime.MessageParser;

/** What a message gets and loses on its way out (RFC 6409 section 8): Date and Message-ID where they are missing; Bcc goes. */
final class SubmittedMessage {

    private static final Duration SAME_TIME = Duration.ofMinutes(1);
    private static final Pattern ZONE = Pattern.compile("(?im)^date:.*([+-](?:0[0-9]|1[0-4])[0-5][0-9])\\b");

    private SubmittedMessage() {}

    static byte[] complete(byte[] content, String hostName, Instant now) {
        var kept = TraceFields.without("bcc:", TraceFields.without("return-path:", content));
        var added = new StringBuilder();
        if (!TraceFields.has("date:", kept)) {
            added.append("Date: ")
                    .append(TraceFields.date(now.atZone(ZoneOffset.UTC)))
                    .append("\r\n");
        }
        if (!TraceFields.has("message-id:", kept)) {
            added.append("Message-ID: <")
                    .append(UUID.randomUUID())
                    .append('@')
                    .append(hostName)
                    .append(">\r\n");
        }
        return added.isEmpty() ? kept : insert(kept, added.toString());
    }

    /**
     * A message that waited, as it leaves: without the notes of its draft, and with the time at which it goes as its Date, unless that is the minute that
     * stands there.
     */
    static byte[] leaving(byte[] content, Instant now) {
        var kept = TraceFields.without(DraftOptions.FIELD.toLowerCase(Locale.ROOT) + ":", content);
        return dated(kept, now);
    }

    /** With that time as its Date, in the zone that stands there; as it is, when that is the same minute. */
    static byte[] dated(byte[] content, Instant at) {
        var date = MessageParser.parse(content).sentDate();
        if (date != null && Duration.between(date, at).abs().compareTo(SAME_TIME) <= 0) {
            return content;
        }
        var zone = date == null ? ZoneOffset.UTC : zone(content);
        var field = "Date: " + TraceFields.date(at.atZone(zone)) + "\r\n";
        return insert(TraceFields.without("date:", content), field);
    }

    /** The author's, as the Date that stands there has it (RFC 5322 section 3.3). */
    private static ZoneOffset zone(byte[] content) {
        var header = new String(content, 0, Math.min(content.length, 4_096), StandardCharsets.US_ASCII);
        var matcher = ZONE.matcher(header);
        return matcher.find() ? ZoneOffset.of(matcher.group(1)) : ZoneOffset.UTC;
    }

    /** Below the trace fields at the top, which stay together (RFC 5322 section 3.6.7). */
    private static byte[] insert(byte[] message, String fields) {
        var at = TraceFields.traceEnd(message);
        var added = fields.getBytes(StandardCharsets.US_ASCII);
        var whole = new byte[message.length + added.length];
        System.arraycopy(message, 0, whole, 0, at);
        System.arraycopy(added, 0, whole, at, added.length);
        System.arraycopy(message, at, whole, at + added.length, message.length - at);
        return whole;
    }
}
