package org.kantor.mail.submission;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.kantor.mail.delivery.TraceFields;

/** What a message gets and loses on its way out (RFC 6409 section 8): Date and Message-ID where they are missing; Bcc goes. */
final class SubmittedMessage {

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
