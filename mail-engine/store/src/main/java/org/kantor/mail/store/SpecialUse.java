package org.kantor.mail.store;

import java.util.Arrays;
import java.util.Optional;

/** The special uses of RFC 6154, RFC 8457 and IANA's registry of mailbox name attributes that Kantor gives to mailboxes; at most one mailbox of an account has each. */
public enum SpecialUse {
    ARCHIVE("\\Archive"),
    DRAFTS("\\Drafts"),
    IMPORTANT("\\Important"),
    JUNK("\\Junk"),
    SCHEDULED("\\Scheduled"),
    SENT("\\Sent"),
    TRASH("\\Trash");

    private final String attribute;

    SpecialUse(String attribute) {
        this.attribute = attribute;
    }

    /** The use of a LIST attribute, in any case. */
    public static Optional<SpecialUse> ofAttribute(String attribute) {
        return Arrays.stream(values())
                .filter(use -> use.attribute.equalsIgnoreCase(attribute))
                .findFirst();
    }

    /** Whether mail is put into the mailbox of this use by others than its owner's clients: then it is not deleted and keeps its use. */
    public boolean isNeeded() {
        return this != IMPORTANT;
    }

    /** The LIST attribute. */
    public String attribute() {
        return attribute;
    }
}
