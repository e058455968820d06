package org.kantor.mail.imap;

import java.util.List;
import org.kantor.mail.store.MailboxKeys;

/** Keys of messages that a test writes down, a row a message, with UIDs from 1. */
record PlainKeys(List<Message> messages, int messageIds) implements MailboxKeys {

    /** @param subject the rank of the base subject; @param references numbers of Message-IDs, the oldest first */
    record Message(int id, long sent, int subject, boolean reply, List<Integer> references) {}

    @Override
    public int size() {
        return messages.size();
    }

    @Override
    public long uid(int row) {
        return row + 1;
    }

    @Override
    public int row(long uid) {
        return uid > 0 && uid <= size() ? (int) uid - 1 : -1;
    }

    @Override
    public long sentDate(int row) {
        return messages.get(row).sent * 1000;
    }

    @Override
    public int rank(Text text, int row) {
        return messages.get(row).subject;
    }

    @Override
    public boolean isReply(int row) {
        return messages.get(row).reply;
    }

    @Override
    public int messageId(int row) {
        return messages.get(row).id;
    }

    @Override
    public int references(int row) {
        return messages.get(row).references.size();
    }

    @Override
    public int reference(int row, int index) {
        return messages.get(row).references.get(index);
    }
}
