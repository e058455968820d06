package org.kantor.webmail.mail;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.MailboxView;
import org.kantor.mail.store.Messages;

/** Some folders at one moment, each with the store's shared view. */
final class Views {

    static final Views NONE = new Views(Map.of());

    /** A folder and what lies in it. */
    record In(Mailbox folder, MailboxView view) {}

    private final Map<MailboxId, In> all;

    private Views(Map<MailboxId, In> all) {
        this.all = all;
    }

    /** The folders' views as new as their counters: no query for those that this node knows so far. */
    static Views of(Messages messages, FoldersNow now, Predicate<Mailbox> wanted) {
        var all = new LinkedHashMap<MailboxId, In>();
        var statuses = now.statuses();
        for (var folder : now.folders()) {
            if (wanted.test(folder)) {
                var status = statuses.get(folder.id());
                var view = status == null
                        ? messages.view(folder.account(), folder.id())
                        : messages.view(folder.account(), folder.id(), status.modseq());
                all.put(folder.id(), new In(folder, view));
            }
        }
        return new Views(all);
    }

    Collection<In> all() {
        return all.values();
    }

    @Nullable
    In in(MailboxId folder) {
        return all.get(folder);
    }

    @Nullable
    Mailbox folder(MailboxId id) {
        var in = all.get(id);
        return in == null ? null : in.folder();
    }

    /** Whether nothing has changed since the other moment. */
    boolean same(Views other) {
        return all.equals(other.all);
    }

    /** The index of a message in its folder's view, or -1. */
    int index(Place place) {
        var in = all.get(place.mailbox());
        return in == null ? -1 : Math.max(-1, in.view().indexOf(place.uid()));
    }

    /** 0 for a message that is not there. */
    long message(Place place) {
        var in = all.get(place.mailbox());
        var index = index(place);
        return in == null || index < 0 ? 0 : in.view().message(index);
    }

    int flags(Place place) {
        var in = all.get(place.mailbox());
        var index = index(place);
        return in == null || index < 0 ? 0 : in.view().flags(index);
    }

    Instant arrived(Place place) {
        var in = all.get(place.mailbox());
        var index = index(place);
        return Instant.ofEpochMilli(in == null || index < 0 ? 0 : in.view().internalDate(index));
    }
}
