package org.kantor.webmail.tasks;

import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kantor.change.Actor;
import org.kantor.groupware.calendar.Calendars;
import org.kantor.groupware.resource.Content;
import org.kantor.groupware.resource.Precondition;
import org.kantor.groupware.resource.Resource;
import org.kantor.groupware.task.Moment;
import org.kantor.groupware.task.TaskDraft;
import org.kantor.groupware.task.TaskRef;
import org.kantor.groupware.task.Tasks;
import org.kantor.kernel.AccountId;
import org.kantor.webmail.calendar.WayBack;

/** What a person does with tasks. Each answers with the way back, see {@link WayBack}. */
final class TaskActions {

    private final Tasks tasks;
    private final Calendars calendars;
    private final AccountId account;
    private final Actor actor;

    TaskActions(Tasks tasks, Calendars calendars, AccountId account, Actor actor) {
        this.tasks = tasks;
        this.calendars = calendars;
        this.account = account;
        this.actor = actor;
    }

    /** @param next when it is due next, if it moved on */
    record Done(TaskRef ref, @Nullable Moment next, Runnable undo) {}

    boolean exists(TaskRef ref) {
        return tasks.object(account, ref).isPresent();
    }

    Done create(TaskDraft draft, ZoneId zone) {
        var ref = tasks.create(account, draft, zone, actor);
        var made = tasks.mustFind(account, ref).resource();
        var unchanged = new Precondition.Matches(Set.of(made.etag()));
        return new Done(ref, null, () -> calendars.delete(account, ref.list(), made.name(), unchanged, actor));
    }

    Done complete(TaskRef ref, ZoneId zone) {
        var before = tasks.mustFind(account, ref);
        Optional<Moment> next = tasks.complete(account, ref, zone, actor);
        return new Done(ref, next.orElse(null), back(before, ref));
    }

    Done reopen(TaskRef ref, ZoneId zone) {
        var before = tasks.mustFind(account, ref);
        tasks.reopen(account, ref, zone, actor);
        return new Done(ref, null, back(before, ref));
    }

    /**
     * What the fields of a form did to a task, one after the other.
     *
     * @param before the task before the first
     * @param after the task after the last
     * @param further whether the former ones go on in them
     * @param undo takes all of them back
     */
    record Edits(TaskRef ref, Content before, Resource after, boolean further, Runnable undo) {}

    /** @param former what came before, which goes on if nothing else has changed the task since; null for nothing */
    Edits edit(TaskRef ref, TaskDraft draft, ZoneId zone, @Nullable Edits former) {
        var found = tasks.mustFind(account, ref);
        var begun = former != null
                        && former.ref().equals(ref)
                        && former.after().etag().equals(found.resource().etag())
                ? former.before()
                : null;
        var before = begun == null ? found : begun;
        var now = tasks.update(account, ref, draft, zone, actor);
        return new Edits(now, before, tasks.mustFind(account, now).resource(), begun != null, back(before, now));
    }

    /** Where the task of edits is that were taken back; empty if it is gone. */
    Optional<TaskRef> former(Edits edits) {
        var old = edits.before().resource();
        return calendars
                .get(account, old.collection(), old.name())
                .map(back -> new TaskRef(old.collection(), back.resource().id()));
    }

    Done delete(TaskRef ref) {
        var before = tasks.mustFind(account, ref);
        tasks.delete(account, ref, actor);
        return new Done(ref, null, back(before, ref));
    }

    private Runnable back(Content before, TaskRef now) {
        return WayBack.to(before, now.list(), calendars, account, actor);
    }
}
