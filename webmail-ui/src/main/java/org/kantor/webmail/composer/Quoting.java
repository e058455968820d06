package org.kantor.webmail.composer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLConnection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kantor.kernel.AccountId;
import org.kantor.mail.compose.Answers;
import org.kantor.mail.compose.Draft;
import org.kantor.mail.compose.DraftOptions;
import org.kantor.mail.compose.Flowed;
import org.kantor.mail.compose.HtmlToText;
import org.kantor.mail.compose.Person;
import org.kantor.mail.compose.Unfinished;
import org.kantor.mail.wire.mime.ParsedMessage;
import org.kantor.webmail.content.MessageContents;
import org.kantor.webmail.content.MessageLinks;
import org.kantor.webmail.content.Reading;

/** Takes stored messages into a composer: as the quoted original of an answer, with their files when forwarded, or whole when a draft is taken up again. */
final class Quoting {

    private final MessageContents contents;
    private final AccountId viewer;
    private final AccountId account;
    /** Of the message that was taken last. */
    private MessageContents.@Nullable Parts parts;

    private long taken;

    /** @param account whose messages they are */
    Quoting(MessageContents contents, AccountId viewer, AccountId account) {
        this.contents = contents;
        this.viewer = viewer;
        this.account = account;
    }

    /** The body for a quotation; pictures in it go to the spool. */
    Answers.Original original(ParsedMessage parsed, long number, Reading reading, Spool spool) {
        var html = html(parsed, number, reading, spool, false);
        return new Answers.Original(parsed, html.isEmpty() ? null : html, text(reading));
    }

    private String html(ParsedMessage parsed, long number, Reading reading, Spool spool, boolean own) {
        if (reading.sections().stream().noneMatch(Reading.Html.class::isInstance)) {
            return "";
        }
        var pictures = pictures(parsed, number, reading, spool);
        var html = new StringBuilder();
        for (var section : reading.sections()) {
            switch (section) {
                case Reading.Html(var body) ->
                    html.append(own ? OwnHtml.draft(body, pictures) : OwnHtml.quotable(body, pictures));
                case Reading.Text text ->
                    html.append("<pre>").append(escaped(text.text())).append("</pre>");
                case Reading.Picture picture -> {}
            }
        }
        return html.toString();
    }

    /** The words of a message. */
    static String text(Reading reading) {
        var text = new StringBuilder();
        for (var section : reading.sections()) {
            switch (section) {
                case Reading.Html(var body) -> text.append(HtmlToText.convert(body));
                case Reading.Text one ->
                    text.append(one.flowed() ? Flowed.join(one.text(), one.deleteSpace()) : one.text());
                case Reading.Picture picture -> {}
            }
        }
        return text.toString();
    }

    private Map<String, String> pictures(ParsedMessage parsed, long number, Reading reading, Spool spool) {
        var addresses = new LinkedHashMap<String, String>();
        reading.pictures().forEach((id, section) -> {
            var content = parts(parsed, number).octets(section);
            spool.put(id, "picture", pictureType(content), true, new ByteArrayInputStream(content));
            addresses.put(
                    id,
                    MessageLinks.open(
                            MessageLinks.key(viewer, account, number),
                            new Reading.FilePart(section, "picture", "image/png", content.length)));
        });
        return addresses;
    }

    private static String pictureType(byte[] content) {
        try {
            return Objects.requireNonNullElse(
                    URLConnection.guessContentTypeFromStream(new ByteArrayInputStream(content)), "image/png");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The message is read once, whatever is taken of it. */
    private MessageContents.Parts parts(ParsedMessage parsed, long number) {
        var known = parts;
        if (known == null || taken != number) {
            known = contents.parts(account, number, parsed);
            parts = known;
            taken = number;
        }
        return known;
    }

    /** Brings the files of a message to the spool. */
    void files(ParsedMessage parsed, long number, Reading reading, Spool spool) {
        for (var file : reading.files()) {
            var content = parts(parsed, number).octets(file.section());
            spool.put(
                    number + "-" + file.section(),
                    file.name(),
                    file.mediaType(),
                    false,
                    new ByteArrayInputStream(content));
        }
    }

    /** A stored draft as it was left. */
    Draft draft(ParsedMessage parsed, long number, Reading reading, Identity from, Spool spool) {
        files(parsed, number, reading, spool);
        var html = html(parsed, number, reading, spool, true);
        var envelope = parsed.envelope();
        var inReplyTo = envelope.inReplyTo();
        return new Draft(
                from.person(),
                from.replyToPerson(),
                Person.of(envelope.to()),
                Person.of(envelope.cc()),
                Person.of(envelope.bcc()),
                parsed.subject(),
                html.isEmpty() ? null : html,
                html.isEmpty() ? text(reading) : null,
                List.of(),
                List.of(),
                inReplyTo == null ? null : inReplyTo.strip().replaceAll("^<|>$", ""),
                parsed.references(),
                DraftOptions.read(parts(parsed, number).original()),
                Unfinished.of(envelope));
    }

    /** Whether a file of the spool is one that {@link #files} brought from this message. */
    static boolean isOf(long number, String id) {
        return id.startsWith(number + "-");
    }

    /** The message itself as a file, for forwarding it whole. */
    Draft.Attachment whole(ParsedMessage parsed, long number) {
        var subject = parsed.subject().isBlank() ? "message" : parsed.subject();
        return new Draft.Attachment(subject + ".eml", "message/rfc822", contents.original(account, number));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
