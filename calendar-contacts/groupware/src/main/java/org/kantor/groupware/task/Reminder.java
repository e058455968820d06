package org.kantor.groupware.task;

import java.time.Duration;

/** How a task's alarms ring. They ring in clients that do so; nothing rings here. */
public sealed interface Reminder {

    Reminder NONE = new None();

    /** Alarms that a form has no words for: several, or at a fixed time. They are kept. */
    Reminder OTHER = new Other();

    /** No alarm. */
    record None() implements Reminder {}

    /** One alarm, so long before the task is due; zero for the time itself. */
    record Before(Duration length) implements Reminder {}

    /** See {@link #OTHER}. */
    record Other() implements Reminder {}
}
