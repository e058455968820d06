package org.kantor.mail.compose;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.kantor.kernel.EmailAddress;

/**
 * Tells an author that a message was shown to a person, who has agreed to that (RFC 8098).
 *
 * @param reader who has read it
 * @param to who asked
 * @param messageId of the message, without the angle brackets; empty if it has none, and left out if it is none that could be written again
 * @param subject of the receipt; control characters are left out
 * @param text for people
 * @param automatic whether the reader has agreed once for all, and not to this one
 */
public record ReadReceipt(
        Person reader, EmailAddress to, String messageId, String subject, String text, boolean automatic, Instant at) {

    /** Where the wish stands. */
    public static final String FIELD = "Disposition-Notification-To";

    /** Set on a message whose author has been answered, or shall not be (RFC 3503). */
    public static final String KEYWORD = "$MDNSent";

    private static final int MAX_SUBJECT = 500;

    public ReadReceipt {
        subject = HeaderLine.clean(subject, MAX_SUBJECT);
        messageId = HeaderLine.isMessageId(messageId) ? messageId : "";
    }

    /**
     * Who wants to be told; empty if nobody does, or several, as nobody can say yes for each of them in one answer.
     *
     * @param fields what the header's fields of this name say
     */
    public static Optional<EmailAddress> wanted(List<String> fields) {
        try {
            var all = InternetAddress.parseHeader(String.join(",", fields), false);
            return all.length == 1 ? EmailAddress.parse(all[0].getAddress()) : Optional.empty();
        } catch (AddressException e) {
            return Optional.empty();
        }
    }

    /** The whole message with CRLF lines. It is sent from nobody, so that nothing ever answers it. */
    public byte[] content() {
        try {
            var parts = new ReportParts("disposition-notification");
            parts.addBodyPart(part("text/plain; charset=utf-8", text + "\r\n", "quoted-printable"));
            parts.addBodyPart(part("message/disposition-notification", notification(), "7bit"));
            var session = new Properties();
            // else what is not ASCII would be cut to octets that may be anything
            session.setProperty("mail.mime.allowutf8", "true");
            var message = new MimeMessage(Session.getInstance(session));
            message.setFrom(MessageComposer.address(reader));
            message.setHeader("To", to.toString());
            message.setHeader("Subject", MimeUtility.encodeText(subject, "utf-8", null));
            message.setHeader("Date", MessageComposer.DATE.format(at.atZone(ZoneOffset.UTC)));
            message.setHeader("Auto-Submitted", "auto-replied");
            if (!messageId.isEmpty()) {
                message.setHeader("In-Reply-To", "<" + messageId + ">");
                message.setHeader("References", "<" + messageId + ">");
            }
            message.setContent(parts);
            message.saveChanges();
            message.setHeader(
                    "Message-ID",
                    "<" + UUID.randomUUID() + "@" + reader.address().domain().value() + ">");
            var out = new ByteArrayOutputStream();
            message.writeTo(out);
            return out.toByteArray();
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("a receipt could not be composed", e);
        }
    }

    private String notification() {
        var lines = List.of(
                "Reporting-UA: " + reader.address().domain().value() + "; Kantor",
                "Final-Recipient: rfc822;" + reader.address(),
                messageId.isEmpty() ? "" : "Original-Message-ID: <" + messageId + ">",
                "Disposition: manual-action/MDN-sent-" + (automatic ? "automatically" : "manually") + "; displayed");
        return lines.stream().filter(line -> !line.isEmpty()).reduce("", (all, line) -> all + line + "\r\n");
    }

    private static MimeBodyPart part(String type, String content, String encoding)
            throws MessagingException, IOException {
        var header = new InternetHeaders();
        header.setHeader("Content-Type", type);
        header.setHeader("Content-Transfer-Encoding", encoding);
        var out = new ByteArrayOutputStream();
        try (var encoded = MimeUtility.encode(out, encoding)) {
            encoded.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return new MimeBodyPart(header, out.toByteArray());
    }
}
