package org.kantor.webmail.mail;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A message or a conversation as a line of the list.
 *
 * @param uid of the message, of a conversation its newest in the mailbox
 * @param key what stays the same when the conversation gets another newest message
 * @param people the sender or senders, or in Sent and Drafts the recipients
 * @param count how many messages the conversation has in all mailboxes; 0 for a message that stands for itself
 * @param hue of the face, see {@code Face}
 * @param time the short form: 10:04, Tue, 2 Nov
 * @param date the full form, for the tooltip and screen readers
 * @param group the heading that stands above it ("Today"); null if the row above belongs to the same
 */
record Row(
        long uid,
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
        Set<String> keywords,
        @Nullable String group) {

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Row row && row.uid == uid;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(uid);
    }
}
