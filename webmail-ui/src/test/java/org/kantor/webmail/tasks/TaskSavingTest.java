package org.kantor.webmail.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.AbstractField.ComponentValueChangeEvent;
import com.vaadin.flow.component.ClickEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.textfield.TextArea;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kantor.change.Actor;
import org.kantor.groupware.Hue;
import org.kantor.groupware.calendar.Calendars;
import org.kantor.groupware.resource.CollectionId;
import org.kantor.groupware.resource.Content;
import org.kantor.groupware.resource.Precondition;
import org.kantor.groupware.resource.Resource;
import org.kantor.groupware.task.Moment;
import org.kantor.groupware.task.Task;
import org.kantor.groupware.task.TaskDraft;
import org.kantor.groupware.task.TaskList;
import org.kantor.groupware.task.TaskRef;
import org.kantor.groupware.task.Tasks;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.webmail.fake.OpenUi;
import org.kantor.webmail.fake.Stand;
import org.kantor.webmail.shell.KeptForm;
import org.kantor.webmail.shell.Toasts;

/** What the drawer of a task saves, keeps and takes back, with tasks in memory. */
class TaskSavingTest {

    private static final AccountId ALICE = new AccountId(1);
    private static final TaskList LIST = new TaskList(new CollectionId(1), "Tasks", Hue.BLUE, true);
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);
    private static final String FULL = "The mailbox is full.";

    /** Tasks, whose octets are all that a form says of them. */
    public static final class Memory {
        private final Map<Long, TaskDraft> drafts = new HashMap<>();
        /** What octets there were, by etag. */
        private final Map<String, TaskDraft> written = new HashMap<>();

        private boolean full;

        private void remember() {
            drafts.forEach(
                    (object, draft) -> written.put(content(object).resource().etag(), draft));
        }

        private static TaskRef ref(long object) {
            return new TaskRef(LIST.id(), object);
        }

        private TaskDraft draft(long object) {
            return Objects.requireNonNull(drafts.get(object));
        }

        private Content content(long object) {
            var octets = draft(object).toString().getBytes(StandardCharsets.UTF_8);
            var etag = UUID.nameUUIDFromBytes(octets).toString();
            return new Content(
                    new Resource(object, LIST.id(), object + ".ics", etag, octets.length, 1, Instant.EPOCH), octets);
        }

        private void mustHold(Precondition unchanged, long object) {
            if (!unchanged.equals(
                    new Precondition.Matches(Set.of(content(object).resource().etag())))) {
                throw new Refused(Refused.Code.CONDITION, "Somebody has changed it.");
            }
        }

        private void mustHaveRoom() {
            if (full) {
                throw new Refused(Refused.Code.OVER_QUOTA, FULL);
            }
        }

        public Optional<Task> task(AccountId account, TaskRef ref, ZoneId zone) {
            return Optional.ofNullable(drafts.get(ref.object()))
                    .map(draft -> new Task(
                            ref,
                            draft.title(),
                            draft.notes(),
                            draft.due(),
                            draft.start(),
                            draft.priority(),
                            Instant.EPOCH,
                            Optional.empty(),
                            false,
                            draft.recurrence(),
                            false,
                            draft.reminder(),
                            List.of(),
                            draft.origin()));
        }

        public Optional<Content> object(AccountId account, TaskRef ref) {
            return drafts.containsKey(ref.object()) ? Optional.of(content(ref.object())) : Optional.empty();
        }

        public TaskRef create(AccountId account, TaskDraft draft, ZoneId zone, Actor actor) {
            mustHaveRoom();
            var object =
                    drafts.keySet().stream().mapToLong(Long::longValue).max().orElse(0) + 1;
            drafts.put(object, draft);
            return ref(object);
        }

        public TaskRef update(AccountId account, TaskRef ref, TaskDraft draft, ZoneId zone, Actor actor) {
            mustHaveRoom();
            drafts.put(ref.object(), draft);
            return ref;
        }

        public Optional<Content> get(AccountId account, CollectionId calendar, String name) {
            return object(account, ref(Long.parseLong(name.replace(".ics", ""))));
        }

        public void delete(AccountId account, CollectionId calendar, String name, Precondition unchanged, Actor actor) {
            var object = Long.parseLong(name.replace(".ics", ""));
            mustHold(unchanged, object);
            drafts.remove(object);
        }

        public void putBack(AccountId account, Content before, CollectionId now, Precondition unchanged, Actor actor) {
            mustHold(unchanged, before.resource().id());
            drafts.put(
                    before.resource().id(),
                    Objects.requireNonNull(written.get(before.resource().etag())));
        }
    }

    /** Held, since whoever asks for the current one does not hold it. */
    private final UI ui = new OpenUi(Locale.UK);

    private final Memory memory = new Memory();
    private final Toasts toasts = new Toasts();
    private final View view = new View();

    /** The drawer, and which task is open in it. */
    private final class View implements TaskDrawer.Acts, TaskSaving.Host {
        private final TaskDrawer drawer = new TaskDrawer(this, ALICE);
        private final TaskSaving saving = new TaskSaving(
                new TaskActions(
                        Stand.in(Tasks.class, memory),
                        Stand.in(Calendars.class, memory),
                        ALICE,
                        new Actor("web", "test", ALICE)),
                drawer,
                toasts,
                this);
        private @Nullable TaskRef open;

        @Override
        public boolean save(TaskRef ref, TaskDraft draft) {
            memory.remember();
            return saving.save(ref, draft);
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
        public void refresh() {
            opened().flatMap(ref -> memory.task(ALICE, ref, ZoneOffset.UTC))
                    .ifPresentOrElse(task -> drawer.show(task, List.of(LIST), Optional.empty()), drawer::gone);
        }

        @Override
        public TaskList firstList() {
            return LIST;
        }

        @Override
        public LocalDate today() {
            return TODAY;
        }

        @Override
        public ZoneId zone() {
            return ZoneOffset.UTC;
        }

        @Override
        public void done(TaskRef ref, boolean done) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void delete(TaskRef ref) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void message(TaskRef ref) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            throw new UnsupportedOperationException();
        }
    }

    @BeforeEach
    void open() {
        memory.drafts.put(1L, TaskDraft.of(LIST.id(), "one"));
        memory.drafts.put(2L, TaskDraft.of(LIST.id(), "two"));
    }

    @AfterEach
    void close() {
        UI.setCurrent(null);
    }

    private static Stream<Component> below(Component component) {
        return Stream.concat(Stream.of(component), component.getChildren().flatMap(TaskSavingTest::below));
    }

    private TextArea field(String name) {
        return below(view.drawer)
                .filter(TextArea.class::isInstance)
                .map(TextArea.class::cast)
                .filter(field -> name.equals(field.getElement().getAttribute("data-field")))
                .findFirst()
                .orElseThrow();
    }

    /** Types into a field of the drawer and leaves it. */
    private void type(String name, String text) {
        var field = field(name);
        var before = field.getValue();
        field.setValue(text);
        ComponentUtil.fireEvent(field, new ComponentValueChangeEvent<>(field, field, before, true));
    }

    private void typeIn(long task, String name, String text) {
        view.open(Memory.ref(task));
        type(name, text);
    }

    private List<NativeButton> undos() {
        return below(toasts)
                .filter(NativeButton.class::isInstance)
                .map(NativeButton.class::cast)
                .toList();
    }

    private List<String> told() {
        return toasts.getChildren()
                .map(toast -> toast.getElement().getChild(1).getText())
                .toList();
    }

    private void undoNewest() {
        var newest = undos().getLast();
        ComponentUtil.fireEvent(newest, new ClickEvent<>(newest));
    }

    private String title(long task) {
        return memory.draft(task).title();
    }

    private static KeptForm.Left left(long task, String... fieldsAndValues) {
        var values = Stream.iterate(0, at -> at < fieldsAndValues.length, at -> at + 2)
                .map(at -> new KeptForm.Value(fieldsAndValues[at], fieldsAndValues[at + 1], ""))
                .toList();
        return new KeptForm.Left(UUID.randomUUID(), TaskRows.key(Memory.ref(task)), values);
    }

    @Test
    void allEditsOfATaskHaveOneNoticeThatTakesThemBack() {
        typeIn(1, "title", "uno");
        typeIn(1, "notes", "due uova");
        assertThat(undos()).hasSize(1);
        undoNewest();
        assertThat(memory.draft(1)).isEqualTo(TaskDraft.of(LIST.id(), "one"));
        assertThat(field("title").getValue()).isEqualTo("one");
        assertThat(undos()).isEmpty();
    }

    @Test
    void editsOfTwoTasksAreTakenBackOneAfterTheOther() {
        typeIn(1, "title", "uno");
        typeIn(2, "title", "due");
        assertThat(undos()).hasSize(2);
        undoNewest();
        assertThat(List.of(title(1), title(2))).isEqualTo(List.of("uno", "two"));
        undoNewest();
        assertThat(List.of(title(1), title(2))).isEqualTo(List.of("one", "two"));
    }

    @Test
    void whatIsDoneElsewhereInBetweenBeginsOtherEdits() {
        typeIn(1, "title", "uno");
        memory.drafts.computeIfPresent(1L, (object, draft) -> draft.due(Moment.of(TODAY)));
        typeIn(1, "title", "ein");
        assertThat(undos()).hasSize(2);
        undoNewest();
        assertThat(memory.draft(1)).isEqualTo(TaskDraft.of(LIST.id(), "uno").due(Moment.of(TODAY)));
    }

    @Test
    void anOlderNoticeThatGoesLeavesTheNewerEdits() {
        typeIn(1, "title", "uno");
        typeIn(2, "title", "due");
        // three at once: the first goes
        toasts.undoable("check", "Done", () -> {});
        toasts.undoable("check", "Done", () -> {});
        type("title", "zwei");
        undoNewest();
        assertThat(title(2)).isEqualTo("two");
    }

    @Test
    void whatIsRefusedStaysInTheDrawerUntilItIsSaved() {
        view.open(Memory.ref(1));
        memory.full = true;
        type("notes", "typed");
        assertThat(told()).containsExactly(FULL);
        assertThat(field("notes").getValue()).isEqualTo("typed");
        // somebody else changes another field meanwhile
        memory.drafts.put(1L, TaskDraft.of(LIST.id(), "uno"));
        view.refresh();
        assertThat(field("title").getValue()).isEqualTo("uno");
        assertThat(field("notes").getValue()).isEqualTo("typed");
        memory.full = false;
        type("notes", "typed more");
        assertThat(memory.draft(1).notes()).isEqualTo("typed more");
        assertThat(title(1)).isEqualTo("uno");
        // from now on what others write shows again
        memory.drafts.put(1L, TaskDraft.of(LIST.id(), "ein"));
        view.refresh();
        assertThat(field("notes").getValue()).isEmpty();
    }

    @Test
    void whatWasLeftOverIsSavedAndToldOnlyThen() {
        memory.full = true;
        view.saving.restore(left(1, "notes", "typed"));
        assertThat(told()).containsExactly(FULL);
        assertThat(field("notes").getValue()).isEqualTo("typed");
        memory.full = false;
        view.saving.restore(left(1, "notes", "typed"));
        assertThat(memory.draft(1).notes()).isEqualTo("typed");
        assertThat(told()).hasSize(2).noneMatch(FULL::equals);
        undoNewest();
        assertThat(memory.draft(1).notes()).isEmpty();
    }

    @Test
    void whatWasTypedIntoATaskThatIsGoneIsANewOneThatUndoTakesAway() {
        view.saving.restore(left(7, "notes", "typed", "dueTime", "15:00", "start", "2027-01-07"));
        var made = memory.draft(3);
        assertThat(made.notes()).isEqualTo("typed");
        assertThat(made.due()).isEqualTo(Moment.of(TODAY.atTime(15, 0)));
        // it would begin after it is due
        assertThat(made.start()).isNull();
        assertThat(view.opened()).contains(Memory.ref(3));
        assertThat(undos()).hasSize(1);
        undoNewest();
        assertThat(memory.drafts).containsOnlyKeys(1L, 2L);
        assertThat(view.drawer.isVisible()).isFalse();
    }
}
