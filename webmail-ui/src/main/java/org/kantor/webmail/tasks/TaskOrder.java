package org.kantor.webmail.tasks;

import java.text.Collator;
import java.util.Comparator;
import java.util.Locale;
import org.kantor.groupware.task.Moment;
import org.kantor.groupware.task.Task;
import org.kantor.settings.Setting;

/** In what order open tasks stand; what is done comes after them, the last first. */
enum TaskOrder {
    DUE,
    PRIORITY,
    NAME,
    /** The newest first. */
    CREATED;

    /** What was chosen last. */
    static final Setting<TaskOrder> CHOSEN = Setting.choice("tasks.order", TaskOrder.class, DUE);

    private static final Comparator<Task> BY_DATE =
            Comparator.comparing(Task::due, Comparator.nullsLast(Comparator.<Moment>naturalOrder()));

    /** @param locale whose alphabet names follow */
    Comparator<Task> comparator(Locale locale) {
        var byName = Comparator.comparing(Task::title, Collator.getInstance(locale));
        var open = switch (this) {
            case DUE -> BY_DATE.thenComparing(Task::priority).thenComparing(byName);
            case PRIORITY ->
                Comparator.comparing(Task::priority).thenComparing(BY_DATE).thenComparing(byName);
            case NAME -> byName.thenComparing(BY_DATE);
            case CREATED -> Comparator.comparing(Task::created).reversed().thenComparing(byName);
        };
        return Comparator.<Task, Boolean>comparing(task -> task.done().isPresent())
                .thenComparing((one, other) -> one.done().isPresent()
                        ? other.done().orElseThrow().compareTo(one.done().orElseThrow())
                        : open.compare(one, other));
    }
}
