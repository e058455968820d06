package org.kantor.mail.compose;

import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParseException;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes drafts as messages (RFC 5322, MIME) with Jakarta Mail: lines end with CRLF, names and subjects are encoded (RFC 2047, RFC 2231), HTML always has a plain
 * text alternative. No value of a draft can begin a header field of its own. Safe for use by many threads.
 */
public final class MessageComposer {

    /** How the body of HTML that we send looks, as a style: what our own reader shows, and the faces of other systems behind it. */
    public static final String FACE =
            "font-family:Inter,system-ui,'Segoe UI',Roboto,'Noto Sans','Noto Sans Arabic','Noto Sans CJK JP',sans-serif;font-size:15px;line-height:1.6";

    private static final String UTF_8 = "UTF-8";
    private static final String WHOLE = "message/rfc822";
    static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT);

    private static final Pattern WHOLE_DOCUMENT = Pattern.compile("<html[\\s>]|<body[\\s>]", Pattern.CASE_INSENSITIVE);

    /** Words of a phrase that need no quotation marks (RFC 5322 section 3.2.3). */
    private static final Pattern WORDS = Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+");

    private final Clock clock;

    /** @param clock also says, by its zone, where the author is */
    public MessageComposer(Clock clock) {
        this.clock = clock;
    }

    /** @param messageId without brackets */
    public record Composed(byte[] content, String messageId) {}

    /** With the Bcc field, as the author's own copies keep it; submission removes it. */
    public Composed compose(Draft draft) {
        return compose(draft, UUID.randomUUID().toString());
    }

    /** @param id the left part of the Message-ID, the same for all versions of what is written in one place */
    public Composed compose(Draft draft, String id) {
        var messageId = id + "@" + draft.from().address().domain().value();
        try {
            var message = new OurMessage(session(draft), messageId);
            header(draft, message);
            body(draft, message);
            message.saveChanges();
            var out = new ByteArrayOutputStream();
            message.writeTo(out);
            return new Composed(out.toByteArray(), messageId);
        } catch (MessagingException e) {
            throw new IllegalArgumentException("cannot be written as a message", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps our Message-ID where Jakarta Mail would make one of the host's name. */
    private static final class OurMessage extends MimeMessage {
        private final String messageId;

        OurMessage(Session session, String messageId) {
            super(session);
            this.messageId = messageId;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + messageId + ">");
        }
    }

    private static Session session(Draft draft) {
        var properties = new Properties();
        // A local part outside of ASCII can only be written as UTF-8 (RFC 6532); then the message needs SMTPUTF8
        // anyway.
        var everybody = Stream.of(List.of(draft.from()), draft.to(), draft.cc(), draft.bcc())
                .flatMap(List::stream);
        if (everybody.anyMatch(p -> p.address().localPart().chars().anyMatch(c -> c > 0x7e))) {
            properties.setProperty("mail.mime.allowutf8", "true");
        }
        return Session.getInstance(properties);
    }

    private void header(Draft draft, MimeMessage message) throws MessagingException {
        message.setHeader("Date", DATE.format(ZonedDateTime.now(clock)));
        message.setFrom(address(draft.from()));
        var unfinished = draft.unfinished();
        recipients(message, Message.RecipientType.TO, draft.to(), unfinished.to());
        recipients(message, Message.RecipientType.CC, draft.cc(), unfinished.cc());
        recipients(message, Message.RecipientType.BCC, draft.bcc(), unfinished.bcc());
        if (draft.replyTo() != null) {
            message.setReplyTo(new InternetAddress[] {address(draft.replyTo())});
        }
        message.setSubject(draft.subject(), UTF_8);
        options(draft, message);
        if (draft.inReplyTo() != null) {
            message.setHeader("In-Reply-To", "<" + draft.inReplyTo() + ">");
        }
        if (!draft.references().isEmpty()) {
            message.setHeader(
                    "References",
                    draft.references().stream().map(id -> "<" + id + ">").collect(Collectors.joining("\r\n ")));
        }
    }

    private static void options(Draft draft, MimeMessage message) throws MessagingException {
        var options = draft.options();
        switch (options.importance()) {
            case HIGH -> {
                message.setHeader("Importance", "high");
                message.setHeader("X-Priority", "1");
            }
            case LOW -> {
                message.setHeader("Importance", "low");
                message.setHeader("X-Priority", "5");
            }
            case NORMAL -> {}
        }
        if (options.receipt()) {
            message.setHeader(
                    "Disposition-Notification-To",
                    address(Person.of(draft.from().address())).toString());
        }
        var note = options.note();
        if (!note.isEmpty()) {
            message.setHeader(DraftOptions.FIELD, note);
        }
    }

    private static void recipients(
            MimeMessage message, Message.RecipientType type, List<Person> people, List<String> unfinished)
            throws MessagingException {
        var all = Stream.concat(
                        people.stream().map(MessageComposer::address),
                        unfinished.stream().map(MessageComposer::group))
                .toArray(InternetAddress[]::new);
        if (all.length > 0) {
            message.setRecipients(type, all);
        }
    }

    /** One without members, see {@link Unfinished}. */
    private static InternetAddress group(String name) {
        var group = new InternetAddress();
        try {
            var ascii = name.chars().allMatch(c -> c < 0x7f);
            group.setAddress((ascii ? quoted(name) : MimeUtility.encodeText(name, UTF_8, "B")) + ":;");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return group;
    }

    private static String quoted(String words) {
        return WORDS.matcher(words).matches()
                ? words
                : '"' + words.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    static InternetAddress address(Person person) {
        try {
            return new InternetAddress(
                    person.address().toString(), person.name().isEmpty() ? null : person.name(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void body(Draft draft, MimeMessage message) throws MessagingException {
        if (draft.attachments().isEmpty()) {
            if (draft.html() == null) {
                plain(draft, message);
            } else {
                message.setContent(alternative(draft, draft.html()));
            }
            return;
        }
        var mixed = new MimeMultipart("mixed");
        var text = new MimeBodyPart();
        if (draft.html() == null) {
            plain(draft, text);
        } else {
            text.setContent(alternative(draft, draft.html()));
        }
        mixed.addBodyPart(text);
        for (var attachment : draft.attachments()) {
            mixed.addBodyPart(
                    file(attachment.name(), attachment.mediaType(), attachment.content(), MimeBodyPart.ATTACHMENT));
        }
        message.setContent(mixed);
    }

    private static MimeMultipart alternative(Draft draft, String html) throws MessagingException {
        var plain = new MimeBodyPart();
        plain(draft, plain);
        var rich = new MimeBodyPart();
        text(rich, withLineEnds(document(html)), "text/html; charset=UTF-8");
        if (draft.images().isEmpty()) {
            return new MimeMultipart("alternative", plain, rich);
        }
        var related = new MimeMultipart("related", rich);
        for (var image : draft.images()) {
            var part = file(image.name(), image.mediaType(), image.content(), MimeBodyPart.INLINE);
            if (HeaderLine.isMessageId(image.contentId())) {
                part.setContentID("<" + image.contentId() + ">");
            }
            related.addBodyPart(part);
        }
        var richWithImages = new MimeBodyPart();
        richWithImages.setContent(related);
        return new MimeMultipart("alternative", plain, richWithImages);
    }

    /** A whole document, so that every reader knows its charset and shows it in a face that can be read; one that is whole already stays. */
    private static String document(String html) {
        if (WHOLE_DOCUMENT.matcher(html).find()) {
            return html;
        }
        return "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n</head>\n<body style=\"" + FACE + "\">\n"
                + html + "\n</body>\n</html>\n";
    }

    private static void plain(Draft draft, MimePart part) throws MessagingException {
        var text = draft.text() != null ? draft.text() : HtmlToText.convert(draft.html() == null ? "" : draft.html());
        text(part, Flowed.wrap(text), "text/plain; charset=UTF-8; format=flowed");
    }

    /** As octets with a type of our own, so that no content handler has to be found for it. */
    private static void text(MimePart part, String text, String type) throws MessagingException {
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(text.getBytes(StandardCharsets.UTF_8), type)));
    }

    private static MimeBodyPart file(String name, String mediaType, byte[] content, String disposition)
            throws MessagingException {
        var part = new MimeBodyPart();
        if (mediaType.equals(WHOLE)) {
            // never encoded as base64 (RFC 2046 section 5.2.1)
            part.setDataHandler(new DataHandler(new ByteArrayDataSource(content, WHOLE)));
            part.setDisposition(disposition);
            part.setFileName(fileName(name));
            part.setHeader("Content-Transfer-Encoding", "8bit");
            return part;
        }
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(content, type(mediaType))));
        part.setDisposition(disposition);
        part.setFileName(fileName(name));
        part.setHeader("Content-Transfer-Encoding", "base64");
        return part;
    }

    private static String fileName(String name) {
        var clean = HeaderLine.clean(name.replace('/', '_').replace('\\', '_'), 200);
        return clean.isEmpty() ? "file" : clean;
    }

    /** Only type and subtype, if they are that; a container cannot be attached as one. */
    private static String type(String mediaType) {
        try {
            var type = new ContentType(mediaType);
            var base = type.getBaseType().toLowerCase(Locale.ROOT);
            return base.matches("[a-z0-9.+-]{1,60}/[a-z0-9.+_-]{1,100}")
                            && !base.startsWith("multipart/")
                            && !base.startsWith("message/")
                    ? base
                    : "application/octet-stream";
        } catch (ParseException e) {
            return "application/octet-stream";
        }
    }

    static String withLineEnds(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n').replace("\n", "\r\n");
    }
}
