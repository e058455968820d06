package org.kantor.webmail.tasks;

import com.vaadin.flow.component.AbstractField;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Aside;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.timepicker.TimePicker;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kantor.groupware.resource.CollectionId;
import org.kantor.groupware.task.Moment;
import org.kantor.groupware.task.Priority;
import org.kantor.groupware.task.Reminder;
import org.kantor.groupware.task.Task;
import org.kantor.groupware.task.TaskDraft;
import org.kantor.groupware.task.TaskList;
import org.kantor.groupware.task.TaskRef;
import org.kantor.kernel.AccountId;
import org.kantor.webmail.calendar.CalendarWords;
import org.kantor.webmail.shell.Face;
import org.kantor.webmail.shell.HuePicker;
import org.kantor.webmail.shell.Icon;
import org.kantor.webmail.shell.IconButton;
import org.kantor.webmail.shell.KeptForm;
import org.kantor.webmail.shell.Pickers;

/** A task beside the list. There is no button to save: each field is, as soon as it is left. */
final class TaskDrawer extends Aside {

    private static final long serialVersionUID = 1;

    /** What the browser keeps of it as. */
    static final String KIND = "task";

    private static final int LONGEST_TITLE = 500;
    private static final int LONGEST_NOTES = 20_000;

    private final NativeButton check = new NativeButton();
    private final TextArea title = new TextArea();
    private final DatePicker dueDate = Pickers.date(getTranslation("tasks.due"), getLocale(), this);
    private final TimePicker dueTime = Pickers.time(getTranslation("tasks.due.time"));
    private final DatePicker start = Pickers.date(getTranslation("tasks.start"), getLocale(), this);
    private final Select<String> repeat = new Select<>();
    private final Select<Reminder> reminder = new Select<>();
    private final Select<TaskList> list = new Select<>();
    private final Select<Priority> priority = new Select<>();
    private final TextArea notes = new TextArea();
    private final Div message = new Div();
    private final Div labels = new Div();
    private final transient Acts acts;
    private final transient AccountId account;
    private @Nullable KeptForm kept;
    private transient @Nullable Task shown;
    /** The field that has the focus: what is being typed is not replaced by what others write meanwhile. */
    private transient @Nullable TextArea typing;
    /** What the fields had when the task was shown last. */
    private final transient Map<HasValue<?, ?>, @Nullable Object> had = new HashMap<>();
    /** Whether what stands in the fields was refused: it stays in them, and is kept, until it is saved or the drawer is left. */
    private transient boolean refused;

    /** What the drawer asks for. */
    interface Acts {
        /** @return whether it was; else it was told why not */
        boolean save(TaskRef ref, TaskDraft draft);

        void done(TaskRef ref, boolean done);

        void delete(TaskRef ref);

        void message(TaskRef ref);

        LocalDate today();

        void close();
    }

    /** The message that a task was made of, as it is now. @param when in words */
    record From(String name, String address, String when) {}

    TaskDrawer(Acts acts, AccountId account) {
        this.acts = acts;
        this.account = account;
        addClassNames("drawer", "tdrawer");
        getElement().setAttribute("aria-label", getTranslation("tasks.drawer"));
        setVisible(false);
        var delete = new IconButton("trash-2", getTranslation("tasks.delete")).verb("taskDelete");
        delete.addClickListener(event -> with(acts::delete));
        var close = new IconButton("x", getTranslation("close"));
        close.addClassName("tclose");
        close.addClickListener(event -> acts.close());
        var bar = new Div(delete, close);
        bar.addClassName("rbar");
        check.addClassNames("cb", "round");
        check.getElement().setAttribute("type", "button").setAttribute("role", "checkbox");
        check.addClickListener(event -> {
            if (shown != null) {
                acts.done(shown.ref(), shown.done().isEmpty());
            }
        });
        var head = new Div(check, title);
        head.addClassNames("thead");
        fields();
        var due = new Div(dueDate, dueTime);
        due.addClassName("evtimes");
        labels.addClassName("h");
        var body = new Div(head, due, reminder, list, message, repeat, start, priority, notes, labels);
        body.addClassNames("db", "tfields");
        add(bar, body);
    }

    private void with(Consumer<TaskRef> act) {
        if (shown != null) {
            act.accept(shown.ref());
        }
    }

