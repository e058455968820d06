package org.kantor.webmail.mail;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kantor.change.Actor;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.Annotations;
import org.kantor.mail.store.Labels.Hue;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxId;

/** The colours that a reader gave to folders, one's own and those of others; nobody else sees them. Read once, and anew when something may have changed. Belongs to the UI's lock. */
final class FolderHues {

    /** The reader's own annotation of a folder that has a colour: the name of a {@link Hue} in lower case. */
    private static final String NAME = "/private/vendor/kantor/hue";

    private final Annotations annotations;
    private final AccountId reader;
    private final Actor actor;
    /** Null while they are to be read. */
    private @Nullable Map<MailboxId, Hue> known;

    FolderHues(Annotations annotations, AccountId reader, Actor actor) {
        this.annotations = annotations;
        this.reader = reader;
        this.actor = actor;
    }

    /** They may be others now. */
    void forget() {
        known = null;
    }

    /** Of the folders that have one. */
    Map<MailboxId, Hue> now() {
        var read = known;
        if (read == null) {
            var found = new HashMap<MailboxId, Hue>();
            annotations
                    .values(reader, NAME)
                    .forEach((folder, value) -> Arrays.stream(Hue.values())
                            .filter(hue -> hue.name().equalsIgnoreCase(new String(value, StandardCharsets.US_ASCII)))
                            .findFirst()
                            .ifPresent(hue -> found.put(folder, hue)));
            read = Map.copyOf(found);
            known = read;
        }
        return read;
    }

    /** Refused: NO_PERMISSION, NOT_FOUND for a folder that the reader may not read any more. */
    void set(Mailbox folder, Optional<Hue> hue) {
        var value = hue.map(chosen -> chosen.name().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII));
        annotations.annotate(folder.account(), folder.id(), reader, Map.of(NAME, value), actor);
        forget();
    }
}
