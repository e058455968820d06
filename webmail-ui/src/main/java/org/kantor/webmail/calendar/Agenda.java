package org.kantor.webmail.calendar;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kantor.groupware.calendar.Occurrence;
import org.kantor.groupware.calendar.Occurrence.Participation;
import org.kantor.groupware.calendar.Occurrence.Status;

/** What a phone shows: of a week a strip of days, and below it the days that have something, as a list. */
final class Agenda extends Div {

    private static final long serialVersionUID = 1;
    private static final int WEEK = 7;

    Agenda(Look.Opened opened, Look.Moved moved) {
        addClassName("agenda");
        Look.listen(this, opened, moved);
    }

    void show(LocalDate first, int count, List<Occurrence> occurrences, ZonedDateTime now) {
        removeAll();
        var strip = new Div();
        strip.addClassName("strip");
        strip.setVisible(count == WEEK);
        var days = new Div();
        days.addClassName("days");
        for (var i = 0; i < count; i++) {
            var date = first.plusDays(i);
            var today = date.equals(now.toLocalDate());
            var ofDay = occurrences.stream()
                    .filter(occurrence -> !occurrence.start().toLocalDate().isAfter(date)
                            && !WeekGrid.lastDay(occurrence).isBefore(date))
                    .toList();
            var section = section(date, today, ofDay, now);
            if (!ofDay.isEmpty()) {
                days.add(section);
            }
            strip.add(button(date, today, !ofDay.isEmpty(), section));
        }
        if (days.getChildren().findAny().isEmpty()) {
            var nothing = new Div(new Span(getTranslation(count == WEEK ? "cal.nothing" : "cal.nothing.here")));
            nothing.addClassNames("nothing", "muted");
            days.add(nothing);
        }
        add(strip, days);
    }

    private NativeButton button(LocalDate date, boolean today, boolean some, Div section) {
        var number = new Span(Integer.toString(date.getDayOfMonth()));
        number.addClassNames("num", "d");
        var letter = date.getDayOfWeek().getDisplayName(TextStyle.NARROW, getLocale());
        var button = new NativeButton();
        button.add(new Span(letter), number);
        button.setClassName("t", today);
        button.setClassName("e", some);
        button.getElement().setAttribute("type", "button");
        button.addClickListener(event -> section.getElement().executeJs("this.scrollIntoView({block: 'start'})"));
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
                        occurrence.location(),
                        answer)
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(", "));
    }
}
