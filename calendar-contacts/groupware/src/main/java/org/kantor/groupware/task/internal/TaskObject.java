package org.kantor.groupware.task.internal;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kantor.groupware.content.Component;
import org.kantor.groupware.content.ContentReader;
import org.kantor.groupware.content.Text;
import org.kantor.groupware.ical.Alarms;
import org.kantor.groupware.ical.Completion;
import org.kantor.groupware.ical.Instance;
import org.kantor.groupware.ical.InvalidCalendar;
import org.kantor.groupware.ical.Series;
import org.kantor.groupware.ical.When;
import org.kantor.groupware.ical.Zone;
import org.kantor.groupware.resource.Content;
import org.kantor.groupware.resource.Resource;
import org.kantor.groupware.task.Moment;
import org.kantor.groupware.task.Origin;
import org.kantor.groupware.task.Priority;
import org.kantor.groupware.task.Reminder;
import org.kantor.groupware.task.Task;
import org.kantor.groupware.task.TaskRef;

/**
 * A VTODO as it is stored, looked at from a time zone. Of a series what counts is the first occurrence that is not done: some programs mark each occurrence by
 * itself (with a RECURRENCE-ID), others move the series on, as {@link TaskEditor} does. For one thread.
 */
final class TaskObject {

    static final String KIND = "VTODO";

    /** A link to a message (RFC 2392 section 2), as Thunderbird and this program write it; Apple's programs write the other. */
    private static final List<String> MESSAGE = List.of("mid:", "message://", "message:");

    /** The subject of the message that the URL leads to. */
    static final String SUBJECT = "X-KANTOR-MAIL-SUBJECT";

    /** How far the next occurrence is looked for, near times first. */
    private static final List<Duration> HORIZONS =
            List.of(Duration.ofDays(45), Duration.ofDays(750), Duration.ofDays(9_000));

    private final Component calendar;
    private final ZoneId zone;
    private final Series series;

    private TaskObject(Component calendar, ZoneId zone) {
        this.calendar = calendar;
        this.zone = zone;
        this.series = Series.of(calendar, KIND, Zone.of(zone));
    }

    /** @throws InvalidCalendar if its times cannot be read in that zone */
    static TaskObject of(Content content, ZoneId zone) {
        return of(ContentReader.read(content.octets()), zone);
    }

    static TaskObject of(Component calendar, ZoneId zone) {
        return new TaskObject(calendar, zone);
    }

    Component calendar() {
        return calendar;
    }

    Series series() {
        return series;
    }

    ZoneId zone() {
        return zone;
    }

    /** What describes the whole of it: the series, or the first of the occurrences if only some are known. */
    Component main() {
        return series.master().orElseGet(() -> calendar.components(KIND).getFirst());
    }

    /** The first occurrence that is not done, or the only one; empty for a task without times. */
    Optional<Instance> current() {
        var first = series.master().isPresent()
                ? series.instance("")
                : series.instance(When.of(main().property("RECURRENCE-ID").orElseThrow(), series.zones())
                        .value());
        if (first.isEmpty() || isOpen(first.get()) || !series.recurs()) {
            return first;
        }
        return after(first.get(), LocalDate.MIN).or(() -> first);
    }

    /** An occurrence that was changed by itself stands in the place of the one of the series. */
    private boolean isOpen(Instance instance) {
        var changed = series.instance(instance.recurrence().value()).orElse(instance);
        return Completion.of(changed.component()).isEmpty();
    }

    /** The next open occurrence after one, not before a day. */
    Optional<Instance> after(Instance one, LocalDate notBefore) {
        var begin = one.start().instant();
        for (var horizon : HORIZONS) {
            var end = later(begin, notBefore).plus(horizon);
            var next = series.between(begin.plusSeconds(1), end).stream()
                    .filter(instance -> instance.recurrence().compareTo(one.recurrence()) > 0)
                    .filter(instance -> !date(instance).isBefore(notBefore))
                    .filter(instance -> Completion.of(instance.component()).isEmpty())
                    .findFirst();
            if (next.isPresent()) {
                return next;
            }
        }
        return Optional.empty();
    }

