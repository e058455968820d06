package org.kantor.mail.store;

/** The special uses of RFC 6154 that Kantor gives to mailboxes; at most one mailbox of an account has each. */
public enum SpecialUse {
    ARCHIVE("\\Archive"),
    DRAFTS("\\Drafts"),
    JUNK("\\Junk"),
    SENT("\\Sent"),
    TRASH("\\Trash");

    private final String attribute;

    SpecialUse(String attribute) {
        this.attribute = attribute;
    }

    /** The LIST attribute. */
    public String attribute() {
        return attribute;
    }
}
