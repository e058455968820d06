package org.kantor.mail.compose;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message before it is one: what its author has decided.
 *
 * @param replyTo where answers go; null for the sender
 * @param html the body as HTML; null for a plain text message
 * @param text the body as plain text; null to make it of the HTML
 * @param inReplyTo the Message-ID answered, without brackets
 * @param references the conversation's Message-IDs, oldest first, without brackets
 */
public record Draft(
        Person from,
        @Nullable Person replyTo,
        List<Person> to,
        List<Person> cc,
        List<Person> bcc,
        String subject,
        @Nullable String html,
        @Nullable String text,
        List<Attachment> attachments,
        List<InlineImage> images,
        @Nullable String inReplyTo,
        List<String> references,
        DraftOptions options,
        Unfinished unfinished) {

    private static final int MAX_SUBJECT = 900;

    public Draft {
        subject = HeaderLine.clean(subject, MAX_SUBJECT);
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        bcc = List.copyOf(bcc);
        attachments = List.copyOf(attachments);
        images = List.copyOf(images);
        references = references.stream().filter(HeaderLine::isMessageId).toList();
        inReplyTo = inReplyTo != null && HeaderLine.isMessageId(inReplyTo) ? inReplyTo : null;
    }

    /** An empty message of somebody. */
    public static Draft of(Person from) {
        return new Draft(
                from,
                null,
                List.of(),
                List.of(),
                List.of(),
                "",
                null,
                "",
                List.of(),
                List.of(),
                null,
                List.of(),
                DraftOptions.NONE,
                Unfinished.NONE);
    }

    public Draft withRecipients(List<Person> newTo, List<Person> newCc, List<Person> newBcc) {
        return new Draft(
                from,
                replyTo,
                newTo,
                newCc,
                newBcc,
                subject,
                html,
                text,
                attachments,
                images,
                inReplyTo,
                references,
                options,
                unfinished);
    }

    public Draft withFrom(Person newFrom, @Nullable Person newReplyTo) {
        return new Draft(
                newFrom,
                newReplyTo,
                to,
                cc,
                bcc,
                subject,
                html,
                text,
                attachments,
                images,
                inReplyTo,
                references,
                options,
                unfinished);
    }

    public Draft withSubject(String newSubject) {
        return new Draft(
                from,
                replyTo,
                to,
                cc,
                bcc,
                newSubject,
                html,
                text,
                attachments,
                images,
                inReplyTo,
                references,
                options,
                unfinished);
    }

    /** A body in HTML, whose plain text alternative is made of it. */
    public Draft withHtml(String newHtml) {
        return withBody(newHtml, null);
    }

    public Draft withText(String newText) {
        return withBody(null, newText);
    }

    private Draft withBody(@Nullable String newHtml, @Nullable String newText) {
        return new Draft(
                from,
                replyTo,
                to,
                cc,
                bcc,
                subject,
                newHtml,
                newText,
                attachments,
                images,
                inReplyTo,
                references,
                options,
                unfinished);
    }

    public Draft withFiles(List<Attachment> newAttachments, List<InlineImage> newImages) {
        return new Draft(
                from,
                replyTo,
                to,
                cc,
                bcc,
                subject,
                html,
                text,
                newAttachments,
                newImages,
                inReplyTo,
                references,
                options,
                unfinished);
    }

    public Draft withOptions(DraftOptions newOptions) {
        return new Draft(
                from,
                replyTo,
                to,
                cc,
                bcc,
                subject,
                html,
                text,
                attachments,
                images,
                inReplyTo,
                references,
                newOptions,
                unfinished);
    }

    /** @param name any text; it is cleaned */
    public record Attachment(String name, String mediaType, byte[] content) {}

    /** A picture that the HTML shows as {@code cid:} and the id. */
    public record InlineImage(String contentId, String name, String mediaType, byte[] content) {}
}
