package org.kantor.webmail.calendar;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kantor.webmail.shell.Viewer;

/** A month as six weeks of numbers, with a mark under the days that have something. Its days stay while it does, so that the focus stays on one of them. */
final class SmallMonth extends Div {

    private static final long serialVersionUID = 1;
    private static final int CELLS = 42;
    private static final int WEEK = 7;

    private final transient Consumer<LocalDate> chosen;
    private final List<Cell> cells = new ArrayList<>();
    private YearMonth shown = YearMonth.of(2000, 1);
    /** A day of the month before or after that was pressed: it gets the focus where it stands then. */
    private @Nullable LocalDate pressed;

    SmallMonth(Consumer<LocalDate> chosen) {
        this.chosen = chosen;
        addClassName("mg");
    }

    /**
     * @param first the first of the days that are shown large
     * @param count how many those are; up to a week they are marked, as pressed buttons
     * @param busy days that have something
     */
    void show(YearMonth month, LocalDate first, int count, Set<LocalDate> busy, LocalDate today) {
        if (cells.isEmpty() || !month.equals(shown)) {
            build(month);
        }
        for (var cell : cells) {
            var within = !cell.day.isBefore(first) && cell.day.isBefore(first.plusDays(count));
            cell.show(count, within, busy.contains(cell.day), cell.day.equals(today));
            if (cell.day.equals(pressed)) {
                cell.focus();
            }
        }
        pressed = null;
    }

    private void build(YearMonth month) {
        removeAll();
        cells.clear();
        shown = month;
        for (var i = 0; i < DayOfWeek.values().length; i++) {
            var day = Viewer.weekStart(UI.getCurrent()).plus(i);
            var letter = new Span(day.getDisplayName(TextStyle.NARROW, getLocale()));
            letter.addClassName("w");
            add(letter);
        }
        var begin = Look.firstOfWeek(month.atDay(1));
        for (var i = 0; i < CELLS; i++) {
            var cell = new Cell(begin.plusDays(i), month);
            cells.add(cell);
            add(cell);
        }
    }

    /** A day in words, and whether it has something. */
    static String name(LocalDate day, boolean busy, Component texts) {
        var name = DateTimeFormatter.ofPattern(
                        "EEEE d MMMM yyyy", UI.getCurrent().getLocale())
                .format(day);
        return busy ? texts.getTranslation("cal.day.busy", name) : name;
    }

    private void press(Cell cell) {
        // in the same month it keeps the focus
        pressed = YearMonth.from(cell.day).equals(shown) ? null : cell.day;
        chosen.accept(cell.day);
    }

    private final class Cell extends NativeButton {

        private static final long serialVersionUID = 1;

        private final LocalDate day;

        Cell(LocalDate day, YearMonth month) {
            this.day = day;
            add(new Span(Integer.toString(day.getDayOfMonth())));
            getElement().setAttribute("type", "button");
            setClassName("o", !YearMonth.from(day).equals(month));
            addClickListener(event -> press(this));
        }

        void show(int count, boolean within, boolean busy, boolean today) {
            setClassName("wk", count <= WEEK && within);
            setClassName("one", count == 1);
            setClassName("t", today);
            setClassName("e", busy);
            getElement().setAttribute("aria-label", name(day, busy, this));
            attribute("aria-pressed", count <= WEEK, Boolean.toString(within));
            attribute("aria-current", today, "date");
        }

        private void attribute(String attribute, boolean is, String value) {
            if (is) {
                getElement().setAttribute(attribute, value);
            } else {
                getElement().removeAttribute(attribute);
            }
        }
    }
}
