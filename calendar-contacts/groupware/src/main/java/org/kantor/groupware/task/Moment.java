package org.kantor.groupware.task;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * A day, with a time or without, in the time zone of whoever looks.
 *
 * @param time null for the whole day
 */
public record Moment(LocalDate date, @Nullable LocalTime time) implements Comparable<Moment> {

    public static Moment of(LocalDateTime local) {
        return new Moment(local.toLocalDate(), local.toLocalTime());
    }

    public static Moment of(LocalDate date) {
        return new Moment(date, null);
    }

    /** The latest time that it may mean: the end of a whole day. */
    public LocalDateTime latest() {
        return time == null ? date.plusDays(1).atStartOfDay() : date.atTime(time);
    }

    /** By day; what has no time comes after what has one. */
    @Override
    public int compareTo(Moment other) {
        return latest().compareTo(other.latest());
    }
}
