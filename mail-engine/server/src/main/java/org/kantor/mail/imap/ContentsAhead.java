package org.kantor.mail.imap;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The contents of some messages of the selected mailbox, read several at a time as the caller comes to them in order. For one command. */
final class ContentsAhead {

    private static final int MOST_MESSAGES = 100;
    private static final long MOST_OCTETS = 4L * 1024 * 1024;

    private final ImapSession session;
    private final int[] indexes;
    private Map<Long, byte[]> read = Map.of();
    private int end;

    ContentsAhead(ImapSession session, int[] indexes) {
        this.session = session;
        this.indexes = indexes;
    }

    /** The octets of the message at this position among the indexes; null if it is gone. Positions ascend. */
    byte @Nullable [] at(int position) {
        var view = session.selected().view();
        if (position >= end) {
            var octets = 0L;
            var next = position;
            do {
                octets += view.octets(indexes[next++]);
            } while (next < indexes.length && next - position < MOST_MESSAGES && octets < MOST_OCTETS);
            end = next;
            var messages = Arrays.stream(indexes, position, next)
                    .mapToLong(view::message)
                    .toArray();
            read = new HashMap<>();
            for (var content : session.services().messages().contents(session.account(), messages)) {
                read.put(content.message(), content.octets());
            }
        }
        return read.get(view.message(indexes[position]));
    }
}
