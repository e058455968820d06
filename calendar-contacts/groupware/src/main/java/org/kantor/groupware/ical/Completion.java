package org.kantor.groupware.ical;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kantor.groupware.content.Component;

/** Whether a to-do is over (RFC 5545 sections 3.8.1.11 and 3.8.2.1): done, or given up. */
public final class Completion {

    private Completion() {}

    /** When it was over, as far as it says so: COMPLETED, else its last change. Empty while it is open. */
    public static Optional<Instant> of(Component toDo) {
        var status = toDo.value("STATUS").strip().toUpperCase(Locale.ROOT);
        if (!status.equals("COMPLETED") && !status.equals("CANCELLED") && !toDo.has("COMPLETED")) {
            return Optional.empty();
        }
        for (var name : List.of("COMPLETED", "LAST-MODIFIED", "DTSTAMP")) {
            var value = toDo.value(name);
            if (!value.isEmpty()) {
                try {
                    return Optional.of(
                            When.parse(value, "", Zones.of(toDo, Zone.UTC)).instant());
                } catch (InvalidCalendar e) {
                    // The next one may be a time.
                    continue;
                }
            }
        }
        return Optional.of(Instant.EPOCH);
    }
}
