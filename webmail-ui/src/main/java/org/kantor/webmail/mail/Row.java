package org.kantor.webmail.mail;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A message or a conversation as a line of the list.
 *
 * @param place of the message, of a conversation its newest that belongs to the list
 * @param key what stays the same when the conversation gets another newest message
 * @param people the sender or senders, or in Sent and Drafts the recipients
 * @param count how many messages the conversation has in all mailboxes; 0 for a message that stands for itself
 * @param hue of the face, see {@code Face}
 * @param time the short form: 10:04, Tue, 2 Nov
 * @param date the full form, for the tooltip and screen readers
 * @param group the heading that stands above it ("Today"); null if the row above belongs to the same
 * @param due until when it is to be dealt with; empty for no such time
 * @param snoozed in lists of several folders when it comes back, if it waits for that; else empty
 * @param folder the folder's name in lists of several; else empty
 */
record Row(
        Place place,
        long message,
        long key,
        String people,
        int count,
        String initials,
        String hue,
        String subject,
        String preview,
        String time,
        String date,
        boolean unread,
        boolean starred,
        boolean answered,
        boolean attachments,
        boolean muted,
        String due,
        boolean overdue,
        String snoozed,
        Set<String> keywords,
        @Nullable String group,
        String folder) {

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Row row && row.place.equals(place);
    }

    @Override
    public int hashCode() {
        return place.hashCode();
    }
}
