package org.kantor.webmail.settings;

import com.vaadin.flow.component.Component;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.Rights;

/** The rights on a folder as people choose them; behind each are letters of RFC 4314. */
enum Level {
    READ("lrs"),
    WRITE("lrswite"),
    SEND("lrswitep"),
    ALL("lrswipktexa");

    private final Rights rights;

    Level(String letters) {
        rights = Rights.of(letters);
    }

    Rights rights() {
        return rights;
    }

    /** Empty for rights that were put together otherwise, in a mail program. */
    static Optional<Level> of(Rights rights) {
        return Arrays.stream(values())
                .filter(level -> level.rights.equals(rights))
                .findFirst();
    }

    /** Those that can be given; to send as the owner is asked of the inbox only. */
    static List<Level> offered(Mailbox mailbox, Rights grantable) {
        return Arrays.stream(values())
                .filter(level -> level != SEND || mailbox.isInbox())
                .filter(level -> level.rights.minus(grantable).isNone())
                .toList();
    }

    /** Rights in plain words: as a level if they are one, else each by itself. */
    static String words(Rights rights, Component asker) {
        return of(rights).map(level -> asker.getTranslation(level.key())).orElseGet(() -> each(rights, asker));
    }

    /** Each right by itself. */
    static String each(Rights rights, Component asker) {
        return rights.all().stream()
                .sorted()
                .map(right -> asker.getTranslation("settings.right." + right))
                .collect(Collectors.joining(", "));
    }

    String key() {
        return "settings.level." + name().toLowerCase(Locale.ROOT);
    }
}
