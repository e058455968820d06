package org.kantor.groupware.ical;

import java.time.Instant;

/**
 * From the first start to the last end of a series, for an index to search.
 *
 * @param exact whether the series is one happening at a fixed time, so that the span says all about when it is; a floating time or a date is not fixed
 */
public record Span(Instant first, Instant last, boolean exact) {

    /** A series that never ends, or whose end is not worth computing. */
    public static final Instant FOREVER = Instant.parse("9999-12-31T00:00:00Z");

    public static final Instant ALWAYS = Instant.parse("0001-01-01T00:00:00Z");
}
