package org.kantor.webmail.mail;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.Conversations.Member;
import org.kantor.mail.store.DueDates;
import org.kantor.mail.store.Flags;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxView;
import org.kantor.mail.store.Messages;
import org.kantor.mail.store.Messages.Summary;
import org.kantor.mail.store.Snoozing;
import org.kantor.webmail.shell.Face;

/**
 * Makes rows of messages and conversations, the same in every list.
 *
 * @param reader sees until when the own messages are to be dealt with and when they come back; others' dates are theirs
 * @param threading null where messages stand for themselves
 */
record Lines(
        AccountId reader, Dates dates, @Nullable Threading threading, DueDates due, Snoozing snoozing, Clock clock) {

    /**
     * A message that a row stands for.
     *
     * @param key what stays the same when the conversation gets another newest message
     * @param summary null for one that is gone
     * @param members its conversation; empty where messages stand for themselves
     * @param here which of them belong to the list
     * @param until when it comes back, if it does
     */
    record Subject(
            Mailbox folder,
            MailboxView view,
            int index,
            long key,
            @Nullable Summary summary,
            List<Member> members,
            Predicate<Member> here,
            @Nullable Instant until) {

        Instant arrived() {
            return Instant.ofEpochMilli(view.internalDate(index));
        }

        Place place() {
            return new Place(folder.id(), view.uid(index));
        }

        private List<Member> ours() {
            return members.stream().filter(here).toList();
        }

        /** The messages of the row that are to be dealt with. */
        private LongStream waiting() {
            return LongStream.concat(
                    DueDates.waits(view.keywords(index)) ? LongStream.of(view.message(index)) : LongStream.empty(),
                    ours().stream()
                            .filter(member -> DueDates.waits(member.keywords()))
                            .mapToLong(Member::message));
        }
    }

    /** What rows show of messages, by their numbers: one query. Those that are gone are left out. */
    static Map<Long, Summary> summaries(Messages messages, AccountId account, long[] numbers) {
        return messages.summaries(account, numbers).stream()
                .collect(Collectors.toMap(Summary::message, summary -> summary, (one, same) -> one));
    }

    /** When the messages of the rows are to be dealt with: one query, and none when no message waits for that. */
    Map<Long, Instant> due(AccountId account, List<Subject> subjects) {
        if (!account.equals(reader)) {
            return Map.of();
        }
        var waiting =
                subjects.stream().flatMapToLong(Subject::waiting).distinct().toArray();
        return waiting.length == 0 ? Map.of() : due.of(account, waiting);
    }

    /** When the messages of a folder come back, by their UIDs: one query, and none where they do not wait for that. */
    Map<Long, Instant> until(Mailbox folder) {
        return folder.account().equals(reader) && Folders.isSnoozed(folder)
                ? snoozing.until(reader, folder.id())
                : Map.of();
    }

    /**
     * @param waiting when messages are to be dealt with
     * @param group the heading above it, if the row before has another
     * @param folder what its folder is called; empty where that is plain
     */
    Row row(Subject of, Map<Long, Instant> waiting, @Nullable String group, String folder) {
        var summary = of.summary();
        var members = of.members();
        var outgoing = Folders.outgoing(of.folder());
        var flags = of.view().flags(of.index());
        var here = of.ours();
        var others = threading == null
                ? List.<Member>of()
                : members.stream().filter(Predicate.not(threading::isMine)).toList();
        // in a folder of what one has sent, whom it went to; in lists of several folders only where nobody else writes
        var own = others.isEmpty() || outgoing && folder.isEmpty();
        var people = summary == null
                ? ""
                : outgoing && own
                        ? summary.to()
                        : threading == null || members.isEmpty() ? summary.fromName() : threading.people(members);
        var key = summary == null ? "" : !own ? others.getLast().sender() : outgoing ? people : summary.sender();
        var face = own ? people : others.getLast().fromName();
        var keywords = new TreeSet<>(of.view().keywords(of.index()));
        here.forEach(member -> keywords.addAll(member.keywords()));
        var until = of.until();
        var back = until == null ? "" : dates.soon(until);
        // in lists of several folders that is a sign beside the time, as they are in the order in which messages came
        var time = until == null || !folder.isEmpty() ? of.arrived() : until;
        var first = of.waiting().mapToObj(waiting::get).filter(Objects::nonNull).min(Comparator.naturalOrder());
        return new Row(
                of.place(),
                of.view().message(of.index()),
                of.key(),
                people,
                members.size(),
                Face.initials(face),
                Face.hue(key.isEmpty() ? people : key),
                summary == null ? "" : summary.subject(),
                summary == null ? "" : summary.preview(),
                // what is scheduled has the time at which it leaves
                time.isAfter(clock.instant()) ? dates.soon(time) : dates.brief(time),
                dates.full(time),
                (flags & Flags.SEEN) == 0 || here.stream().anyMatch(member -> (member.flags() & Flags.SEEN) == 0),
                (flags & Flags.FLAGGED) != 0 || here.stream().anyMatch(member -> (member.flags() & Flags.FLAGGED) != 0),
                (flags & Flags.ANSWERED) != 0,
                summary != null && summary.attachments() || members.stream().anyMatch(Member::attachments),
                members.stream().anyMatch(Member::muted),
                first.map(dates::soon).orElse(""),
                first.filter(moment -> !moment.isAfter(clock.instant())).isPresent(),
                folder.isEmpty() ? "" : back,
                keywords,
                group,
                folder);
    }
}
