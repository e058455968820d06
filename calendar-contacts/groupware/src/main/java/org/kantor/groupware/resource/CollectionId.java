package org.kantor.groupware.resource;

/** The number of a calendar or an address book within its account; the same number names it in the change stream. */
public record CollectionId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
