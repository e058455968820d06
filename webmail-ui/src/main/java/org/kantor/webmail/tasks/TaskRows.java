package org.kantor.webmail.tasks;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kantor.groupware.resource.CollectionId;
import org.kantor.groupware.task.Priority;
import org.kantor.groupware.task.Task;
import org.kantor.groupware.task.TaskList;
import org.kantor.groupware.task.TaskRef;
import org.kantor.webmail.shell.HuePicker;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The rows of tasks, as data for {@code tasks.js}, which draws them and acts at once; what was done is told here. */
@Tag("k-tasks")
final class TaskRows extends Component {

    private static final long serialVersionUID = 1;
    private static final Pattern KEY = Pattern.compile("(\\d{1,18})-(\\d{1,18})");

    /** What the browser tells. */
    interface Acts {
        void open(TaskRef ref);

        void done(TaskRef ref, boolean done);

        void delete(TaskRef ref);

        /** Shows the message that a task was made of. */
        void message(TaskRef ref);
    }

    TaskRows(Acts acts) {
        for (var word : List.of("done", "reopen", "late", "repeats", "message", "high", "medium", "low", "untitled")) {
            getElement().setAttribute("data-" + word, getTranslation("tasks.row." + word));
        }
        getElement().setAttribute("aria-label", getTranslation("place.tasks"));
        on("k-open", acts::open);
        on("k-done", ref -> acts.done(ref, true));
        on("k-reopen", ref -> acts.done(ref, false));
        on("k-delete", acts::delete);
        on("k-mail", acts::message);
    }

    private void on(String event, Consumer<TaskRef> then) {
        getElement()
                .addEventListener(
                        event,
                        told -> then.accept(
                                ref(told.getEventData().get("event.detail.task").asString(""))))
                .addEventData("event.detail.task");
    }

    static String key(TaskRef ref) {
        return ref.list() + "-" + ref.object();
    }

    private static TaskRef ref(String key) {
        return refIfAny(key).orElseThrow();
    }

    /** The task with such a key; empty for what is none. */
    static Optional<TaskRef> refIfAny(String key) {
        var parts = KEY.matcher(key);
        return parts.matches()
                ? Optional.of(
                        new TaskRef(new CollectionId(Long.parseLong(parts.group(1))), Long.parseLong(parts.group(2))))
                : Optional.empty();
    }

    /**
     * Draws what is shown.
     *
     * @param open whose drawer is open; null for none
     * @param none what stands there when there is nothing
     */
    void show(
            List<Task> tasks,
            Shown shown,
            TaskOrder order,
            Map<CollectionId, TaskList> lists,
            TaskTimes times,
            ZoneId zone,
            @Nullable TaskRef open,
            String none) {
        var groups = new LinkedHashMap<String, List<ObjectNode>>();
        var sorted = new ArrayList<>(tasks);
        sorted.sort(order.comparator(getLocale()));
        for (var task : sorted) {
            var done = task.done().map(at -> at.atZone(zone).toLocalDateTime());
            var group = done.map(at -> times.doneGroup(at.toLocalDate())).orElseGet(() -> switch (order) {
                case DUE -> times.group(task.due(), shown instanceof Shown.Week);
                case PRIORITY -> getTranslation("tasks.row." + name(task.priority()));
                case NAME, CREATED -> getTranslation("tasks.order." + order);
            });
            var row = row(task, times, order);
            done.ifPresent(
                    at -> row.put("when", TaskTimes.clock(at.toLocalTime())).put("done", true));
            var list = lists.get(task.ref().list());
            if (!(shown instanceof Shown.OfList) && list != null) {
                row.put("list", list.name()).put("hue", HuePicker.style(list.hue()));
            }
            groups.computeIfAbsent(group, title -> new ArrayList<>()).add(row);
        }
        var json = JsonNodeFactory.instance.objectNode();
        json.put("none", none).put("open", open == null ? "" : key(open));
        var all = json.putArray("groups");
        groups.forEach((title, rows) ->
                all.addObject().put("title", title).putArray("rows").addAll(rows));
        getElement().setPropertyJson("rows", json);
    }

    private static String name(Priority priority) {
        return priority.name().toLowerCase(Locale.ROOT);
    }

    /** Where it stands under its day, the day is not said again. */
    private static ObjectNode row(Task task, TaskTimes times, TaskOrder order) {
        var row = JsonNodeFactory.instance.objectNode();
        row.put("task", key(task.ref())).put("title", task.title());
        var due = task.due();
        if (due != null) {
            row.put("when", order == TaskOrder.DUE ? times.brief(due) : times.words(due));
            row.put("late", task.done().isEmpty() && times.isLate(due));
        }
        if (task.priority() != Priority.NONE) {
            row.put("priority", name(task.priority()));
        }
        row.put("repeats", task.repeats());
        task.origin().ifPresent(origin -> row.put("mail", origin.subject()));
        var labels = row.putArray("labels");
        task.labels().forEach(labels::add);
        return row;
    }
}
