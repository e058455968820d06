package org.kantor.webmail.tasks;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kantor.change.Collection;
import org.kantor.groupware.Hue;
import org.kantor.groupware.calendar.Calendars;
import org.kantor.groupware.resource.CollectionId;
import org.kantor.groupware.task.Moment;
import org.kantor.groupware.task.Priority;
import org.kantor.groupware.task.Reminder;
import org.kantor.groupware.task.Task;
import org.kantor.groupware.task.TaskDraft;
import org.kantor.groupware.task.TaskList;
import org.kantor.groupware.task.TaskRef;
import org.kantor.groupware.task.Tasks;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.Conversations;
import org.kantor.mail.store.Conversations.Member;
import org.kantor.mail.store.DueDates;
import org.kantor.settings.Settings;
import org.kantor.webmail.calendar.CalendarWords;
import org.kantor.webmail.mail.Dates;
import org.kantor.webmail.session.SignedIn;
import org.kantor.webmail.shell.Ask;
import org.kantor.webmail.shell.HueForm;
import org.kantor.webmail.shell.KeptForm;
import org.kantor.webmail.shell.LiveChanges;
import org.kantor.webmail.shell.Page;
import org.kantor.webmail.shell.Shell;
import org.kantor.webmail.shell.SidePanel;
import org.kantor.webmail.shell.Toasts;
import org.kantor.webmail.tasks.TaskActions.Done;

