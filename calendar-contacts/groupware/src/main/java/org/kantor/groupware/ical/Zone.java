package org.kantor.groupware.ical;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;

/**
 * A time zone under the name that a calendar gives it. Its rules are the JDK's where the name is known, else those of the VTIMEZONE beside the event, which
 * {@link ZoneId} has no room for.
 */
public record Zone(String id, ZoneRules rules) {

    public static final Zone UTC = new Zone("UTC", ZoneOffset.UTC.getRules());

    public static Zone of(ZoneId id) {
        return new Zone(id.getId(), id.getRules());
    }

    /**
     * A local time that the clocks skip is taken with the offset before the gap; of one that comes twice the first is meant (RFC 5545 section
     * 3.3.5).
     */
    public Instant instant(LocalDateTime local) {
        var transition = rules.getTransition(local);
        return local.toInstant(transition == null ? rules.getOffset(local) : transition.getOffsetBefore());
    }

    public LocalDateTime local(Instant instant) {
        return LocalDateTime.ofInstant(instant, rules.getOffset(instant));
    }
}
