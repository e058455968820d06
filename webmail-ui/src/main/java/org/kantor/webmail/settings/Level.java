package org.kantor.webmail.settings;

import java.util.Locale;
import org.kantor.mail.store.Rights;

/** The rights on a folder as people choose them; behind each are letters of RFC 4314. */
enum Level {
    READ("lrs"),
    WRITE("lrswite"),
    ALL("lrswipktexa");

    private final Rights rights;

    Level(String letters) {
        rights = Rights.of(letters);
    }

    Rights rights() {
        return rights;
    }

    /** The highest that the rights hold; {@link #READ} for less. */
    static Level of(Rights rights) {
        return rights.all().containsAll(ALL.rights.all())
                ? ALL
                : rights.all().containsAll(WRITE.rights.all()) ? WRITE : READ;
    }

    String key() {
        return "settings.level." + name().toLowerCase(Locale.ROOT);
    }
}
