package org.kantor.groupware.task.internal;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kantor.groupware.content.Component;
import org.kantor.groupware.content.Parameter;
import org.kantor.groupware.content.Property;
import org.kantor.groupware.ical.CalendarObjects;
import org.kantor.groupware.ical.Instance;
import org.kantor.groupware.ical.Occurrences;
import org.kantor.groupware.ical.RecurrenceRule;
import org.kantor.groupware.ical.When;
import org.kantor.groupware.ical.Zone;
import org.kantor.groupware.resource.Resource;
import org.kantor.groupware.task.Moment;
import org.kantor.groupware.task.Origin;
import org.kantor.groupware.task.Priority;
import org.kantor.groupware.task.Reminder;
import org.kantor.groupware.task.TaskDraft;
import org.kantor.kernel.Refused;

/** Writes what somebody changed of a task into its object and leaves everything else in it alone. For one change and one thread. */
final class TaskEditor {

    private static final Pattern COUNT = Pattern.compile("(?i)(^|;)COUNT=\\d+");

    private final TaskObject object;
    private final Zone zone;
    private final Instant now;

    TaskEditor(TaskObject object, ZoneId zone, Instant now) {
        this.object = object;
        this.zone = Zone.of(zone);
        this.now = now;
    }

    static Component create(TaskDraft draft, ZoneId zone, Instant now) {
        mustBeSane(draft);
        var task = CalendarObjects.made(TaskObject.KIND, now).with(Property.of("STATUS", "NEEDS-ACTION"));
        var empty = TaskObject.of(CalendarObjects.empty().plus(task), zone);
        var editor = new TaskEditor(empty, zone, now);
        var written = editor.times(editor.words(task, draft), draft);
        written = reminder(written, draft.reminder());
        if (draft.origin().isPresent()) {
            written = origin(written, draft.origin().get());
        }
        return editor.withZone(CalendarObjects.empty(), draft).plus(written);
    }

    private static void mustBeSane(TaskDraft draft) {
        if (draft.title().isBlank()) {
            throw new Refused(Refused.Code.BAD_VALUE, "The task has no title.");
        }
        if (draft.due() == null && !draft.recurrence().isEmpty()) {
            throw new Refused(Refused.Code.BAD_VALUE, "A task that repeats needs a date.");
        }
        if (draft.due() != null
                && draft.start() != null
                && draft.start().date().isAfter(draft.due().date())) {
            throw new Refused(Refused.Code.BAD_VALUE, "The task begins after it is due.");
        }
    }

