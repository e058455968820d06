package org.kantor.groupware.ical;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.kantor.groupware.content.Parameter;
import org.kantor.groupware.content.Property;

/**
 * A DATE or DATE-TIME (RFC 5545 sections 3.3.4 and 3.3.5).
 *
 * @param local midnight for a date
 * @param zone what {@link Form#ZONED} and {@link Form#UTC} are relative to; for the others the zone of whoever looks
 */
public record When(LocalDateTime local, Form form, Zone zone) implements Comparable<When> {

    /** How a time is tied to the world. */
    public enum Form {
        DATE,
        FLOATING,
        UTC,
        ZONED
    }

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT);
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);
    private static final int DATE_LENGTH = 8;
    private static final int TIME_LENGTH = 6;

    public static When date(LocalDate date, Zone viewer) {
        return new When(date.atStartOfDay(), Form.DATE, viewer);
    }

    public static When zoned(LocalDateTime local, Zone zone) {
        return zone.equals(Zone.UTC) ? new When(local, Form.UTC, zone) : new When(local, Form.ZONED, zone);
    }

    public static When utc(Instant instant) {
        return new When(Zone.UTC.local(instant), Form.UTC, Zone.UTC);
    }

    /** @throws InvalidCalendar if the value is no date and no date-time, or its zone is not known */
    public static When of(Property property, Zones zones) {
        return parse(property.value(), property.parameter("TZID").orElse(""), zones);
    }

    /** @param tzid the TZID parameter; empty if there is none */
    public static When parse(String value, String tzid, Zones zones) {
        var text = value.strip();
        try {
            if (text.length() == DATE_LENGTH) {
                return date(day(text), zones.viewer());
            }
            var utc = text.endsWith("Z");
            if (text.length() == DATE_LENGTH + 1 + TIME_LENGTH + (utc ? 1 : 0) && text.charAt(DATE_LENGTH) == 'T') {
                var local = LocalDateTime.of(day(text), time(text));
                if (utc) {
                    return new When(local, Form.UTC, Zone.UTC);
                }
                return tzid.isEmpty()
                        ? new When(local, Form.FLOATING, zones.viewer())
                        : new When(local, Form.ZONED, zones.zone(tzid));
            }
        } catch (DateTimeException e) {
            throw new InvalidCalendar("\"" + text + "\" is no date and time.");
        }
        throw new InvalidCalendar(
                "\"" + (text.length() > 40 ? text.substring(0, 40) : text) + "\" is no date and time.");
    }

    private static LocalDate day(String text) {
        return LocalDate.of(number(text, 0, 4), number(text, 4, 6), number(text, 6, 8));
    }

    /** A leap second is the second before it. */
    private static LocalTime time(String text) {
        return LocalTime.of(number(text, 9, 11), number(text, 11, 13), Math.min(number(text, 13, 15), 59));
    }

    private static int number(String text, int from, int to) {
        var number = 0;
        for (var i = from; i < to; i++) {
            var digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new DateTimeException(text);
            }
            number = number * 10 + digit;
        }
        return number;
    }

    public boolean isDate() {
        return form == Form.DATE;
    }

    public Instant instant() {
        return zone.instant(local);
    }

    public When at(LocalDateTime newLocal) {
        return new When(newLocal, form, zone);
    }

    /** The value as it stands in a property. */
    public String value() {
        return switch (form) {
            case DATE -> local.format(DATE);
            case UTC -> local.format(DATE_TIME) + "Z";
            case FLOATING, ZONED -> local.format(DATE_TIME);
        };
    }

    /** A property with this value and the parameters that it needs. */
    public Property property(String name) {
        return switch (form) {
            case DATE -> Property.of(name, value(), Parameter.of("VALUE", "DATE"));
            case ZONED -> Property.of(name, value(), Parameter.of("TZID", zone.id()));
            case FLOATING, UTC -> Property.of(name, value());
        };
    }

    @Override
    public int compareTo(When other) {
        return instant().compareTo(other.instant());
    }
}
