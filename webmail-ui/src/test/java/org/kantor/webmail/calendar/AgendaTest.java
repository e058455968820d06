package org.kantor.webmail.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.dom.Element;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kantor.groupware.Hue;
import org.kantor.groupware.calendar.EventRef;
import org.kantor.groupware.calendar.Occurrence;
import org.kantor.groupware.calendar.Occurrence.Participation;
import org.kantor.groupware.calendar.Occurrence.Status;
import org.kantor.groupware.resource.CollectionId;

class AgendaTest {

    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 30);

    @BeforeEach
    void open() {
        var ui = new UI();
        ui.setLocale(Locale.ENGLISH);
        UI.setCurrent(ui);
    }

    @AfterEach
    void close() {
        UI.setCurrent(null);
    }

    private static Stream<Element> below(Element element) {
        return Stream.concat(
                Stream.of(element),
                element.getChildren().filter(child -> !child.isTextNode()).flatMap(AgendaTest::below));
    }

    private static List<String> labels(Agenda agenda, String tag) {
        return below(agenda.getElement())
                .filter(element -> element.getTag().equals(tag) && element.hasAttribute("aria-label"))
                .map(element -> element.getAttribute("aria-label"))
                .toList();
    }

    @Test
    void theDaysOfTheStripHaveTheirDateAndSayWhetherTheyHaveSomething() {
        var at = MONDAY.plusDays(1).atTime(9, 0).atZone(ZoneOffset.UTC);
        var event = new Occurrence(
                new EventRef(new CollectionId(1), 1, ""),
                "Rapat",
                at,
                at.plusHours(1),
                false,
                "",
                Hue.values()[0],
                Status.CONFIRMED,
                Participation.NONE,
                false,
                true);
        var agenda = new Agenda(opened -> {}, (moved, days, minutes) -> {}, day -> {});
        UI.getCurrent().add(agenda);
        agenda.show(MONDAY, 7, List.of(event), at);
        assertThat(labels(agenda, "button"))
                .startsWith("Monday 30 November 2026")
                .contains("Wednesday 2 December 2026")
                .doesNotContain("Tuesday 1 December 2026")
                .anyMatch(label -> label.contains("cal.day.busy"));
        assertThat(labels(agenda, "div")).containsExactly("Tuesday 1 December 2026");
        assertThat(below(agenda.getElement()).filter(element -> element.hasAttribute("aria-current")))
                .hasSize(1);
    }
}
