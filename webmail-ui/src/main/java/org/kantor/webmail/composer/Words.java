package org.kantor.webmail.composer;

import com.vaadin.flow.component.Component;
import org.kantor.mail.compose.Answers;
import org.kantor.mail.wire.mime.ParsedMessage;
import org.kantor.webmail.mail.Dates;

/** The words around a quotation in the writer's language. */
record Words(Component texts, Dates dates) implements Answers.Wording {

    @Override
    public String attribution(ParsedMessage message, String author) {
        var when = when(message);
        return when.isEmpty()
                ? texts.getTranslation("compose.wrote", author)
                : texts.getTranslation("compose.wroteOn", when, author);
    }

    @Override
    public String forwardedMessage() {
        return texts.getTranslation("compose.forwarded");
    }

    @Override
    public String from() {
        return texts.getTranslation("reader.from");
    }

    @Override
    public String date() {
        return texts.getTranslation("reader.date");
    }

    @Override
    public String subject() {
        return texts.getTranslation("compose.subject");
    }

    @Override
    public String to() {
        return texts.getTranslation("reader.to");
    }

    @Override
    public String when(ParsedMessage message) {
        var sent = message.sentDate();
        return sent == null ? "" : dates.full(sent);
    }
}