    private void fields() {
        title.addClassName("ttitle");
        for (var field : List.of(title, notes)) {
            field.addFocusListener(event -> typing = field);
            field.addBlurListener(event -> typing = null);
        }
        title.setAriaLabel(getTranslation("tasks.title"));
        title.setMaxLength(LONGEST_TITLE);
        notes.setLabel(getTranslation("cal.notes"));
        notes.setMaxLength(LONGEST_NOTES);
        notes.setMinHeight("96px");
        dueDate.setClearButtonVisible(true);
        dueTime.setClearButtonVisible(true);
        start.setClearButtonVisible(true);
        repeat.setLabel(getTranslation("tasks.repeat"));
        repeat.setItemLabelGenerator(rule -> CalendarWords.repetition(rule, getLocale(), this));
        reminder.setLabel(getTranslation("tasks.reminder"));
        reminder.setItemLabelGenerator(one -> TaskChoices.reminder(one, this));
        priority.setLabel(getTranslation("tasks.priority"));
        priority.setItems(Priority.NONE, Priority.HIGH, Priority.MEDIUM, Priority.LOW);
        priority.setItemLabelGenerator(one -> getTranslation("tasks.priority." + one.name()));
        list.setLabel(getTranslation("tasks.list"));
        list.setRenderer(new ComponentRenderer<>(item -> HuePicker.named(item.hue(), item.name())));
        for (AbstractField<?, ?> field :
                List.of(title, notes, dueDate, dueTime, start, repeat, reminder, priority, list)) {
            ((HasValue<?, ?>) field).addValueChangeListener(event -> {
                if (event.isFromClient()) {
                    save();
                }
            });
        }
        // what is chosen is told at once; what is typed only when the field is left
        KeptForm.field(title, "title");
        KeptForm.field(dueDate, "dueDate");
        KeptForm.field(dueTime, "dueTime");
        KeptForm.field(start, "start");
        KeptForm.field(notes, "notes");
    }

    /** @param from the message; empty if there is none any more, or never was */
    void show(Task task, List<TaskList> lists, Optional<From> from) {
        var same = shown != null && shown.ref().equals(task.ref());
        if (!same) {
            forget();
        }
        shown = task;
        var done = task.done().isPresent();
        check.setClassName("on", done);
        check.removeAll();
        if (done) {
            check.add(new Icon("check"));
        }
        check.getElement()
                .setAttribute("aria-checked", Boolean.toString(done))
                .setAttribute("aria-label", getTranslation("tasks.row.done"));
        title.setInvalid(false);
        dueDate.setInvalid(false);
        start.setInvalid(false);
        if (!same || !title.equals(typing)) {
            set(title, task.title());
        }
        if (!same || !notes.equals(typing)) {
            set(notes, task.notes());
        }
        var due = task.due();
        set(dueDate, due == null ? null : due.date());
        set(dueTime, due == null ? null : due.time());
        var begins = task.start();
        set(start, begins == null ? null : begins.date());
        items(repeat, TaskChoices.repetitions(task.recurrence()), task.recurrence());
        repeat.setEnabled(due != null);
        items(reminder, TaskChoices.reminders(task.reminder()), task.reminder());
        reminder.setEnabled(due != null || !task.reminder().equals(Reminder.NONE));
        set(priority, task.priority());
        lists.stream()
                .filter(one -> one.id().equals(task.ref().list()))
                .findFirst()
                .ifPresent(own -> items(list, lists, own));
        message(task, from);
        labels.removeAll();
        task.labels().forEach(label -> {
            var chip = new Span(label);
            chip.addClassNames("chip", "grey");
            chip.getElement().setAttribute("dir", "auto");
            labels.add(chip);
        });
        labels.setVisible(!task.labels().isEmpty());
        setVisible(true);
        if (!same) {
            keep(task, Optional.empty());
        } else if (kept != null) {
            kept.has(values(task));
        }
    }

    /** Has the browser keep what is typed and not saved. */
    private void keep(Task task, Optional<KeptForm.Left> left) {
        forget();
        var form = new KeptForm(KIND, TaskRows.key(task.ref()), account, left, this::fill);
        add(form);
        form.has(values(task));
        kept = form;
    }

    private void forget() {
        if (kept != null) {
            kept.done();
        }
        leave();
    }

    private void leave() {
        if (kept != null) {
            remove(kept);
            kept = null;
        }
        refused = false;
    }

    /**
     * Takes up what was typed into the task that is shown when its page ended: it is saved, as if the fields were left now.
     *
     * @return whether it could be
     */
    boolean takeUp(KeptForm.Left left) {
        if (shown == null) {
            return false;
        }
        keep(shown, Optional.of(left));
        return save();
    }

    /**
     * What was typed into a task that is gone, as a new one.
     *
     * @param values the fields that are kept, as far as something else was typed into them than the task had
     * @param untitled what it is called if that is not among them
     */
    static TaskDraft draft(List<KeptForm.Value> values, CollectionId list, String untitled, LocalDate today) {
        var typed = values.stream()
                .collect(Collectors.toMap(KeptForm.Value::field, KeptForm.Value::value, (one, other) -> other));
        var title = line(typed.getOrDefault("title", ""));
        var day = KeptForm.parsed(typed.getOrDefault("dueDate", ""), LocalDate::parse);
        var time = KeptForm.parsed(typed.getOrDefault("dueTime", ""), LocalTime::parse);
        var due = day.isEmpty() && time.isEmpty() ? null : new Moment(day.orElse(today), time.orElse(null));
        var start = KeptForm.parsed(typed.getOrDefault("start", ""), LocalDate::parse)
                .filter(date -> due == null || !date.isAfter(due.date()))
                .map(Moment::of);
        return new TaskDraft(
                list,
                title.isEmpty() ? untitled : title,
                typed.getOrDefault("notes", ""),
                due,
                start.orElse(null),
                Priority.NONE,
                "",
                Reminder.NONE,
                Optional.empty());
    }

