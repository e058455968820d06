package org.kantor.webmail.mail;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxId;

/**
 * Messages of one folder that something is to be done with.
 *
 * @param uids ascending
 */
record Picked(Mailbox folder, long[] uids) {

    /** Places by their folders, without those whose folder is not known. */
    static List<Picked> of(Collection<Place> places, Function<MailboxId, @Nullable Mailbox> folders) {
        var uids = new LinkedHashMap<MailboxId, TreeSet<Long>>();
        for (var place : places) {
            uids.computeIfAbsent(place.mailbox(), id -> new TreeSet<>()).add(place.uid());
        }
        var picked = new ArrayList<Picked>();
        uids.forEach((id, some) -> {
            var folder = folders.apply(id);
            if (folder != null) {
                picked.add(new Picked(
                        folder, some.stream().mapToLong(Long::longValue).toArray()));
            }
        });
        return picked;
    }

    static int count(List<Picked> all) {
        return all.stream().mapToInt(each -> each.uids.length).sum();
    }
}
