package org.kantor.webmail.tasks;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kantor.groupware.Hue;
import org.kantor.groupware.resource.CollectionId;
import org.kantor.groupware.task.Moment;
import org.kantor.groupware.task.Origin;
import org.kantor.groupware.task.Priority;
import org.kantor.groupware.task.Reminder;
import org.kantor.groupware.task.Task;
import org.kantor.groupware.task.TaskList;
import org.kantor.groupware.task.TaskRef;
import org.kantor.webmail.shell.Exhibit;

/** The field in which a task is typed, and tasks: late, due, with all that they can have, done. */
@ApplicationScoped
public class TasksExhibit implements Exhibit {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);
    private static final CollectionId LIST = new CollectionId(1);

    @Override
    public List<Section> sections() {
        return List.of(new Section("Tasks", entry(), rows()));
    }

    private static Component entry() {
        return new TaskEntry(
                text -> new TaskEntry.Understood(new TypedTask(text, null, "", -1, List.of()), ""), text -> {});
    }

    private static Component rows() {
        var rows = new TaskRows(new TaskRows.Acts() {
            @Override
            public void open(TaskRef ref) {}

            @Override
            public void done(TaskRef ref, boolean done) {}

            @Override
            public void delete(TaskRef ref) {}

            @Override
            public void message(TaskRef ref) {}
        });
        var now = TODAY.atTime(10, 12);
        rows.show(
                List.of(
                        task(1, "Late", Moment.of(TODAY.minusDays(2)), Priority.NONE, false, false),
                        task(2, "Open in the drawer", at(15), Priority.HIGH, false, false),
                        task(3, "Made of a message, again and again", at(16), Priority.MEDIUM, false, true),
                        task(
                                4,
                                "With a name so long that it ends in three dots, wherever its line ends, and a time that stays",
                                at(17),
                                Priority.LOW,
                                false,
                                false),
                        task(5, "For some day", null, Priority.NONE, false, false),
                        task(6, "Done", null, Priority.NONE, true, false)),
                new Shown.All(),
                TaskOrder.DUE,
                Map.of(LIST, new TaskList(LIST, "Cikarang plant", Hue.TEAL, true)),
                new TaskTimes(now, UI.getCurrent().getLocale(), rows::getTranslation),
                ZoneOffset.UTC,
                new TaskRef(LIST, 2),
                "");
        return rows;
    }

    private static Moment at(int hour) {
        return new Moment(TODAY, LocalTime.of(hour, 0));
    }

    private static Task task(
            long number, String title, @Nullable Moment due, Priority priority, boolean done, boolean more) {
        var created = LocalDateTime.of(TODAY, LocalTime.MIDNIGHT).toInstant(ZoneOffset.UTC);
        return new Task(
                new TaskRef(LIST, number),
                title,
                "",
                due,
                null,
                priority,
                created,
                done ? Optional.of(created) : Optional.<Instant>empty(),
                false,
                "",
                more,
                new Reminder.None(),
                List.of(),
                more ? Optional.of(new Origin("<gallery@example.org>", "Cikarang site visit")) : Optional.empty());
    }
}
