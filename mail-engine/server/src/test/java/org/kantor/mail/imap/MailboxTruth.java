package org.kantor.mail.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.kantor.mail.store.MailboxId;

/** What is in a mailbox and all that ever was, read from the store after every step: the measure of what sessions say. */
final class MailboxTruth {

    /** A message at one moment; flags and keywords without \Recent. */
    record State(Set<String> flags, long modseq) {}

    private final ImapFixture server;
    private final MailboxId mailbox;
    private final NavigableMap<Long, State> now = new TreeMap<>();
    private final NavigableMap<Long, NavigableMap<Long, Set<String>>> history = new TreeMap<>();
    private final NavigableMap<Long, Long> removed = new TreeMap<>();
    private long modseq;

    MailboxTruth(ImapFixture server, MailboxId mailbox) {
        this.server = server;
        this.mailbox = mailbox;
        refresh();
    }

    void refresh() {
        var view = server.store().messages().view(server.alice(), mailbox);
        var before = new TreeMap<>(now);
        now.clear();
        for (var index = 0; index < view.size(); index++) {
            var flags = new HashSet<>(view.keywords(index));
            for (var name : new String[] {"\\Seen", "\\Answered", "\\Flagged", "\\Deleted", "\\Draft"}) {
                if ((view.flags(index) & MessageFlags.bit(name)) != 0) {
                    flags.add(name);
                }
            }
            var state = new State(Set.copyOf(flags), view.modseq(index));
            now.put(view.uid(index), state);
            history.computeIfAbsent(view.uid(index), uid -> new TreeMap<>()).put(state.modseq, state.flags);
        }
        assertThat(view.modseq()).isGreaterThanOrEqualTo(modseq);
        modseq = view.modseq();
        for (var uid : before.keySet()) {
            if (!now.containsKey(uid)) {
                removed.put(uid, modseq);
            }
        }
    }

    NavigableMap<Long, State> now() {
        return now;
    }

    long modseq() {
        return modseq;
    }

    long highestUid() {
        return history.isEmpty() ? 0 : history.lastKey();
    }

    Set<Long> removed() {
        return removed.keySet();
    }

    SortedSet<Long> removedSince(long since) {
        var uids = new TreeSet<Long>();
        removed.forEach((uid, at) -> {
            if (at > since) {
                uids.add(uid);
            }
        });
        return uids;
    }

    /** Whether the message was like this at some moment, with this change number when one is given. */
    boolean wasEver(long uid, Set<String> flags, long at) {
        var states = history.getOrDefault(uid, new TreeMap<>());
        return at == 0 ? states.containsValue(flags) : flags.equals(states.get(at));
    }

    static Set<String> after(Set<String> flags, String mode, Set<String> change) {
        var result = new HashSet<>(mode.isEmpty() ? Set.of() : flags);
        if (mode.equals("-")) {
            result.removeAll(change);
        } else {
            result.addAll(change);
        }
        return result;
    }
}
