package org.kantor.groupware.ical;

import java.time.Duration;
import java.util.Optional;
import org.kantor.groupware.content.Component;

/** When alarms ring (RFC 5545 section 3.8.6.3). */
public final class Alarms {

    private Alarms() {}

    /** How long before the start the alarm rings; empty for alarms at a fixed time, after the start or relative to the end. */
    public static Optional<Duration> before(Component alarm) {
        return before(alarm, "START");
    }

    /** How long before the end of an event, or before a to-do is due, the alarm rings; empty for alarms at a fixed time, after it or relative to the start. */
    public static Optional<Duration> beforeEnd(Component alarm) {
        return before(alarm, "END");
    }

    private static Optional<Duration> before(Component alarm, String related) {
        var trigger = alarm.property("TRIGGER");
        if (trigger.isEmpty()
                || !trigger.get().parameter("RELATED").orElse("START").equalsIgnoreCase(related)
                || trigger.get().parameter("VALUE").orElse("DURATION").equalsIgnoreCase("DATE-TIME")) {
            return Optional.empty();
        }
        try {
            var before = Length.parse(trigger.get().value()).approximate().negated();
            return before.isNegative() ? Optional.empty() : Optional.of(before);
        } catch (InvalidCalendar e) {
            return Optional.empty();
        }
    }
}
