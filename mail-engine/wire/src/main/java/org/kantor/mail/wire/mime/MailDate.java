package org.kantor.mail.wire.mime;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the Date field (RFC 5322 section 3.3 with the obsolete forms of 4.3) and its common misspellings: two-digit years, missing seconds or zone (then
 * UTC), asctime's order, ISO 8601, dots in times. The words may come in any order that leaves no doubt.
 */
public final class MailDate {

    private static final int MAX_LENGTH = 200;
    private static final Map<String, Integer> MONTHS = Map.ofEntries(
            Map.entry("jan", 1),
            Map.entry("feb", 2),
            Map.entry("mar", 3),
            Map.entry("apr", 4),
            Map.entry("may", 5),
            Map.entry("jun", 6),
            Map.entry("jul", 7),
            Map.entry("aug", 8),
            Map.entry("sep", 9),
            Map.entry("oct", 10),
            Map.entry("nov", 11),
            Map.entry("dec", 12));
    private static final Map<String, Integer> ZONE_HOURS = Map.ofEntries(
            Map.entry("ut", 0),
            Map.entry("utc", 0),
            Map.entry("gmt", 0),
            Map.entry("z", 0),
            Map.entry("est", -5),
            Map.entry("edt", -4),
            Map.entry("cst", -6),
            Map.entry("cdt", -5),
            Map.entry("mst", -7),
            Map.entry("mdt", -6),
            Map.entry("pst", -8),
            Map.entry("pdt", -7),
            Map.entry("cet", 1),
            Map.entry("cest", 2),
            Map.entry("bst", 1),
            Map.entry("jst", 9));

    private int day;
    private int month;
    private int year = -1;
    private @Nullable LocalTime time;
    private @Nullable ZoneOffset zone;

    private MailDate() {}

    /** Empty if the text is no date. */
    public static Optional<Instant> parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(new MailDate().read(text));
        } catch (DateTimeException | NumberFormatException e) {
            return iso(text.strip());
        }
    }

    private static Optional<Instant> iso(String text) {
        if (text.startsWith("+") || text.startsWith("-")) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private @Nullable Instant read(String text) {
        for (var word : withoutComments(text).split("[\\s,]+")) {
            word(word);
        }
        if (day == 0 || month == 0 || year < 0) {
            throw new DateTimeException("no date");
        }
        var date = LocalDate.of(year, month, day);
        return date.atTime(time == null ? LocalTime.MIDNIGHT : time).toInstant(zone == null ? ZoneOffset.UTC : zone);
    }

    private void word(String word) {
        if (word.isEmpty()) {
            return;
        }
        var c = word.charAt(0);
        if (word.indexOf(':') > 0) {
            time = time(word);
        } else if ((c == '+' || c == '-') && time != null) {
            zone = zone == null ? offset(word) : zone;
        } else if (c >= '0' && c <= '9') {
            number(word);
        } else {
            name(Ascii.lower(word));
        }
    }

    private void number(String word) {
        if (word.indexOf('-') > 0) {
            for (var part : word.split("-", -1)) {
                word(part);
            }
            return;
        }
        if (time == null && word.indexOf('.') > 0) {
            time = time(word.replace('.', ':'));
            return;
        }
        if (word.length() > 4) {
            throw new DateTimeException("too large");
        }
        var value = Integer.parseInt(word);
        if (day == 0 && word.length() <= 2) {
            day = value;
        } else if (year < 0) {
            // RFC 5322 section 4.3.
            year = word.length() <= 2 ? value + (value < 50 ? 2000 : 1900) : word.length() == 3 ? value + 1900 : value;
        } else {
            throw new DateTimeException("a number too many");
        }
    }

    private void name(String word) {
        var found = word.length() >= 3 ? MONTHS.get(word.substring(0, 3)) : null;
        if (month == 0 && found != null) {
            month = found;
        } else if (time != null && zone == null) {
            var hours = ZONE_HOURS.get(word);
            // Unknown and military zones are -0000 (RFC 5322 section 4.3).
            zone = hours == null ? ZoneOffset.UTC : ZoneOffset.ofHours(hours);
        }
    }

    private static LocalTime time(String word) {
        var parts = word.split(":", -1);
        var hour = Integer.parseInt(parts[0]);
        var minute = Integer.parseInt(parts[1]);
        var fraction = parts.length > 2 ? parts[2].indexOf('.') : -1;
        var second = parts.length > 2 ? Integer.parseInt(fraction < 0 ? parts[2] : parts[2].substring(0, fraction)) : 0;
        return LocalTime.of(hour, minute, Math.min(second, 59));
    }

    private static ZoneOffset offset(String word) {
        var digits = word.substring(1).replace(":", "");
        var value = Integer.parseInt(digits);
        var hours = digits.length() <= 2 ? value : value / 100;
        var minutes = digits.length() <= 2 ? 0 : value % 100;
        if (hours > 18 || minutes > 59) {
            return ZoneOffset.UTC;
        }
        var seconds = Math.min(hours * 3600 + minutes * 60, 18 * 3600);
        return ZoneOffset.ofTotalSeconds(word.charAt(0) == '-' ? -seconds : seconds);
    }

    private static String withoutComments(String text) {
        if (text.indexOf('(') < 0) {
            return text;
        }
        var out = new StringBuilder();
        var depth = 0;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '(') {
                depth++;
            } else if (c == ')' && depth > 0) {
                depth--;
            } else if (depth == 0) {
                out.append(c);
            }
        }
        return out.toString();
    }
}
