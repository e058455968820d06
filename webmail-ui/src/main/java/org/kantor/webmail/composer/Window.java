package org.kantor.webmail.composer;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where something is written. The Message-ID of all that is written there tells the window and the draft (RFC 5322 section 3.6.4 leaves the left part to whoever makes it): so a
 * version whose answer was lost is found by its window, and what became of a draft in other windows by the draft.
 *
 * @param draft the same in all windows in which one draft was ever open
 */
record Window(UUID draft, UUID id) {

    private static final Pattern OURS =
            Pattern.compile("<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\\.[0-9a-f-]{36})?@.*");

    /** @param draft what is taken up in it; null for something new */
    static Window on(@Nullable UUID draft) {
        var id = UUID.randomUUID();
        return new Window(draft == null ? id : draft, id);
    }

    /** Which draft a message was; empty if it was not written in a window of ours. */
    static Optional<UUID> draftOf(@Nullable String messageId) {
        var ours = OURS.matcher(messageId == null ? "" : messageId.strip());
        return ours.matches() ? Optional.of(UUID.fromString(ours.group(1))) : Optional.empty();
    }

    /** The left part of the Message-ID. */
    String local() {
        return draft.equals(id) ? id.toString() : draft + "." + id;
    }

    boolean wrote(@Nullable String messageId) {
        return messageId != null && messageId.strip().startsWith("<" + local() + "@");
    }

    /** For what was written here beside that which was sent: the same each time. */
    Window beside() {
        var other = UUID.nameUUIDFromBytes((local() + " beside").getBytes(StandardCharsets.UTF_8));
        return new Window(other, other);
    }
}
