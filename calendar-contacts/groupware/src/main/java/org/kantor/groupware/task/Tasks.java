package org.kantor.groupware.task;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.kantor.change.Actor;
import org.kantor.groupware.Hue;
import org.kantor.groupware.resource.CollectionId;
import org.kantor.groupware.resource.Content;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;

/**
 * An account's tasks. They lie in its calendars, where CalDAV clients have them too; changes are told of as those of calendars are. What a form does not know of a
 * task stays as it is written. Every method that names a task which is gone refuses with {@code NOT_FOUND}, unless it answers with an Optional.
 */
public interface Tasks {

    /** So many open tasks are looked at, those that are due first. */
    int MOST = 5_000;

    /**
     * The lists by position and name. In two queries, once there is a list.
     *
     * @param first what the account's first list is called, which is made if it has none of its own
     */
    List<TaskList> lists(AccountId account, String first);

    /**
     * The lists by position and name, and every open task and those done since a time, in no order. In three queries, once there is a list.
     *
     * @param first what the account's first list is called, which is made if it has none of its own
     */
    Overview overview(AccountId account, String first, Instant doneSince, ZoneId zone);

    /** @param tasks at most {@link #MOST} */
    record Overview(List<TaskList> lists, List<Task> tasks) {}

    /** What was done last, the last first. */
    List<Task> done(AccountId account, int most, ZoneId zone);

    /** Empty if it is gone. */
    Optional<Task> task(AccountId account, TaskRef ref, ZoneId zone);

    /** The object as it is stored; empty if it is gone. */
    Optional<Content> object(AccountId account, TaskRef ref);

    /** The same; refused with {@code NOT_FOUND} if it is gone. */
    default Content mustFind(AccountId account, TaskRef ref) {
        return object(account, ref)
                .orElseThrow(() -> new Refused(Refused.Code.NOT_FOUND, "The task does not exist any more."));
    }

    TaskRef create(AccountId account, TaskDraft draft, ZoneId zone, Actor actor);

    /** Changes what differs. Of a task that repeats the whole series is meant. @return where it is now */
    TaskRef update(AccountId account, TaskRef ref, TaskDraft draft, ZoneId zone, Actor actor);

    /**
     * Done: one that repeats moves on to its next occurrence that is not in the past, any other one is done.
     *
     * @return when it is due next; empty if it is done for good
     */
    Optional<Moment> complete(AccountId account, TaskRef ref, ZoneId zone, Actor actor);

    /** Open again. */
    void reopen(AccountId account, TaskRef ref, ZoneId zone, Actor actor);

    void delete(AccountId account, TaskRef ref, Actor actor);

    /** @throws org.kantor.kernel.Refused BAD_VALUE for an empty name, LIMIT if there are too many */
    TaskList createList(AccountId account, String name, Hue hue, Actor actor);

    void changeList(AccountId account, CollectionId list, String name, Hue hue, Actor actor);

    /** Deletes a list and all in it; not a calendar of events, nor the last list of tasks only ({@code CANNOT}). */
    void deleteList(AccountId account, CollectionId list, Actor actor);
}
