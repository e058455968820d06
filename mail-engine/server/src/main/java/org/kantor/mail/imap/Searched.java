package org.kantor.mail.imap;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.kantor.kernel.AccountId;
import org.kantor.mail.session.ContentsAhead;
import org.kantor.mail.store.MailboxView;
import org.kantor.mail.wire.imap.SequenceSet;

/** A mailbox whose messages a search looks at. Used by whoever has the session's turn. */
interface Searched {

    /** Octets of contents that one command reads ahead. */
    long CONTENTS_AHEAD = 4L * 1024 * 1024;

    ImapServices services();

    /** The account that the mailbox belongs to. */
    AccountId account();

    /** Whether the mailbox is the session's own, so that nobody's rights have to be asked for. */
    boolean isOwn();

    MailboxView view();

    boolean isRecent(long uid);

    /** The UIDs that {@code $} stands for, ascending. */
    long[] saved();

    /** The messages that the session can read here now, ascending. Refused as any reading is. */
    default long[] readable() {
        var now = services().messages().view(account(), view().mailbox());
        return IntStream.range(0, now.size()).mapToLong(now::message).sorted().toArray();
    }

    /** When each message was put into the mailbox, in epoch milliseconds; 0 for one that is gone. One query. */
    default long[] saveDates(int[] indexes) {
        return services().messages().saveDates(account(), view().mailbox(), uids(indexes));
    }

    /** The number of each message's thread; 0 for a message that is gone. One query. */
    default long[] threads(int[] indexes) {
        return services()
                .messages()
                .threads(
                        account(),
                        Arrays.stream(indexes).mapToLong(view()::message).toArray());
    }

    default long[] uids(int[] indexes) {
        return Arrays.stream(indexes).mapToLong(view()::uid).toArray();
    }

    /** The contents of messages, for one command. */
    default ContentsAhead contents(int[] indexes) {
        return new ContentsAhead(services().messages(), account(), view(), indexes, CONTENTS_AHEAD);
    }

    /** The indexes of the messages that a set names, ascending. What does not exist is passed over, as it must be in a search (RFC 7377 section 2). */
    default int[] named(SequenceSet set, boolean uid) {
        var view = view();
        if (set.isSaved()) {
            return Arrays.stream(saved())
                    .mapToInt(view::indexOf)
                    .filter(index -> index >= 0)
                    .toArray();
        }
        var size = view.size();
        var largest = size == 0 ? 0 : uid ? view.uid(size - 1) : size;
        var indexes = new int[16];
        var count = 0;
        for (var range : set.resolve(largest)) {
            var from = uid ? position(view, range.first()) : (int) Math.min(range.first() - 1, size);
            var to = uid ? position(view, range.last() + 1) : (int) Math.min(range.last(), size);
            if (count + to - from > indexes.length) {
                indexes = Arrays.copyOf(indexes, Math.max(2 * indexes.length, count + to - from));
            }
            for (var index = from; index < to; index++) {
                indexes[count++] = index;
            }
        }
        return Arrays.copyOf(indexes, count);
    }

    /** How many messages have smaller UIDs. */
    static int position(MailboxView view, long uid) {
        var index = view.indexOf(uid);
        return index >= 0 ? index : -index - 1;
    }
}
