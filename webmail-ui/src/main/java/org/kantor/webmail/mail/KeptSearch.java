package org.kantor.webmail.mail;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kantor.mail.search.MailSearch.Found;
import org.kantor.mail.search.query.Query;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxId;

/**
 * What a search has found, until messages have come or gone, folders are others, or the search asks for what messages are and that may have changed: that a hit is read by being opened does
 * not search all mail again. What was not complete is searched again each time. Belongs to the UI's lock.
 */
final class KeptSearch implements Supplier<Found> {

    private final FoldersNow now;
    private final boolean asksForStates;
    private final Supplier<Found> search;
    private @Nullable State at;
    private @Nullable Found found;

    /** What the answer depends on. @param places of each folder the next UID and how many messages there are, and its last change if that counts */
    private record State(List<Mailbox> folders, Map<MailboxId, List<Long>> places) {}

    KeptSearch(FoldersNow now, Query query, Supplier<Found> search) {
        this.now = now;
        asksForStates = asksForStates(query);
        this.search = search;
    }

    @Override
    public Found get() {
        var state = state();
        var kept = found;
        if (kept != null && kept.complete() && state.equals(at)) {
            return kept;
        }
        var fresh = search.get();
        found = fresh;
        at = state;
        return fresh;
    }

    private State state() {
        var statuses = now.statuses();
        return new State(
                now.folders(),
                now.folders().stream()
                        .map(folder -> statuses.get(folder.id()))
                        .filter(status -> status != null)
                        .collect(Collectors.toMap(
                                status -> status.mailbox(),
                                status -> List.of(
                                        status.uidNext(),
                                        (long) status.messages(),
                                        asksForStates ? status.modseq() : 0L))));
    }

    private static boolean asksForStates(Query query) {
        return switch (query) {
            case Query.Is is -> true;
            case Query.Label label -> true;
            case Query.Not(var inner) -> asksForStates(inner);
            case Query.And(var all) -> all.stream().anyMatch(KeptSearch::asksForStates);
            case Query.Or(var all) -> all.stream().anyMatch(KeptSearch::asksForStates);
            default -> false;
        };
    }
}
