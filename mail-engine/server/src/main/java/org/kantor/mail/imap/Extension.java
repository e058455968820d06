package org.kantor.mail.imap;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a client turns on with ENABLE (RFC 5161), for the rest of its session. The handler that implements an extension announces its name among its
 * capabilities; whoever behaves otherwise for it asks {@link ImapSession#enabled}.
 */
enum Extension {
    /** RFC 7162 section 3.1; also turned on by the commands that section 3.1 names. */
    CONDSTORE("CONDSTORE"),
    /** RFC 7162 section 3.2. */
    QRESYNC("QRESYNC"),
    /** RFC 9586. */
    UIDONLY("UIDONLY"),
    /** RFC 6855. */
    UTF8("UTF8=ACCEPT"),
    /** RFC 9051 instead of RFC 3501, where they differ. */
    IMAP4REV2("IMAP4rev2");

    private final String capability;

    Extension(String capability) {
        this.capability = capability;
    }

    /** The name that it is announced and enabled by. */
    String capability() {
        return capability;
    }

    static Optional<Extension> of(String capability) {
        return Arrays.stream(values())
                .filter(extension -> extension.capability.equalsIgnoreCase(capability))
                .findFirst();
    }

    /** What is on with it. */
    Set<Extension> all() {
        return switch (this) {
            case QRESYNC -> EnumSet.of(QRESYNC, CONDSTORE);
            case CONDSTORE, UIDONLY, UTF8, IMAP4REV2 -> EnumSet.of(this);
        };
    }
}
