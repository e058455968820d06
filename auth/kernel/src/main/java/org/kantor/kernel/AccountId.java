package org.kantor.kernel;

/** The number of an account: a person, a room or a shared mailbox. Every key of data that an account owns begins with it. */
public record AccountId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
