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
import java.util.Set;
import java.util.function.Consumer;
import org.kantor.webmail.shell.Viewer;

/** A month as six weeks of numbers, with a mark under the days that have something. */
final class SmallMonth extends Div {

    private static final long serialVersionUID = 1;
    private static final int CELLS = 42;
    private static final int WEEK = 7;

    private final transient Consumer<LocalDate> chosen;

    SmallMonth(Consumer<LocalDate> chosen) {
        this.chosen = chosen;
        addClassName("mg");
    }

    /**
     * @param first the first of the days that are shown large
     * @param count how many those are; up to a week they are marked
     * @param busy days that have something
     */
    void show(YearMonth month, LocalDate first, int count, Set<LocalDate> busy, LocalDate today) {
        removeAll();
        for (var i = 0; i < DayOfWeek.values().length; i++) {
            var day = Viewer.weekStart(UI.getCurrent()).plus(i);
            var letter = new Span(day.getDisplayName(TextStyle.NARROW, getLocale()));
            letter.addClassName("w");
            add(letter);
        }
        var begin = Look.firstOfWeek(month.atDay(1));
        for (var i = 0; i < CELLS; i++) {
            var day = begin.plusDays(i);
            var shown = count <= WEEK && !day.isBefore(first) && day.isBefore(first.plusDays(count));
            add(cell(day, month, shown, count == 1, busy.contains(day), day.equals(today)));
        }
    }

    /** A day in words, and whether it has something. */
    static String name(LocalDate day, boolean busy, Component texts) {
        var name = DateTimeFormatter.ofPattern(
                        "EEEE d MMMM yyyy", UI.getCurrent().getLocale())
                .format(day);
        return busy ? texts.getTranslation("cal.day.busy", name) : name;
    }

    private NativeButton cell(LocalDate day, YearMonth month, boolean shown, boolean one, boolean busy, boolean today) {
        var cell = new NativeButton();
        cell.add(new Span(Integer.toString(day.getDayOfMonth())));
        cell.getElement().setAttribute("type", "button").setAttribute("aria-label", name(day, busy, this));
        cell.setClassName("o", !YearMonth.from(day).equals(month));
        cell.setClassName("wk", shown);
        cell.setClassName("one", one);
        cell.setClassName("t", today);
        cell.setClassName("e", busy);
        if (today) {
            cell.getElement().setAttribute("aria-current", "date");
        }
        cell.addClickListener(event -> chosen.accept(day));
        return cell;
    }
}
