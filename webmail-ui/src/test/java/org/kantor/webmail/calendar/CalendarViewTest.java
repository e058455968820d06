package org.kantor.webmail.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.ClickEvent;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.NavigationEvent;
import com.vaadin.flow.router.NavigationTrigger;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.Router;
import com.vaadin.flow.server.RouteRegistry;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kantor.change.Actor;
import org.kantor.directory.Account;
import org.kantor.directory.Quota;
import org.kantor.groupware.Hue;
import org.kantor.groupware.calendar.Calendars;
import org.kantor.groupware.calendar.EventRef;
import org.kantor.groupware.calendar.Occurrence;
import org.kantor.groupware.resource.CollectionId;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.EmailAddress;
import org.kantor.webmail.fake.MemorySettings;
import org.kantor.webmail.fake.OpenUi;
import org.kantor.webmail.session.SignedIn;
import org.kantor.webmail.shell.LiveChanges;
import org.kantor.webmail.shell.Toasts;

class CalendarViewTest {

    private final UI ui = new OpenUi(Locale.UK);

    /** The days that were asked for, as first/end. */
    private final List<String> asked = new ArrayList<>();

    private final List<Occurrence> stored = new ArrayList<>();

    @AfterEach
    void close() {
        UI.setCurrent(null);
    }

    private static Occurrence occurrence(long object, String day) {
        var at = LocalDate.parse(day).atTime(9, 0).atZone(ZoneOffset.UTC);
        return new Occurrence(
                new EventRef(new CollectionId(1), object, ""),
                "Rapat",
                at,
                at.plusHours(1),
                false,
                "",
                Hue.TEAL,
                Occurrence.Status.CONFIRMED,
                Occurrence.Participation.NONE,
                false,
                true);
    }

    private CalendarView view() {
        var account = new Account(
                new AccountId(1),
                "sub",
                "alice",
                EmailAddress.of("alice@example.org"),
                "Alice",
                Account.Kind.PERSON,
                true,
                Quota.NONE,
                Instant.EPOCH);
        var signedIn = answering(
                SignedIn.class,
                (name, arguments) -> name.equals("account") ? account : new Actor("web", "alice", account.id()));
        var calendars = answering(Calendars.class, (name, arguments) -> {
            if (!name.equals("occurrences")) {
                return List.of();
            }
            asked.add(day(arguments[1]) + "/" + day(arguments[2]));
            return stored;
        });
        var clock = Clock.fixed(Instant.parse("2026-11-25T09:00:00Z"), ZoneOffset.UTC);
        return new CalendarView(calendars, new MemorySettings(), signedIn, new LiveChanges(), new Toasts(), clock);
    }

    private static LocalDate day(Object instant) {
        return LocalDate.ofInstant((Instant) instant, ZoneOffset.UTC);
    }

    private interface Answer {
        Object to(String method, Object[] arguments);
    }

    private static <T> T answering(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answer.to(method.getName(), arguments)));
    }

    private void enter(CalendarView view, String period, String day) {
        var router = new Router(answering(RouteRegistry.class, (name, arguments) -> null));
        var navigation = new NavigationEvent(router, new Location("calendar"), ui, NavigationTrigger.PROGRAMMATIC);
        view.beforeEnter(new BeforeEnterEvent(
                navigation, CalendarView.class, new RouteParameters(Map.of("period", period, "day", day)), List.of()));
    }

    private static Stream<Element> below(Element element) {
        return Stream.concat(
                Stream.of(element),
                element.getChildren().filter(child -> !child.isTextNode()).flatMap(CalendarViewTest::below));
    }

    private static Stream<String> shown(CalendarView view) {
        return below(view.getElement())
                .filter(element -> element.hasAttribute("data-event"))
                .map(element -> element.getAttribute("data-event"))
                .distinct();
    }

    @ParameterizedTest
    @CsvSource({
        "day, 2026-11-25, 2026-10-26/2026-12-07, 1",
        "week, 2026-11-25, 2026-10-26/2026-12-07, 1 2",
        "week, 2026-12-01, 2026-11-30/2027-01-11, 3",
        "month, 2026-11-25, 2026-10-26/2026-12-07, 1 2 3"
    })
    void whatIsShownAndTheSmallMonthBesideItAreReadTogether(String period, String day, String read, String events) {
        stored.addAll(List.of(occurrence(1, "2026-11-25"), occurrence(2, "2026-11-29"), occurrence(3, "2026-12-02")));
        var view = view();
        enter(view, period, day);
        assertThat(asked).containsExactly(read);
        assertThat(shown(view))
                .containsExactlyInAnyOrder(Arrays.stream(events.split(" "))
                        .map(event -> "1 " + event + " ")
                        .toArray(String[]::new));
    }

    @Test
    void theSmallMonthIsTurnedWithAReadingOfItsOwn() {
        var view = view();
        enter(view, "week", "2026-11-25");
        asked.clear();
        var turn = below(view.sidePanel().getElement())
                .flatMap(element -> element.getComponent().stream())
                .filter(NativeButton.class::isInstance)
                .map(NativeButton.class::cast)
                .filter(button -> button.getElement().getAttribute("aria-label") != null
                        && button.getElement().getAttribute("aria-label").contains("cal.month.on"))
                .findFirst()
                .orElseThrow();
        ComponentUtil.fireEvent(turn, new ClickEvent<>(turn));
        assertThat(asked).containsExactly("2026-11-30/2027-01-11");
    }

    @Test
    void theHoursOfAnEmptyWeekAreReachedByKeys() {
        var week = new WeekGrid(event -> {}, (event, start, end) -> {}, start -> {});
        var monday = LocalDate.parse("2026-09-14");
        var now = monday.atStartOfDay(ZoneOffset.UTC);
        week.show(monday, 7, List.of(), now);
        assertThat(hours(week).getAttribute("tabindex")).isEqualTo("0");
        week.show(monday, 7, List.of(occurrence(1, "2026-09-15")), now);
        assertThat(hours(week).getAttribute("tabindex")).isEqualTo("-1");
    }

    private static Element hours(WeekGrid week) {
        return week.getElement()
                .getChildren()
                .filter(child -> "week-hours".equals(child.getAttribute("id")))
                .findFirst()
                .orElseThrow();
    }
}
