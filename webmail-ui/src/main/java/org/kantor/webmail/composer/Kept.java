package org.kantor.webmail.composer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kantor.mail.compose.Draft;
import org.kantor.mail.compose.DraftOptions;
import org.kantor.mail.store.MailboxId;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What a browser kept of a window. Whoever holds the browser can change it, so that it says nothing that its author could not write into a composer.
 *
 * @param window where it was written, and on which draft
 * @param place the draft's last version that the window knew; null if there was none
 * @param begun what the text is an answer to
 * @param names of the files that were attached
 * @param here whether it was written in the same browser tab
 */
record Kept(
        long account,
        Window window,
        Drafts.@Nullable Place place,
        Begun begun,
        Set<String> names,
        Snapshot snapshot,
        boolean here) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_REFERENCES = 200;

    /** @param inReplyTo the Message-ID that is answered; null for none */
    record Begun(@Nullable String inReplyTo, List<String> references, DraftOptions.@Nullable Answered answered) {

        static Begun of(Draft draft) {
            return new Begun(
                    draft.inReplyTo(), draft.references(), draft.options().answered());
        }

        String json() {
            var json = JsonNodeFactory.instance.objectNode().put("inReplyTo", inReplyTo);
            references.forEach(json.putArray("references")::add);
            if (answered != null) {
                json.putObject("answered")
                        .put("mailbox", answered.mailbox().value())
                        .put("uid", answered.uid())
                        .put("forwarded", answered.forwarded());
            }
            return json.toString();
        }

        private static Begun read(JsonNode json) {
            var references = new ArrayList<String>();
            json.path("references").forEach(one -> references.add(one.asString("")));
            var answered = json.path("answered");
            var inReplyTo = json.path("inReplyTo").asString("");
            return new Begun(
                    inReplyTo.isEmpty() ? null : inReplyTo,
                    references.stream().limit(MOST_REFERENCES).toList(),
                    answered.isObject()
                            ? new DraftOptions.Answered(
                                    new MailboxId(answered.path("mailbox").asLong(0)),
                                    answered.path("uid").asLong(0),
                                    answered.path("forwarded").asBoolean(false))
                            : null);
        }
    }

    /** Empty if it cannot be understood. */
    static Optional<Kept> read(String text) {
        try {
            var json = JSON.readTree(text);
            var names = new HashSet<String>();
            json.path("names").forEach(name -> names.add(name.asString("")));
            return Optional.of(new Kept(
                    Long.parseLong(json.path("account").asString("")),
                    window(json.path("id").asString(""), json.path("draft").asString("")),
                    place(json.path("place").asString("")),
                    Begun.read(JSON.readTree(json.path("origin").asString("{}"))),
                    names,
                    Snapshot.of(json.path("snapshot")),
                    json.path("here").asBoolean(false)));
        } catch (JacksonException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The same as a draft of its own, beside what was sent. */
    Kept beside() {
        return new Kept(account, window.beside(), null, begun, names, snapshot, here);
    }

    private static Window window(String id, String draft) {
        return new Window(UUID.fromString(draft.isEmpty() ? id : draft), UUID.fromString(id));
    }

    /** As a browser keeps it. */
    static String place(Drafts.@Nullable Place place) {
        return place == null ? "" : place.mailbox().value() + ":" + place.uid() + ":" + place.message();
    }

    private static Drafts.@Nullable Place place(String text) {
        if (text.isEmpty()) {
            return null;
        }
        var numbers = text.split(":", 3);
        if (numbers.length < 3) {
            throw new IllegalArgumentException(text);
        }
        return new Drafts.Place(
                new MailboxId(Long.parseLong(numbers[0])), Long.parseLong(numbers[1]), Long.parseLong(numbers[2]));
    }
}
