package org.kantor.webmail.mail;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * The rows of a list, whatever they come from: messages or conversations, each named by the place of a message. A row of a conversation has the place of its newest message that
 * belongs to the list. Belongs to the UI's lock.
 */
interface MessageList {

    Source source();

    /** How many rows there are. */
    int size();

    /** How many conversations or messages belong here, whatever the filter says; those that are held back not among them. */
    default int total() {
        return size();
    }

    /** How many messages have arrived that are not shown yet. */
    default int held() {
        return 0;
    }

    /** What is shown of them. */
    default Tab tab() {
        return Tab.ALL;
    }

    /** How many messages of a tab are unread, as far as the list knows without asking. */
    default int unread(Tab tab) {
        return 0;
    }

    default boolean threaded() {
        return false;
    }

    /** The place at a row; {@link Place#NONE} beyond the ends. */
    Place place(int row);

    /** The row of a message or of its conversation, or -1. */
    int row(Place place);

    /** The messages that belong to these rows: with conversations, all of each that belong to the list. */
    List<Picked> all(Collection<Place> rows);

    /** The same of all rows. */
    List<Picked> everything();

    /** The messages that name these rows. */
    List<Picked> newest(Collection<Place> rows);

    /** The message's number in the store, or 0 if it is not in its folder any more. */
    long message(Place place);

    int flags(Place place);

    Instant arrived(Place place);

    /** Looks again. With {@code hold} new messages are kept back, else everything is shown. */
    Update update(boolean hold);

    /** The rows of a page: one query, with conversations two. */
    List<Row> page(int offset, int limit);

    /** What an update found. @param flagsChanged UIDs, where a list knows them */
    record Update(boolean rowsChanged, long[] flagsChanged) {
        boolean nothing() {
            return !rowsChanged && flagsChanged.length == 0;
        }
    }
}