    private static Component origin(Component task, Origin origin) {
        var id = URLEncoder.encode(origin.messageId(), StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%40", "@");
        return task.with(Property.of("URL", "mid:" + id)).withText(TaskObject.SUBJECT, origin.subject());
    }

    private Component withZone(Component calendar, TaskDraft draft) {
        var timed = draft.due() != null && draft.due().time() != null
                || draft.start() != null && draft.start().time() != null;
        var year = draft.due() != null
                ? draft.due().date().getYear()
                : draft.start() == null ? 0 : draft.start().date().getYear();
        return timed ? CalendarObjects.withZone(calendar, zone, year) : calendar;
    }

    /** @return the object with the change in it */
    Component update(Resource resource, TaskDraft draft) {
        mustBeSane(draft);
        var before = object.task(resource);
        var task = object.current().map(Instance::component).orElseGet(object::main);
        var changed = words(CalendarObjects.revised(task, now), draft);
        if (!draft.reminder().equals(before.reminder())) {
            changed = reminder(changed, draft.reminder());
        }
        var moved = !Objects.equals(draft.due(), before.due())
                || !Objects.equals(draft.start(), before.start())
                || !draft.recurrence().equals(before.recurrence());
        if (moved) {
            changed = times(changed, draft);
        }
        return replace(moved ? withZone(object.calendar(), draft) : object.calendar(), task, changed);
    }

    private static Component replace(Component calendar, Component old, Component changed) {
        return calendar.mapComponents(component -> component.equals(old) ? changed : component);
    }

    private Component words(Component task, TaskDraft draft) {
        var changed = task.withText("SUMMARY", draft.title()).withText("DESCRIPTION", draft.notes());
        if (Priority.of(task.value("PRIORITY")) == draft.priority()) {
            return changed;
        }
        return draft.priority() == Priority.NONE
                ? changed.without("PRIORITY")
                : changed.with(Property.of(
                        "PRIORITY", Integer.toString(draft.priority().value())));
    }

    /** A series is counted from its start (RFC 5545 section 3.8.2.4), so one that says nothing of it begins when it is due, as Apple's programs write it. */
    private Component times(Component task, TaskDraft draft) {
        var changed = task.without("DURATION");
        var due = draft.due();
        var start = draft.start() != null ? draft.start() : draft.recurrence().isEmpty() ? null : due;
        changed = due == null ? changed.without("DUE") : changed.with(when(due).property("DUE"));
        changed = start == null
                ? changed.without("DTSTART")
                : changed.with(when(alike(start, due)).property("DTSTART"));
        if (!draft.recurrence().equals(task.value("RRULE").strip())) {
            changed = draft.recurrence().isEmpty()
                    ? changed.without("RRULE").without("RDATE").without("EXDATE")
                    : changed.with(Property.of("RRULE", draft.recurrence()));
        }
        return changed;
    }

    /** Start and due date are both days, or both times (RFC 5545 section 3.8.2.3). */
    private static Moment alike(Moment start, @Nullable Moment due) {
        if (due == null) {
            return start;
        }
        if (due.time() == null) {
            return Moment.of(start.date());
        }
        return start.time() == null ? new Moment(start.date(), LocalTime.MIDNIGHT) : start;
    }

    private When when(Moment moment) {
        return moment.time() == null
                ? When.date(moment.date(), zone)
                : When.zoned(moment.date().atTime(moment.time()), zone);
    }

    private static Component reminder(Component task, Reminder reminder) {
        if (reminder instanceof Reminder.Other) {
            return task;
        }
        var others = task.components().stream()
                .filter(component -> !component.name().equals("VALARM"))
                .toList();
        var changed = task.withComponents(others);
        if (!(reminder instanceof Reminder.Before(var length))) {
            return changed;
        }
        return changed.plus(new Component(
                "VALARM",
                List.of(
                        Property.of("ACTION", "DISPLAY"),
                        Property.text("DESCRIPTION", task.text("SUMMARY")),
                        Property.of(
                                "TRIGGER", length.isZero() ? "PT0S" : "-" + length, Parameter.of("RELATED", "END"))),
                List.of()));
    }

    /** @return the object with its task done, or moved on to its next occurrence */
    Component complete() {
        var current = object.current();
        var master = object.series().master();
        if (current.isPresent() && master.isPresent() && object.series().recurs()) {
            var today = zone.local(now).toLocalDate();
            var next = object.after(current.get(), today);
            if (next.isPresent()) {
                return moved(master.get(), next.get().recurrence());
            }
        }
        var task = current.map(Instance::component).orElseGet(object::main);
        var done = CalendarObjects.revised(task, now)
                .with(Property.of("STATUS", "COMPLETED"))
                .with(Property.of("COMPLETED", CalendarObjects.stamp(now)))
                .with(Property.of("PERCENT-COMPLETE", "100"));
        return replace(object.calendar(), task, done);
    }

    Component reopen() {
        var task = object.current().map(Instance::component).orElseGet(object::main);
        return replace(object.calendar(), task, opened(CalendarObjects.revised(task, now)));
    }

    private static Component opened(Component task) {
        return task.with(Property.of("STATUS", "NEEDS-ACTION"))
                .without("COMPLETED")
                .without("PERCENT-COMPLETE");
    }

    /** The series with its next occurrence as the first: its times, the rule's count and alarms at fixed times go on. */
    private Component moved(Component master, When next) {
        var zones = object.series().zones();
        var begin = object.series().instance("").orElseThrow().start();
        var by = Duration.between(begin.instant(), next.instant());
        var properties = new ArrayList<Property>();
        for (var property : opened(CalendarObjects.revised(master, now)).properties()) {
            switch (property.name()) {
                case "DTSTART", "DUE" -> properties.add(later(property, begin, next.local(), by));
                case "RRULE" -> {
                    var rule = RecurrenceRule.parse(property.value(), zones);
                    var left = rule.count() - passed(rule, begin.local(), next.local());
                    if (rule.count() == 0) {
                        properties.add(property);
                    } else if (left > 0) {
                        properties.add(property.withValue(
                                COUNT.matcher(property.value()).replaceFirst("$1COUNT=" + left)));
                    }
                }
                default -> properties.add(property);
            }
        }
        var components = master.components().stream()
                .map(component -> component.name().equals("VALARM") ? alarm(component, by) : component)
                .toList();
        return replace(
                object.calendar(), master, master.withProperties(properties).withComponents(components));
    }

    private Property later(Property property, When begin, LocalDateTime next, Duration by) {
        var old = When.of(property, object.series().zones());
        if (old.isDate()) {
            var days = Duration.between(
                    begin.local().toLocalDate().atStartOfDay(),
                    next.toLocalDate().atStartOfDay());
            return property.withValue(old.at(old.local().plus(days)).value());
        }
        return property.withValue(
                old.at(old.zone().local(old.instant().plus(by))).value());
    }

    /** How many times the rule gives before one. */
    private static int passed(RecurrenceRule rule, LocalDateTime begin, LocalDateTime next) {
        var times = Occurrences.of(rule, begin, null, begin);
        var passed = 0;
        while (times.hasNext() && times.next().isBefore(next)) {
            passed++;
        }
        return passed;
    }

    /** What somebody said of the last ringing (RFC 9074 section 6.1) goes with it. */
    private Component alarm(Component alarm, Duration by) {
        var trigger = alarm.property("TRIGGER");
        var fixed = trigger.flatMap(property -> property.parameter("VALUE")).filter("DATE-TIME"::equalsIgnoreCase);
        var changed = alarm.without("ACKNOWLEDGED");
        if (fixed.isEmpty()) {
            return changed;
        }
        var when = When.of(trigger.orElseThrow(), object.series().zones());
        return changed.with(
                trigger.get().withValue(when.at(when.local().plus(by)).value()));
    }
}