    private static String line(String title) {
        return String.join(" ", Arrays.asList(title.strip().split("\\R+")));
    }

    /** The fields that are kept, as the task has them. */
    private static Map<String, String> values(Task task) {
        var due = task.due();
        var begins = task.start();
        return Map.of(
                "title", task.title(),
                "dueDate", due == null ? "" : due.date().toString(),
                "dueTime", due == null || due.time() == null ? "" : due.time().toString(),
                "start", begins == null ? "" : begins.date().toString(),
                "notes", task.notes());
    }

    private void fill(List<KeptForm.Value> values) {
        for (var value : values) {
            var text = value.value();
            switch (value.field()) {
                case "title" -> title.setValue(text);
                case "notes" -> notes.setValue(text);
                case "dueDate" -> KeptForm.parsed(text, LocalDate::parse, dueDate);
                case "dueTime" -> KeptForm.parsed(text, LocalTime::parse, dueTime);
                case "start" -> KeptForm.parsed(text, LocalDate::parse, start);
                default -> {}
            }
        }
        // a page that was built anew
        if (kept != null) {
            save();
        }
    }

    private <T> void set(HasValue<?, T> field, @Nullable T value) {
        var unsaved = refused && !Objects.equals(had.get(field), field.getValue());
        had.put(field, value);
        if (!unsaved && !Objects.equals(value, field.getValue())) {
            field.setValue(value);
        }
    }

    /** Items are given only when they are others, so that an open list of them stays. */
    private <T> void items(Select<T> field, List<T> items, T value) {
        if (!field.getListDataView().getItems().toList().equals(items)) {
            field.setItems(items);
            had.remove(field);
        }
        set(field, value);
    }

    private void message(Task task, Optional<From> from) {
        message.removeAll();
        message.setVisible(task.origin().isPresent());
        task.origin().ifPresent(origin -> {
            var heading = new Span(getTranslation("tasks.from"));
            heading.addClassName("field-label");
            var subject = new Span(origin.subject().isBlank() ? getTranslation("mail.do.noSubject") : origin.subject());
            subject.addClassNames("med", "trunc");
            subject.getElement().setAttribute("dir", "auto");
            var who = new Span(
                    from.map(one -> one.name() + ", " + one.when()).orElseGet(() -> getTranslation("tasks.from.gone")));
            who.addClassNames("muted", "trunc");
            var words = new Span(subject, who);
            words.addClassNames("v", "grow");
            var card = new NativeButton("", event -> acts.message(task.ref()));
            card.addClassNames("card", "h", "tmail");
            card.getElement().setAttribute("type", "button");
            card.add(
                    new Face(
                            from.map(From::name).orElse("?"),
                            from.map(From::address).orElse("")),
                    words);
            card.setEnabled(from.isPresent());
            message.add(heading, card);
        });
    }

    /** Answers whether it is saved. */
    private boolean save() {
        var task = shown;
        if (task == null) {
            return false;
        }
        if (title.getValue().isBlank()) {
            title.setInvalid(true);
            title.setErrorMessage(getTranslation("tasks.title.missing"));
            return false;
        }
        var due = due(task);
        var begins = start.getValue() == null ? null : start(task, start.getValue());
        if (due != null && begins != null && begins.date().isAfter(due.date())) {
            start.setErrorMessage(getTranslation("tasks.start.late"));
            start.setInvalid(true);
            return false;
        }
        var draft = new TaskDraft(
                Optional.ofNullable(list.getValue())
                        .map(TaskList::id)
                        .orElse(task.ref().list()),
                line(title.getValue()),
                notes.getValue(),
                due,
                begins,
                Optional.ofNullable(priority.getValue()).orElse(Priority.NONE),
                due == null ? "" : Optional.ofNullable(repeat.getValue()).orElse(""),
                due == null && !task.reminder().equals(Reminder.OTHER)
                        ? Reminder.NONE
                        : Optional.ofNullable(reminder.getValue()).orElse(Reminder.NONE),
                task.origin());
        // what is saved is shown as it was saved
        refused = false;
        refused = !acts.save(task.ref(), draft);
        return !refused;
    }

    /** A time needs a day; where only one of both was emptied, the day says whether there is any. */
    private @Nullable Moment due(Task task) {
        var day = dueDate.getValue();
        if (day != null) {
            return new Moment(day, dueTime.getValue());
        }
        return task.due() == null && dueTime.getValue() != null ? new Moment(acts.today(), dueTime.getValue()) : null;
    }

    /** The time of a start that another program wrote stays while its day does. */
    private static Moment start(Task task, LocalDate day) {
        var before = task.start();
        return before != null && before.date().equals(day) ? before : Moment.of(day);
    }

    void close() {
        forget();
        hide();
    }

    /** Closes because the task is gone: what was typed and not saved stays in the browser, and becomes a new task when tasks are opened again. */
    void gone() {
        leave();
        hide();
    }

    private void hide() {
        shown = null;
        setVisible(false);
    }
}
