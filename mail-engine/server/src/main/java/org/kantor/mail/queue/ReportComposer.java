package org.kantor.mail.queue;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Properties;
import java.util.UUID;
import org.kantor.mail.compose.ReportParts;
import org.kantor.mail.delivery.TraceFields;
import org.kantor.mail.wire.smtp.Mail;
import org.kantor.mail.wire.smtp.Path;

/**
 * Writes the report as a message (RFC 3462, RFC 3464; RFC 6533 where an address is not ASCII): a sentence for people, the status for programs, and the
 * message or its header. Without state.
 */
final class ReportComposer {

    /** A longer message is returned by its header, unless the sender asked for all of it. */
    private static final int FULL_BY_ITSELF = 100 * 1024;

    private final String hostName;

    ReportComposer(String hostName) {
        this.hostName = hostName;
    }

    /**
     * @param original the message that is reported on
     * @return the report with CRLF lines
     */
    byte[] compose(Report report, Path to, byte[] original, Instant now) {
        var utf8 = !to.isAscii()
                || report.lines().stream()
                        .anyMatch(line -> !line.recipient().address().isAscii());
        try {
            var parts = new ReportParts("delivery-status");
            parts.addBodyPart(part("text/plain; charset=utf-8", text(report), utf8));
            parts.addBodyPart(part(
                    utf8 ? "message/global-delivery-status" : "message/delivery-status", status(report, utf8), utf8));
            parts.addBodyPart(returned(report, original));
            var message = new MimeMessage(Session.getInstance(new Properties()));
            message.setHeader("From", "Mail Delivery System <MAILER-DAEMON@" + hostName + ">");
            message.setHeader("To", to.text());
            message.setHeader("Subject", subject(report.action()));
            message.setHeader("Date", TraceFields.date(now.atZone(ZoneOffset.UTC)));
            message.setHeader("Auto-Submitted", "auto-replied");
            message.setContent(parts);
            message.saveChanges();
            message.setHeader("Message-ID", "<" + UUID.randomUUID() + "@" + hostName + ">");
            var out = new ByteArrayOutputStream();
            message.writeTo(out);
            return out.toByteArray();
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("a report could not be composed", e);
        }
    }

    private static MimeBodyPart part(String type, String content, boolean eightBits) throws MessagingException {
        return part(type, content.getBytes(StandardCharsets.UTF_8), eightBits);
    }

    private static MimeBodyPart part(String type, byte[] content, boolean eightBits) throws MessagingException {
        var header = new InternetHeaders();
        header.setHeader("Content-Type", type);
        header.setHeader("Content-Transfer-Encoding", eightBits ? "8bit" : "7bit");
        return new MimeBodyPart(header, content);
    }

    private static String subject(Report.Action action) {
        return switch (action) {
            case FAILED -> "Your message could not be delivered";
            case DELAYED -> "Your message is delayed";
            case DELIVERED -> "Your message was delivered";
            case RELAYED -> "Your message was passed on";
        };
    }

    private String text(Report report) {
        var text = new StringBuilder("This is the mail system of " + hostName + ".\r\n");
        for (var line : report.lines()) {
            text.append("\r\n")
                    .append(
                            switch (line.action()) {
                                case FAILED -> "Your message could not be delivered to ";
                                case DELAYED -> "Your message could not yet be delivered to ";
                                case DELIVERED -> "Your message was delivered to ";
                                case RELAYED -> "Your message was passed on for ";
                            })
                    .append(line.recipient().address().text())
                    .append(".\r\n");
            switch (line.action()) {
                case FAILED ->
                    text.append("  Reason: ").append(line.reply().text()).append("\r\n");
                case DELAYED -> {
                    text.append("  Reason: ").append(line.reply().text()).append("\r\n");
                    if (line.retryUntil() != null) {
                        text.append("  It will be tried again until ")
                                .append(date(line.retryUntil()))
                                .append("; you need not send it again.\r\n");
                    }
                }
                case DELIVERED -> text.append("  It lies in the mailbox now.\r\n");
                case RELAYED ->
                    text.append(
                            "  That mail server sends no reports, so this is the last you will hear of it unless it fails.\r\n");
            }
        }
        return text.toString();
    }

    private String status(Report report, boolean utf8) {
        var fields = new StringBuilder("Reporting-MTA: dns; " + hostName + "\r\n");
        var envid = report.envelope().envid();
        if (envid != null) {
            fields.append("Original-Envelope-Id: ").append(envid).append("\r\n");
        }
        fields.append("Arrival-Date: ").append(date(report.arrived())).append("\r\n");
        for (var line : report.lines()) {
            fields.append("\r\n");
            var original = line.recipient().original();
            if (original != null) {
                fields.append("Original-Recipient: ").append(original).append("\r\n");
            }
            fields.append("Final-Recipient: ")
                    .append(utf8 ? "utf-8; " : "rfc822; ")
                    .append(line.recipient().address().text())
                    .append("\r\nAction: ")
                    .append(line.action().word())
                    .append("\r\nStatus: ")
                    .append(line.status())
                    .append("\r\n");
            if (line.host() != null) {
                fields.append("Remote-MTA: dns; ").append(line.host()).append("\r\n");
            }
            if (line.action() != Report.Action.DELIVERED) {
                fields.append("Diagnostic-Code: smtp; ").append(line.reply()).append("\r\n");
            }
            fields.append("Last-Attempt-Date: ").append(date(line.at())).append("\r\n");
            if (line.retryUntil() != null) {
                fields.append("Will-Retry-Until: ")
                        .append(date(line.retryUntil()))
                        .append("\r\n");
            }
        }
        return fields.toString();
    }

    /** RFC 3461 section 4.3: RET concerns failures only; other reports return the header. */
    private static MimeBodyPart returned(Report report, byte[] original) throws MessagingException {
        var ret = report.envelope().ret();
        var full = report.action() == Report.Action.FAILED
                && (ret == Mail.Ret.FULL || ret == null && original.length <= FULL_BY_ITSELF);
        var content = full ? original : Arrays.copyOf(original, TraceFields.headerEnd(original));
        var eightBits = false;
        for (var octet : content) {
            eightBits |= octet < 0;
        }
        return part(full ? "message/rfc822" : "text/rfc822-headers", content, eightBits);
    }

    private static String date(Instant at) {
        return TraceFields.date(at.atZone(ZoneOffset.UTC));
    }
}