    private Instant later(Instant begin, LocalDate notBefore) {
        if (notBefore.equals(LocalDate.MIN)) {
            return begin;
        }
        var day = notBefore.atStartOfDay(zone).toInstant();
        return day.isAfter(begin) ? day : begin;
    }

    private LocalDate date(Instance instance) {
        var due = due(instance);
        return due == null ? moment(instance.start()).date() : due.date();
    }

    private Moment moment(When when) {
        return when.isDate()
                ? Moment.of(when.local().toLocalDate())
                : Moment.of(when.instant().atZone(zone).toLocalDateTime());
    }

    private @Nullable Moment due(Instance instance) {
        var component = instance.component();
        var due = component.property("DUE");
        if (due.isEmpty() && !component.has("DURATION")) {
            return null;
        }
        var date = due.isPresent()
                ? When.of(due.get(), series.zones()).isDate()
                : instance.start().isDate();
        return date
                ? Moment.of(instance.localEnd().toLocalDate())
                : Moment.of(instance.end().atZone(zone).toLocalDateTime());
    }

    Task task(Resource resource) {
        var current = current();
        var component = current.map(Instance::component).orElseGet(this::main);
        var due = current.map(this::due).orElse(null);
        return new Task(
                new TaskRef(resource.collection(), resource.id()),
                component.text("SUMMARY"),
                component.text("DESCRIPTION"),
                due,
                current.map(instance -> start(instance, due)).orElse(null),
                Priority.of(component.value("PRIORITY")),
                created().orElse(resource.modified()),
                Completion.of(component).map(done -> done.equals(Instant.EPOCH) ? resource.modified() : done),
                component.value("STATUS").strip().equalsIgnoreCase("CANCELLED"),
                main().value("RRULE").strip(),
                series.recurs(),
                reminder(component),
                labels(component),
                origin(component));
    }

    private Optional<Instant> created() {
        try {
            return main().property("CREATED")
                    .map(property -> When.of(property, series.zones()).instant());
        } catch (InvalidCalendar e) {
            return Optional.empty();
        }
    }

    /** A midnight is a day: a start needs a time where the due date has one (RFC 5545 section 3.8.2.3). */
    private @Nullable Moment start(Instance instance, @Nullable Moment due) {
        if (!instance.component().has("DTSTART")) {
            return null;
        }
        var start = moment(instance.start());
        if (start.equals(due)) {
            return null;
        }
        return LocalTime.MIDNIGHT.equals(start.time()) ? Moment.of(start.date()) : start;
    }

    static Reminder reminder(Component component) {
        var alarms = component.components("VALARM");
        if (alarms.isEmpty()) {
            return Reminder.NONE;
        }
        if (alarms.size() > 1) {
            return Reminder.OTHER;
        }
        var together = component.has("DUE")
                && (!component.has("DTSTART") || component.value("DTSTART").equals(component.value("DUE")));
        return Alarms.beforeEnd(alarms.getFirst())
                .or(() -> together ? Alarms.before(alarms.getFirst()) : Optional.empty())
                .<Reminder>map(Reminder.Before::new)
                .orElse(Reminder.OTHER);
    }

    private static List<String> labels(Component component) {
        return component.properties("CATEGORIES").stream()
                .flatMap(property -> Text.split(property.value(), ',').stream())
                .map(Text::unescape)
                .map(String::strip)
                .filter(label -> !label.isEmpty())
                .distinct()
                .toList();
    }

    private static Optional<Origin> origin(Component component) {
        var url = component.value("URL").strip();
        for (var scheme : MESSAGE) {
            if (url.toLowerCase(Locale.ROOT).startsWith(scheme)) {
                return decoded(url.substring(scheme.length())).map(id -> new Origin(id, component.text(SUBJECT)));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> decoded(String id) {
        try {
            // a plus is one here, not a space as in a form
            var text = URLDecoder.decode(id.replace("+", "%2B"), StandardCharsets.UTF_8)
                    .strip();
            var bare = text.startsWith("<") && text.endsWith(">") ? text.substring(1, text.length() - 1) : text;
            return bare.isEmpty() ? Optional.empty() : Optional.of(bare);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
