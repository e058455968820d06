package org.kantor.webmail.calendar;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kantor.groupware.calendar.Occurrence;
import org.kantor.groupware.calendar.Occurrence.Participation;
import org.kantor.groupware.calendar.Occurrence.Status;
import org.kantor.webmail.shell.Texts;

/** What a phone shows: of a week a strip of days, and below it the days that have something, as a list; of a month its days as numbers, and below them the chosen one. */
final class Agenda extends Div {

    private static final long serialVersionUID = 1;
    private static final int WEEK = 7;

    private final SmallMonth numbers;
    private final Div month;
    private final Div strip = new Div();
    private final Div days = new Div();

    /** @param chosen told of a day of the month that the reader wants to see */
    Agenda(Look.Opened opened, Look.Moved moved, Consumer<LocalDate> chosen) {
        numbers = new SmallMonth(chosen);
        month = new Div(numbers);
        month.addClassName("mini");
        strip.addClassName("strip");
        days.addClassName("days");
        addClassName("agenda");
        add(month, strip, days);
        Look.listen(this, opened, moved);
    }

    /**
     * A month, and what a day of it has.
     *
     * @param first of the six weeks around the month
     */
    void showMonth(LocalDate first, LocalDate day, List<Occurrence> occurrences, ZonedDateTime now) {
        month.setVisible(true);
        strip.setVisible(false);
        days.removeAll();
        var last = first.plusWeeks(6);
        var busy = first.datesUntil(last)
                .filter(each -> occurrences.stream().anyMatch(occurrence -> isOn(occurrence, each)))
                .collect(Collectors.toSet());
        numbers.show(YearMonth.from(day), day, 1, busy, now.toLocalDate());
        var ofDay =
                occurrences.stream().filter(occurrence -> isOn(occurrence, day)).toList();
        days.add(
                ofDay.isEmpty() ? nothing("cal.nothing.day") : section(day, day.equals(now.toLocalDate()), ofDay, now));
    }

    private static boolean isOn(Occurrence occurrence, LocalDate day) {
        return !occurrence.start().toLocalDate().isAfter(day)
                && !WeekGrid.lastDay(occurrence).isBefore(day);
    }

    private Div nothing(String key) {
        var nothing = new Div(new Span(getTranslation(key)));
        nothing.addClassNames("nothing", "muted");
        return nothing;
    }

    void show(LocalDate first, int count, List<Occurrence> occurrences, ZonedDateTime now) {
        month.setVisible(false);
        strip.setVisible(count == WEEK);
        strip.removeAll();
        days.removeAll();
        for (var i = 0; i < count; i++) {
            var date = first.plusDays(i);
            var today = date.equals(now.toLocalDate());
            var ofDay = occurrences.stream()
                    .filter(occurrence -> isOn(occurrence, date))
                    .toList();
            var section = section(date, today, ofDay, now);
            if (!ofDay.isEmpty()) {
                days.add(section);
            }
            strip.add(button(date, today, !ofDay.isEmpty(), section));
        }
        if (days.getChildren().findAny().isEmpty()) {
            days.add(nothing(count == WEEK ? "cal.nothing" : "cal.nothing.day"));
        }
    }

    private NativeButton button(LocalDate date, boolean today, boolean some, Div section) {
        var number = new Span(Integer.toString(date.getDayOfMonth()));
        number.addClassNames("num", "d");
        var letter = date.getDayOfWeek().getDisplayName(TextStyle.NARROW, getLocale());
        var button = new NativeButton();
        button.add(new Span(letter), number);
        button.setClassName("t", today);
        button.setClassName("e", some);
        button.getElement()
                .setAttribute("type", "button")
                .setAttribute("aria-label", SmallMonth.name(date, some, this));
        if (today) {
            button.getElement().setAttribute("aria-current", "date");
        }
        button.addClickListener(event -> section.getElement()
                .executeJs("this.scrollIntoView({ block: 'start' }); this.focus({ preventScroll: true })"));
        return button;
    }

    private Div section(LocalDate date, boolean today, List<Occurrence> ofDay, ZonedDateTime now) {
        var number = new Span(Integer.toString(date.getDayOfMonth()));
        var head = new Div(new Span(date.getDayOfWeek().getDisplayName(TextStyle.SHORT, getLocale())), number);
        head.addClassName("d");
        var events = new Div();
        for (var occurrence : ofDay) {
            var block = Look.block(occurrence, now);
            block.add(Look.title(occurrence.title().isBlank() ? getTranslation("cal.untitled") : occurrence.title()));
            if (!WeekGrid.takesDays(occurrence)) {
                block.add(Look.detail(detail(occurrence)));
            }
            events.add(block);
        }
        var section = new Div(head, events);
        section.addClassName("ag");
        section.setClassName("t", today);
        section.getElement()
                .setAttribute("tabindex", "-1")
                .setAttribute("role", "group")
                .setAttribute("aria-label", SmallMonth.name(date, false, this));
        return section;
    }

    private String detail(Occurrence occurrence) {
        var answer = occurrence.participation() == Participation.NEEDS_ACTION
                ? getTranslation("cal.waiting")
                : occurrence.status() == Status.TENTATIVE || occurrence.participation() == Participation.TENTATIVE
                        ? getTranslation("cal.maybe")
                        : "";
        return Stream.of(
                        getTranslation(
                                "cal.fromto",
                                occurrence.start().format(Look.TIME),
                                occurrence.end().format(Look.TIME)),
                        Texts.isolated(occurrence.location()),
                        answer)
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(", "));
    }
}
