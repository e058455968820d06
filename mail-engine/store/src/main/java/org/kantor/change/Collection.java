package org.kantor.change;

/** A collection that changes are told of: a mailbox, a calendar, an address book, or the list of one of these kinds (id 0). */
public record Collection(Kind kind, long id) {

    /** Stored by its code; codes are never reused. */
    public enum Kind {
        MAILBOX(1),
        CALENDAR(2),
        ADDRESS_BOOK(3),
        SETTINGS(4);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        public int code() {
            return code;
        }
    }
}
