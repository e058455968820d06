package org.kantor.webmail.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kantor.groupware.resource.CollectionId;
import org.kantor.groupware.task.Moment;
import org.kantor.groupware.task.Priority;
import org.kantor.groupware.task.Reminder;
import org.kantor.groupware.task.Task;
import org.kantor.groupware.task.TaskRef;

class TaskOrderTest {

    private static Task task(String title, @Nullable Moment due, Priority priority, int created, int done) {
        return new Task(
                new TaskRef(new CollectionId(1), 1),
                title,
                "",
                due,
                null,
                priority,
                Instant.ofEpochSecond(created),
                done == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(done)),
                false,
                "",
                false,
                Reminder.NONE,
                List.of(),
                Optional.empty());
    }

    private static Moment due(int day) {
        return Moment.of(LocalDate.of(2026, 11, day));
    }

    private static final List<Task> TASKS = List.of(
            task("banana", due(25), Priority.NONE, 1, 0),
            task("Äpfel", due(26), Priority.LOW, 4, 0),
            task("cherry", new Moment(LocalDate.of(2026, 11, 25), LocalTime.NOON), Priority.HIGH, 2, 0),
            task("apples", null, Priority.HIGH, 3, 0),
            task("done first", due(20), Priority.HIGH, 5, 10),
            task("done last", due(30), Priority.NONE, 0, 20));

    @ParameterizedTest
    @CsvSource({
        "DUE, cherry banana Äpfel apples",
        "PRIORITY, cherry apples Äpfel banana",
        "NAME, Äpfel apples banana cherry",
        "CREATED, Äpfel apples cherry banana"
    })
    void whatIsDoneComesLastInEveryOrder(TaskOrder order, String open) {
        var seed = System.nanoTime();
        var tasks = new ArrayList<>(TASKS);
        Collections.shuffle(tasks, new Random(seed));
        tasks.sort(order.comparator(Locale.ENGLISH));
        assertThat(tasks)
                .as("seed %d", seed)
                .extracting(Task::title)
                .containsExactly((open.replace(" ", ",") + ",done last,done first").split(","));
    }
}
