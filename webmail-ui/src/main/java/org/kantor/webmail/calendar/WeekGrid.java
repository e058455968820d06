package org.kantor.webmail.calendar;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import org.kantor.groupware.calendar.Occurrence;
import org.kantor.webmail.shell.Texts;

/**
 * A week as seven columns of hours, or a day as one, with a row for what takes whole days. A click on an empty hour starts a new event there; an event is dragged to another
 * hour or day.
 */
final class WeekGrid extends Div {

    private static final long serialVersionUID = 1;

    private static final int MINUTES = 24 * 60;

    /** Shorter events are drawn as if they took this long. */
    private static final int LEAST = 28;

    /** Up to this length there is room for one line only. */
    private static final int ONE_LINE = 35;

    private int days = 7;

    WeekGrid(Look.Opened opened, Look.Moved moved, Consumer<LocalDateTime> started) {
        addClassName("week");
        setId("week");
        Look.listen(this, opened, moved);
        Look.listen(this, (day, minutes) -> started.accept(day.atStartOfDay().plusMinutes(minutes)));
    }

    void show(LocalDate first, int count, List<Occurrence> occurrences, ZonedDateTime now) {
        removeAll();
        days = count;
        getStyle().set("--days", Integer.toString(count));
        var body = new Div();
        body.addClassName("tg");
        body.setId("week-hours");
        // keys scroll the hours by way of an event; where there is none, by themselves
        var empty = occurrences.stream().allMatch(WeekGrid::takesDays);
        body.getElement().setAttribute("tabindex", empty ? "0" : "-1");
        add(heads(first, now.toLocalDate()), allDay(first, occurrences, now), body);
        body.add(hours());
        for (var i = 0; i < days; i++) {
            body.add(day(first.plusDays(i), occurrences, now));
        }
        getElement().executeJs("window.kantorWeek(this)");
    }

    private Div heads(LocalDate first, LocalDate today) {
        var heads = new Div();
        heads.addClassName("wh");
        heads.add(new Div());
        for (var i = 0; i < days; i++) {
            var day = first.plusDays(i);
            var number = new Span(Integer.toString(day.getDayOfMonth()));
            var head = new Div(
                    new Span(day.getDayOfWeek()
                            .getDisplayName(days == 1 ? TextStyle.FULL : TextStyle.SHORT, getLocale())),
                    number);
            head.addClassName("wd");
            head.setClassName("t", day.equals(today));
            head.setClassName("we", weekend(day));
            heads.add(head);
        }
        return heads;
    }

    static boolean weekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    /** Events that take whole days, or a day and more, each in the first line that is free on all of its days. */
    private Div allDay(LocalDate first, List<Occurrence> occurrences, ZonedDateTime now) {
        var row = new Div();
        row.addClassName("allday");
        row.add(new Span(getTranslation("cal.allday")));
        var lanes = new Lanes(days);
        for (var occurrence : occurrences) {
            if (!takesDays(occurrence)) {
                continue;
            }
            var from = (int) Math.max(
                    0, ChronoUnit.DAYS.between(first, occurrence.start().toLocalDate()));
            var to = (int) Math.min(days, ChronoUnit.DAYS.between(first, lastDay(occurrence)) + 1);
            if (from >= to) {
                continue;
            }
            var block = Look.block(occurrence, now);
            block.addClassNames("ad", "movable");
            block.add(Look.title(name(occurrence)));
            block.getStyle()
                    .set("grid-column", (from + 2) + " / " + (to + 2))
                    .set("grid-row", Integer.toString(lanes.place(from, to) + 1));
            row.add(block);
        }
        return row;
    }

    static boolean takesDays(Occurrence occurrence) {
        return occurrence.allDay() || ChronoUnit.HOURS.between(occurrence.start(), occurrence.end()) >= 24;
    }

    static LocalDate lastDay(Occurrence occurrence) {
        var last =
                occurrence.end().isAfter(occurrence.start()) ? occurrence.end().minusSeconds(1) : occurrence.end();
        return last.toLocalDate();
    }

    private String name(Occurrence occurrence) {
        return occurrence.title().isBlank() ? getTranslation("cal.untitled") : occurrence.title();
    }

    private Div hours() {
        var hours = new Div();
        hours.addClassName("hrs");
        for (var hour = 1; hour < 24; hour++) {
            var label = new Span(LocalTime.of(hour, 0).format(Look.TIME));
            label.getStyle().set("top", "calc(" + hour + " * var(--k-hour))");
            hours.add(label);
        }
        return hours;
    }

    private Div day(LocalDate date, List<Occurrence> occurrences, ZonedDateTime now) {
        var column = new Div();
        column.addClassName("dcol");
        column.setClassName("t", date.equals(now.toLocalDate()));
        column.setClassName("we", weekend(date));
        column.getElement().setAttribute("data-day", date.toString());
        if (date.equals(now.toLocalDate())) {
            var line = new Div();
            line.addClassName("now");
            line.getStyle().set("top", position(now.toLocalTime().toSecondOfDay() / 60));
            column.add(line);
        }
        var ofDay = occurrences.stream()
                .filter(occurrence -> !takesDays(occurrence) && on(date, occurrence))
                .toList();
        var spans = ofDay.stream().map(occurrence -> span(date, occurrence)).toList();
        var places = Cascade.place(spans);
        for (var i = 0; i < ofDay.size(); i++) {
            column.add(block(ofDay.get(i), spans.get(i), places.get(i), now));
        }
        return column;
    }

    private static boolean on(LocalDate date, Occurrence occurrence) {
        return !occurrence.start().toLocalDate().isAfter(date)
                && !lastDay(occurrence).isBefore(date);
    }

    private static Cascade.Span span(LocalDate date, Occurrence occurrence) {
        var from = occurrence.start().toLocalDate().isBefore(date)
                ? 0
                : occurrence.start().toLocalTime().toSecondOfDay() / 60;
        var to = occurrence.end().toLocalDate().isAfter(date)
                ? MINUTES
                : occurrence.end().toLocalTime().toSecondOfDay() / 60;
        var least = Math.min(from, MINUTES - LEAST);
        return new Cascade.Span(least, Math.max(to, least + LEAST));
    }

    private Div block(Occurrence occurrence, Cascade.Span span, Cascade.Placed place, ZonedDateTime now) {
        var block = Look.block(occurrence, now);
        block.addClassName("movable");
        var oneLine = span.to() - span.from() <= ONE_LINE;
        block.setClassName("one", oneLine);
        block.add(Look.title(name(occurrence)));
        var time = occurrence.start().format(Look.TIME);
        block.add(Look.detail(
                oneLine || occurrence.location().isBlank()
                        ? time
                        : time + " " + Texts.isolated(occurrence.location())));
        block.getElement().setAttribute("title", name(occurrence));
        block.getStyle()
                .set("top", position(span.from()))
                .set("height", "calc(" + (span.to() - span.from()) / 60.0 + " * var(--k-hour) - 2px)")
                .set("inset-inline-start", "calc(" + place.left() + "% + 2px)")
                .set("width", "calc(" + place.width() + "% - 5px)")
                .set("z-index", Integer.toString(place.lane() + 1));
        return block;
    }

    private static String position(int minutes) {
        return "calc(" + minutes / 60.0 + " * var(--k-hour))";
    }
}
