package org.kantor.webmail.calendar;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.kantor.groupware.calendar.Occurrence;

/**
 * A month as six weeks of days. What takes several days is one bar over them. Three of a day's events are shown, and the number of the others leads to the day. A click on a
 * day starts a new event, an event is dragged to another day, and arrows go from day to day ({@code calendar.js}).
 */
final class MonthGrid extends Div {

    private static final long serialVersionUID = 1;
    private static final int WEEKS = 6;
    private static final int DAYS = 7;

    /** Lines of events in a day; what has none is told by its number in the line after them. */
    private static final int LINES = 3;

    /** An event that is begun by a click on a day begins at this hour. */
    private static final int MORNING = 9;

    private final transient Consumer<LocalDate> chosen;

    /** @param chosen told of a day that the reader wants to see by itself */
    MonthGrid(Look.Opened opened, Look.Moved moved, Consumer<LocalDateTime> started, Consumer<LocalDate> chosen) {
        this.chosen = chosen;
        addClassName("month");
        setId("month");
        Look.listen(this, opened, moved);
        Look.listen(this, (day, minutes) -> started.accept(day.atTime(MORNING, 0)));
    }

    void show(LocalDate first, YearMonth month, List<Occurrence> occurrences, ZonedDateTime now) {
        removeAll();
        var heads = new Div();
        heads.addClassName("moh");
        for (var i = 0; i < DAYS; i++) {
            heads.add(new Span(first.plusDays(i).getDayOfWeek().getDisplayName(TextStyle.SHORT, getLocale())));
        }
        add(heads);
        // what is longer comes first, so that bars stand above what is of one day
        var ordered = occurrences.stream()
                .sorted(Comparator.<Occurrence>comparingLong(one -> -days(one))
                        .thenComparing(one -> one.start().toInstant()))
                .toList();
        var begun = YearMonth.from(now).equals(month) ? now.toLocalDate() : month.atDay(1);
        for (var week = 0; week < WEEKS; week++) {
            add(week(first.plusWeeks(week), month, ordered, now, begun));
        }
        getElement().executeJs("window.kantorMonth(this)");
    }

    private static long days(Occurrence occurrence) {
        return ChronoUnit.DAYS.between(occurrence.start().toLocalDate(), WeekGrid.lastDay(occurrence));
    }

    private Div week(LocalDate first, YearMonth month, List<Occurrence> ordered, ZonedDateTime now, LocalDate begun) {
        var row = new Div();
        row.addClassName("mow");
        for (var i = 0; i < DAYS; i++) {
            row.add(day(first.plusDays(i), i, month, now, begun));
        }
        var lanes = new Lanes(DAYS);
        var others = new int[DAYS];
        for (var occurrence : ordered) {
            var from = (int) Math.max(
                    0, ChronoUnit.DAYS.between(first, occurrence.start().toLocalDate()));
            var to = (int) Math.min(DAYS, ChronoUnit.DAYS.between(first, WeekGrid.lastDay(occurrence)) + 1);
            if (from >= to) {
                continue;
            }
            var line = lanes.place(from, to);
            if (line < LINES) {
                row.add(block(occurrence, from, to, line, now));
            } else {
                for (var day = from; day < to; day++) {
                    others[day]++;
                }
            }
        }
        for (var i = 0; i < DAYS; i++) {
            if (others[i] > 0) {
                row.add(more(first.plusDays(i), i, others[i]));
            }
        }
        return row;
    }

    private Div day(LocalDate day, int column, YearMonth month, ZonedDateTime now, LocalDate begun) {
        var today = day.equals(now.toLocalDate());
        var number = new NativeButton(
                day.getDayOfMonth() == 1
                        ? DateTimeFormatter.ofPattern("d MMM", getLocale()).format(day)
                        : Integer.toString(day.getDayOfMonth()));
        number.getElement()
                .setAttribute("type", "button")
                .setAttribute(
                        "aria-label",
                        DateTimeFormatter.ofPattern("EEEE d MMMM yyyy", getLocale())
                                .format(day))
                .setAttribute("tabindex", day.equals(begun) ? "0" : "-1");
        if (today) {
            number.getElement().setAttribute("aria-current", "date");
        }
        number.addClickListener(event -> chosen.accept(day));
        var cell = new Div(number);
        cell.addClassName("mday");
        cell.setClassName("t", today);
        cell.setClassName("o", !YearMonth.from(day).equals(month));
        cell.setClassName("we", WeekGrid.weekend(day));
        cell.getElement().setAttribute("data-day", day.toString());
        cell.getStyle().set("grid-column", Integer.toString(column + 1));
        return cell;
    }

    private Div block(Occurrence occurrence, int from, int to, int line, ZonedDateTime now) {
        var block = Look.block(occurrence, now);
        block.addClassNames("mo", "movable");
        var name = occurrence.title().isBlank() ? getTranslation("cal.untitled") : occurrence.title();
        if (!WeekGrid.takesDays(occurrence)) {
            block.add(Look.detail(occurrence.start().format(Look.TIME)));
            block.setClassName("timed", to - from == 1);
        }
        block.add(Look.title(name));
        block.getElement().setAttribute("title", name);
        block.getStyle().set("grid-column", (from + 1) + " / " + (to + 1)).set("grid-row", Integer.toString(line + 2));
        return block;
    }

    private NativeButton more(LocalDate day, int column, int number) {
        var more = new NativeButton(getTranslation("cal.more", number), event -> chosen.accept(day));
        more.addClassName("more");
        more.getElement().setAttribute("type", "button");
        more.getStyle().set("grid-column", Integer.toString(column + 1)).set("grid-row", Integer.toString(LINES + 2));
        return more;
    }
}
