package org.kantor.groupware.task.internal;

import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kantor.bean.Service;
import org.kantor.change.Actor;
import org.kantor.change.ChangeStream;
import org.kantor.groupware.Hue;
import org.kantor.groupware.calendar.Calendar;
import org.kantor.groupware.calendar.Calendars;
import org.kantor.groupware.calendar.EventRef;
import org.kantor.groupware.content.Component;
import org.kantor.groupware.content.ContentReader;
import org.kantor.groupware.content.ContentWriter;
import org.kantor.groupware.ical.InvalidCalendar;
import org.kantor.groupware.resource.CollectionId;
import org.kantor.groupware.resource.Content;
import org.kantor.groupware.resource.Precondition;
import org.kantor.groupware.resource.Resource;
import org.kantor.groupware.resource.Resources.Place;
import org.kantor.groupware.resource.internal.ResourceSql;
import org.kantor.groupware.task.Moment;
import org.kantor.groupware.task.Task;
import org.kantor.groupware.task.TaskDraft;
import org.kantor.groupware.task.TaskList;
import org.kantor.groupware.task.TaskRef;
import org.kantor.groupware.task.Tasks;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.tx.Jdbc;
import org.kantor.tx.Transactions;

/** Tasks in the calendars of the database. Safe from any thread. */
@Service
public final class StoredTasks implements Tasks {

    private static final String TASK = "VTODO";

    /** The path of the list that an account has from the start, unless something else is there. */
    private static final String FIRST = "tasks";

    private final Calendars calendars;
    private final TaskSql sql;
    private final ChangeStream changes;
    private final Transactions transactions;
    private final Clock clock;

