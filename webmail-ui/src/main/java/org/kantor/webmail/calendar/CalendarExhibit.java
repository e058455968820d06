package org.kantor.webmail.calendar;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.kantor.groupware.Hue;
import org.kantor.groupware.calendar.EventRef;
import org.kantor.groupware.calendar.Occurrence;
import org.kantor.groupware.calendar.Occurrence.Participation;
import org.kantor.groupware.calendar.Occurrence.Status;
import org.kantor.groupware.resource.CollectionId;
import org.kantor.webmail.shell.Exhibit;
import org.kantor.webmail.shell.HuePicker;

/** Days with events in all their states, and the hues of calendars. */
@ApplicationScoped
public class CalendarExhibit implements Exhibit {

    private static final ZonedDateTime NOW = ZonedDateTime.of(2026, 11, 25, 10, 12, 0, 0, ZoneId.of("Asia/Jakarta"));
    private static final LocalDate FIRST = LocalDate.of(2026, 11, 24);
    private static final int DAYS = 3;

    @Override
    public List<Section> sections() {
        return List.of(
                new Section("Events", week()),
                new Section("Hues", hues(), new HuePicker<>(Hue.TEAL), new HuePicker<>(Hue.class, Optional.empty())));
    }

    private static Component week() {
        var week = new WeekGrid(ref -> {}, (ref, days, minutes) -> {}, at -> {});
        week.show(
                FIRST,
                DAYS,
                List.of(
                        days("Trade fair, Surabaya", 24, 27, Hue.BLUE),
                        event("Budget review", "Board room", 24, 9, 90, Hue.VIOLET, Participation.ACCEPTED),
                        event("Stand-up", "", 25, 9, 30, Hue.TEAL, Participation.NONE),
                        event("Supplier call: Northwind Freight", "Video", 25, 10, 90, Hue.TEAL, Participation.NONE),
                        event("Carol: handover", "", 25, 11, 60, Hue.AMBER, Participation.ACCEPTED),
                        event("Site visit", "Jl. Industri Raya 14", 26, 8, 120, Hue.TEAL, Participation.NEEDS_ACTION),
                        event("Focus time", "", 26, 10, 60, Hue.LIME, Participation.TENTATIVE),
                        event("All hands", "Aula", 26, 11, 60, Hue.RED, Participation.DECLINED)),
                NOW);
        return week;
    }

    private static Occurrence event(
            String title, String place, int day, int hour, int minutes, Hue hue, Participation answer) {
        var start = NOW.withDayOfMonth(day).withHour(hour).withMinute(0);
        return occurrence(title, start, start.plusMinutes(minutes), false, place, hue, answer);
    }

    private static Occurrence days(String title, int from, int before, Hue hue) {
        var start = NOW.withDayOfMonth(from).withHour(0).withMinute(0);
        return occurrence(title, start, start.withDayOfMonth(before), true, "", hue, Participation.NONE);
    }

    private static Occurrence occurrence(
            String title,
            ZonedDateTime start,
            ZonedDateTime end,
            boolean allDay,
            String place,
            Hue hue,
            Participation answer) {
        return new Occurrence(
                new EventRef(new CollectionId(1), title.hashCode(), ""),
                title,
                start,
                end,
                allDay,
                place,
                hue,
                Status.CONFIRMED,
                answer,
                false,
                true);
    }

    private static Component hues() {
        var line = new Div();
        line.addClassName("w");
        for (var hue : Hue.values()) {
            line.add(Look.checkBox(hue, true), Look.checkBox(hue, false), HuePicker.named(hue, hue.name()));
        }
        return line;
    }
}
