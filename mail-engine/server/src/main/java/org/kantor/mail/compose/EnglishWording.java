package org.kantor.mail.compose;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.kantor.mail.wire.mime.ParsedMessage;

/**
 * The words around a quoted message, in English.
 *
 * @param zone where the author is
 */
public record EnglishWording(ZoneId zone) implements Answers.Wording {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM yyyy 'at' HH:mm", Locale.ENGLISH);

    @Override
    public String attribution(ParsedMessage message, String author) {
        var when = when(message);
        return (when.isEmpty() ? "" : "On " + when + ", ") + author + " wrote:";
    }

    @Override
    public String forwardedMessage() {
        return "Forwarded message";
    }

    @Override
    public String from() {
        return "From";
    }

    @Override
    public String date() {
        return "Date";
    }

    @Override
    public String subject() {
        return "Subject";
    }

    @Override
    public String to() {
        return "To";
    }

    @Override
    public String when(ParsedMessage message) {
        return message.sentDate() == null ? "" : DATE.format(message.sentDate().atZone(zone));
    }
}