/** Tasks: what is due today ({@code tasks}), in a week, all, done, or a list ({@code tasks/list/7}), and one task in a drawer. A look is four queries. */
@Route(value = "tasks/:view?(week|all|done|list)/:list?([0-9]{1,18})", layout = Shell.class)
public class TasksView extends Div
        implements BeforeEnterObserver,
                SidePanel,
                HasDynamicTitle,
                TaskRows.Acts,
                TaskDrawer.Acts,
                TaskSaving.Host,
                TasksPanel.Acts {

    private static final long serialVersionUID = 1;

    /** Characters of a list's name. */
    private static final int LONGEST_LIST = 200;

    static final String VIEW = "view";
    static final String LIST = "list";

    /** So many of those that are done are shown. */
    private static final int MOST_DONE = 200;

    private static final int WEEK = 7;

    private final transient Tasks tasks;
    private final transient Conversations conversations;
    private final transient DueDates dueDates;
    private final transient SignedIn signedIn;
    private final transient AccountId account;
    private final transient TaskActions actions;
    private final transient Settings settings;
    private final transient Clock clock;
    private final Toasts toasts;
    private final TasksPanel panel;
    private final H1 heading = new H1();
    private final Span date = new Span();
    private final OrderChoice choice;
    private final TaskEntry entry;
    private final TaskRows rows;
    private final TaskDrawer drawer;
    private final transient TaskSaving saving;
    private transient ZoneId zone = ZoneOffset.UTC;
    private transient Shown shown = new Shown.Today();
    private transient List<TaskList> lists = List.of();
    private transient @Nullable TaskRef open;

    @Inject
    public TasksView(
            Tasks tasks,
            Calendars calendars,
            Conversations conversations,
            DueDates dueDates,
            Settings settings,
            SignedIn signedIn,
            LiveChanges live,
            Toasts toasts,
            Clock clock) {
        this.tasks = tasks;
        this.conversations = conversations;
        this.dueDates = dueDates;
        this.settings = settings;
        this.signedIn = signedIn;
        this.toasts = toasts;
        this.clock = clock;
        account = signedIn.account().id();
        actions = new TaskActions(tasks, calendars, account, signedIn.actor());
        addClassName("tasks");
        panel = new TasksPanel(this);
        entry = new TaskEntry(this::read, this::typed);
        rows = new TaskRows(this);
        drawer = new TaskDrawer(this, account);
        saving = new TaskSaving(actions, drawer, toasts, this);
        heading.getElement().setAttribute("dir", "auto");
        heading.addClassName("trunc");
        date.addClassName("muted");
        var gap = new Span();
        gap.addClassName("grow");
        choice = new OrderChoice(this::sort);
        var head = new Div(heading, date, gap, choice);
        head.addClassName("phead");
        var body = new Div(entry, rows);
        body.addClassNames("pbody", "tbody");
        var surface = new Div(head, body);
        surface.addClassNames("v", "grow", "tlist");
        add(surface, drawer, new KeptForm.Opener(account, Map.of(TaskDrawer.KIND, saving::restore)));
        live.watch(this, account, this::changed);
        getElement().addEventListener("k-day", event -> refresh());
    }

    @Override
    public Component sidePanel() {
        return panel;
    }

    @Override
    public String getPageTitle() {
        return Page.title(title());
    }

    private String title() {
        return switch (shown) {
            case Shown.Today() -> getTranslation("day.today");
            case Shown.Week() -> getTranslation("tasks.week");
            case Shown.All() -> getTranslation("tasks.all");
            case Shown.Done() -> getTranslation("tasks.done");
            case Shown.OfList(var list) -> list(list).map(TaskList::name).orElse("");
        };
    }

    private Optional<TaskList> list(CollectionId id) {
        return lists.stream().filter(list -> list.id().equals(id)).findFirst();
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        zone = Dates.zone(event.getUI());
        var parameters = event.getRouteParameters();
        shown = Shown.of(
                parameters.get(VIEW).orElse(""), parameters.getLong(LIST).orElse(0L));
        open = null;
        drawer.close();
        refresh();
        if (shown instanceof Shown.OfList(var list) && list(list).isEmpty()) {
            event.forwardTo(TasksView.class);
        }
    }

    private void sort(TaskOrder order) {
        settings.set("web", account, TaskOrder.CHOSEN, order);
        refresh();
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), zone);
    }

    @Override
    public LocalDate today() {
        return now().toLocalDate();
    }

    @Override
    public void refresh() {
        var times = new TaskTimes(now(), getLocale(), this::getTranslation);
        var midnight = times.today().atStartOfDay(zone).toInstant();
        var look = tasks.overview(account, getTranslation("tasks.list.first"), midnight, zone);
        lists = look.lists();
        heading.setText(title());
        date.setText(times.heading());
        panel.show(lists, counts(look.tasks(), times.today()), shown);
        var wanted = shown instanceof Shown.Done
                ? tasks.done(account, MOST_DONE, zone)
                : look.tasks().stream()
                        .filter(task -> shows(task, times.today()))
                        .toList();
        var byId = lists.stream().collect(Collectors.toMap(TaskList::id, list -> list));
        if (open != null) {
            showDrawer();
        }
        // what is done stands as it was done
        choice.setVisible(!(shown instanceof Shown.Done));
        var order = settings.get(account, TaskOrder.CHOSEN);
        choice.show(order);
        rows.show(wanted, shown, order, byId, times, zone, open, getTranslation(none()));
        getElement().setAttribute("data-day", times.today().toString());
    }

    private String none() {
        return switch (shown) {
            case Shown.Today() -> "tasks.none.today";
            case Shown.Done() -> "tasks.none.done";
            default -> "tasks.none";
        };
    }

    /** What was done today is shown where it was to be done. */
    private boolean shows(Task task, LocalDate today) {
        return switch (shown) {
            case Shown.Today() -> task.done().isPresent() || until(task, today, 1);
            case Shown.Week() -> task.done().isPresent() || until(task, today, WEEK);
            case Shown.All() -> task.done().isEmpty();
            case Shown.Done() -> task.done().isPresent();
            case Shown.OfList(var list) -> task.ref().list().equals(list);
        };
    }

    private static boolean until(Task task, LocalDate today, int days) {
        var due = task.due();
        return due != null && due.date().isBefore(today.plusDays(days));
    }

    private TasksPanel.Counts counts(List<Task> all, LocalDate today) {
        var opened = all.stream().filter(task -> task.done().isEmpty()).toList();
        var byList = new HashMap<CollectionId, Integer>();
        opened.forEach(task -> byList.merge(task.ref().list(), 1, Integer::sum));
        return new TasksPanel.Counts(
                (int) opened.stream().filter(task -> until(task, today, 1)).count(),
                (int) opened.stream().filter(task -> until(task, today, WEEK)).count(),
                opened.size(),
                dueDates.list(account).size(),
                Map.copyOf(byList));
    }

    private void changed(Set<Collection> collections) {
        if (collections.stream().anyMatch(collection -> collection.kind() == Collection.Kind.CALENDAR)) {
            refresh();
            if (shown instanceof Shown.OfList(var list) && list(list).isEmpty()) {
                go(new Shown.Today());
            }
        }
    }

    private void go(Shown where) {
        getUI().ifPresent(ui -> ui.navigate(TasksView.class, new RouteParameters(where.parameters())));
    }

    // ---- a new task ----

    private TaskEntry.Understood read(String text) {
        var typed = TypedTaskReader.read(
                text, now(), lists.stream().map(TaskList::name).toList());
        var times = new TaskTimes(now(), getLocale(), this::getTranslation);
        var words = Stream.of(
                        typed.due() == null ? "" : times.words(typed.due()),
                        typed.recurrence().isEmpty()
                                ? ""
                                : CalendarWords.repetition(typed.recurrence(), getLocale(), this),
                        typed.list() < 0 ? "" : lists.get(typed.list()).name())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
        return new TaskEntry.Understood(typed, words);
    }

    /** Without a list it lies in the one that is shown, else in the first; without a date it is due today where that is looked at. */
    private void typed(String text) {
        var typed = read(text).task();
        if (typed.title().isEmpty() || lists.isEmpty()) {
            return;
        }
        var list = typed.list() >= 0
                ? lists.get(typed.list())
                : shown instanceof Shown.OfList(var id) ? list(id).orElse(lists.getFirst()) : TaskList.first(lists);
        var due = typed.due() == null && shown instanceof Shown.Today ? Moment.of(today()) : typed.due();
        var draft = new TaskDraft(
                list.id(),
                typed.title(),
                "",
                due,
                null,
                Priority.NONE,
                typed.recurrence(),
                Reminder.NONE,
                Optional.empty());
        if (!act(() -> actions.create(draft, zone), "check", done -> getTranslation("tasks.added", list.name()))) {
            entry.giveBack(text);
        }
    }

    // ---- what is done with one ----

    /** Does something that can be taken back; answers whether it was done. */
    private boolean act(Supplier<Done> action, String icon, Function<Done, String> told) {
        try {
            var done = action.get();
            toasts.undoable(icon, told.apply(done), done.undo(), this::refresh);
            refresh();
            return true;
        } catch (Refused e) {
            toasts.refused(e);
            refresh();
            return false;
        }
    }

    @Override
    public Optional<TaskRef> opened() {
        return Optional.ofNullable(open);
    }

    @Override
    public void open(TaskRef ref) {
        open = ref;
        refresh();
    }

    @Override
    public TaskList firstList() {
        return TaskList.first(lists);
    }

    @Override
    public ZoneId zone() {
        return zone;
    }

    private void showDrawer() {
        var ref = open;
        var task = ref == null ? Optional.<Task>empty() : tasks.task(account, ref, zone);
        if (task.isEmpty()) {
            open = null;
            drawer.gone();
            return;
        }
        drawer.show(task.get(), lists, message(task.get()).map(this::from));
    }

    private Optional<Member> message(Task task) {
        return task.origin().flatMap(origin -> conversations.named(account, origin.messageId()));
    }

    private TaskDrawer.From from(Member member) {
        var name = member.fromName().isBlank() ? member.sender() : member.fromName();
        var when = getUI().map(ui -> Dates.of(clock, ui).withTime(member.internalDate()));
        return new TaskDrawer.From(name, member.sender(), when.orElse(""));
    }

    @Override
    public void done(TaskRef ref, boolean done) {
        if (done) {
            act(() -> actions.complete(ref, zone), "check", after -> {
                var next = after.next();
                return next == null
                        ? getTranslation("tasks.completed")
                        : getTranslation(
                                "tasks.moved", new TaskTimes(now(), getLocale(), this::getTranslation).words(next));
            });
        } else {
            act(() -> actions.reopen(ref, zone), "undo-2", after -> getTranslation("tasks.reopened"));
        }
    }

    @Override
    public void delete(TaskRef ref) {
        if (ref.equals(open)) {
            close();
        }
        act(() -> actions.delete(ref), "trash-2", after -> getTranslation("tasks.deleted"));
    }

    @Override
    public void message(TaskRef ref) {
        tasks.task(account, ref, zone)
                .flatMap(this::message)
                .ifPresentOrElse(
                        member -> getUI().ifPresent(ui -> ui.navigate("mail/" + member.mailbox() + "/" + member.uid())),
                        () -> toasts.failed(getTranslation("tasks.from.gone")));
    }

    @Override
    public boolean save(TaskRef ref, TaskDraft draft) {
        return saving.save(ref, draft);
    }

    @Override
    public void close() {
        open = null;
        drawer.close();
        refresh();
    }

    // ---- lists ----

    @Override
    public void createList() {
        var used = lists.stream().map(TaskList::hue).collect(Collectors.toSet());
        var free = Arrays.stream(Hue.values())
                .filter(hue -> !used.contains(hue))
                .findFirst()
                .orElse(Hue.BLUE);
        panel.add(listForm(
                "tasks.list.new",
                "tasks.list.create",
                "",
                free,
                (name, hue) -> go(new Shown.OfList(tasks.createList(account, name.strip(), hue, signedIn.actor())
                        .id()))));
    }

    @Override
    public void editList(TaskList list) {
        panel.add(listForm("tasks.list.edit", "cal.save", list.name(), list.hue(), (name, hue) -> {
            tasks.changeList(account, list.id(), name.strip(), hue, signedIn.actor());
            refresh();
        }));
    }

    private HueForm<Hue> listForm(String title, String verb, String before, Hue hue, HueForm.Save<Hue> save) {
        return new HueForm<>(
                getTranslation(title),
                getTranslation(verb),
                getTranslation("tasks.list.missing"),
                before,
                LONGEST_LIST,
                hue,
                save);
    }

    @Override
    public void deleteList(TaskList list) {
        Ask.about(
                panel,
                getTranslation("tasks.list.delete.title", list.name()),
                getTranslation("tasks.list.delete.text"),
                getTranslation("tasks.list.delete"),
                () -> {
                    try {
                        tasks.deleteList(account, list.id(), signedIn.actor());
                    } catch (Refused e) {
                        toasts.refused(e);
                    }
                    if (shown.equals(new Shown.OfList(list.id()))) {
                        go(new Shown.Today());
                    } else {
                        refresh();
                    }
                });
    }
}