    @Inject
    public StoredTasks(Calendars calendars, Jdbc jdbc, ChangeStream changes, Transactions transactions, Clock clock) {
        this.calendars = calendars;
        this.sql = new TaskSql(new ResourceSql(jdbc));
        this.changes = changes;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Overview overview(AccountId account, String first, Instant doneSince, ZoneId zone) {
        return transactions.call(
                () -> new Overview(lists(account, first), tasks(sql.open(account, doneSince, MOST), zone)));
    }

    @Override
    public List<TaskList> lists(AccountId account, String first) {
        return transactions.call(() -> {
            var lists = lists(account);
            if (lists.stream().noneMatch(TaskList::alone)) {
                ensure(account, first);
                lists = lists(account);
            }
            return lists;
        });
    }

    private List<TaskList> lists(AccountId account) {
        var all = calendars.list(account);
        var used = sql.calendars(account);
        return all.stream()
                .filter(calendar -> alone(calendar) || used.contains(calendar.id()))
                .map(StoredTasks::list)
                .toList();
    }

    private static boolean alone(Calendar calendar) {
        return calendar.components().equals(Set.of(TASK));
    }

    private static TaskList list(Calendar calendar) {
        return new TaskList(calendar.id(), calendar.displayName(), calendar.hue(), alone(calendar));
    }

    /** The account's lock comes first, so that two pages make one list. */
    private void ensure(AccountId account, String name) {
        changes.next(account);
        var all = calendars.list(account);
        if (all.stream().anyMatch(StoredTasks::alone)) {
            return;
        }
        var taken = all.stream().anyMatch(calendar -> calendar.name().equals(FIRST));
        var draft = new Calendar.Draft(taken ? null : FIRST, Set.of(TASK), Calendar.Edit.named(name));
        calendars.create(account, draft, new Actor("system", "", null));
    }

    private static List<Task> tasks(List<Content> contents, ZoneId zone) {
        var tasks = new ArrayList<Task>();
        for (var content : contents) {
            try {
                tasks.add(TaskObject.of(content, zone).task(content.resource()));
            } catch (InvalidCalendar e) {
                // It was valid in the zone it was stored in; what cannot be placed in this one is not shown.
                continue;
            }
        }
        return tasks;
    }

    @Override
    public List<Task> done(AccountId account, int most, ZoneId zone) {
        return tasks(transactions.call(() -> sql.done(account, most)), zone);
    }

    @Override
    public Optional<Task> task(AccountId account, TaskRef ref, ZoneId zone) {
        return object(account, ref)
                .flatMap(content -> tasks(List.of(content), zone).stream().findFirst());
    }

    /** A number that is an event's is no task. */
    @Override
    public Optional<Content> object(AccountId account, TaskRef ref) {
        return calendars
                .object(account, new EventRef(ref.list(), ref.object(), ""))
                .filter(content ->
                        !ContentReader.read(content.octets()).components(TASK).isEmpty());
    }

    @Override
    public TaskRef create(AccountId account, TaskDraft draft, ZoneId zone, Actor actor) {
        var made = TaskEditor.create(draft, zone, clock.instant());
        var put = calendars.put(
                account,
                draft.list(),
                made.components(TASK).getFirst().value("UID") + ".ics",
                ContentWriter.octets(made),
                Precondition.ABSENT,
                actor);
        return new TaskRef(draft.list(), put.resource().id());
    }

    @Override
    public TaskRef update(AccountId account, TaskRef ref, TaskDraft draft, ZoneId zone, Actor actor) {
        return transactions.call(() -> {
            var content = mustFind(account, ref);
            var editor = new TaskEditor(TaskObject.of(content, zone), zone, clock.instant());
            var resource = replace(account, content.resource(), editor.update(content.resource(), draft), actor);
            if (!draft.list().equals(ref.list())) {
                resource = calendars
                        .move(
                                account,
                                new Place(ref.list(), resource.name()),
                                new Place(draft.list(), resource.name()),
                                false,
                                actor)
                        .resource();
            }
            return new TaskRef(draft.list(), resource.id());
        });
    }

    @Override
    public Optional<Moment> complete(AccountId account, TaskRef ref, ZoneId zone, Actor actor) {
        return transactions.call(() -> {
            var content = mustFind(account, ref);
            var editor = new TaskEditor(TaskObject.of(content, zone), zone, clock.instant());
            var changed = editor.complete();
            var resource = replace(account, content.resource(), changed, actor);
            var after = TaskObject.of(changed, zone).task(resource);
            return after.done().isPresent()
                    ? Optional.empty()
                    : Optional.ofNullable(after.due()).or(() -> Optional.ofNullable(after.start()));
        });
    }

    @Override
    public void reopen(AccountId account, TaskRef ref, ZoneId zone, Actor actor) {
        transactions.run(() -> {
            var content = mustFind(account, ref);
            var editor = new TaskEditor(TaskObject.of(content, zone), zone, clock.instant());
            replace(account, content.resource(), editor.reopen(), actor);
        });
    }

    @Override
    public void delete(AccountId account, TaskRef ref, Actor actor) {
        transactions.run(() -> {
            var old = mustFind(account, ref).resource();
            calendars.delete(account, ref.list(), old.name(), Precondition.NONE, actor);
        });
    }

    private Resource replace(AccountId account, Resource old, Component edited, Actor actor) {
        return calendars.replace(account, old, ContentWriter.octets(edited), actor);
    }

    @Override
    public TaskList createList(AccountId account, String name, Hue hue, Actor actor) {
        return list(
                calendars.create(account, new Calendar.Draft(null, Set.of(TASK), Calendar.Edit.of(name, hue)), actor));
    }

    @Override
    public void changeList(AccountId account, CollectionId list, String name, Hue hue, Actor actor) {
        calendars.change(account, list, Calendar.Edit.of(name, hue), actor);
    }

    @Override
    public void deleteList(AccountId account, CollectionId list, Actor actor) {
        transactions.run(() -> {
            changes.next(account);
            var alone = calendars.list(account).stream()
                    .filter(StoredTasks::alone)
                    .map(Calendar::id)
                    .toList();
            if (!alone.contains(list)) {
                throw new Refused(Refused.Code.CANNOT, "Only a list that holds nothing but tasks can be deleted.");
            }
            if (alone.size() == 1) {
                throw new Refused(Refused.Code.CANNOT, "The last list cannot be deleted.");
            }
            calendars.delete(account, list, actor);
        });
    }
}
