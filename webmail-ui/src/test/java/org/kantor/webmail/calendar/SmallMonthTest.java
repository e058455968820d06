package org.kantor.webmail.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.ClickEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.NativeButton;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kantor.webmail.fake.OpenUi;

class SmallMonthTest {

    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);

    private final UI ui = new OpenUi(Locale.UK);
    private final List<LocalDate> chosen = new ArrayList<>();

    @AfterEach
    void close() {
        UI.setCurrent(null);
    }

    private static LocalDate november(int day) {
        return NOVEMBER.atDay(day);
    }

    private static void show(SmallMonth month, LocalDate day) {
        month.show(YearMonth.from(day), day, 1, Set.of(), november(25));
    }

    private static Stream<NativeButton> days(Component in) {
        return in.getChildren().flatMap(child -> child instanceof NativeButton day ? Stream.of(day) : days(child));
    }

    /** The place of a day among the six weeks from Monday, 26 October. */
    private static NativeButton day(Component in, int place) {
        return days(in).toList().get(place);
    }

    private static List<String> pressed(Component month) {
        return days(month)
                .filter(day -> "true".equals(day.getElement().getAttribute("aria-pressed")))
                .map(day -> day.getElement().getTextRecursively())
                .toList();
    }

    private static void press(NativeButton day) {
        ComponentUtil.fireEvent(day, new ClickEvent<>(day));
    }

    /** What the page is told to give the focus to. */
    private List<Component> focused() {
        ui.getInternals().getStateTree().runExecutionsBeforeClientResponse();
        return ui.getInternals().dumpPendingJavaScriptInvocations().stream()
                .filter(call -> call.getInvocation().getExpression().contains("focus"))
                .map(call -> days(ui).filter(day -> day.getElement().getNode().equals(call.getOwner()))
                        .findFirst()
                        .<Component>map(day -> day)
                        .orElse(ui))
                .toList();
    }

    @Test
    void theDayThatIsShownIsAPressedButtonAndSoIsEachOfAWeek() {
        var month = new SmallMonth(chosen::add);
        show(month, november(17));
        assertThat(pressed(month)).containsExactly("17");
        show(month, november(18));
        assertThat(pressed(month)).containsExactly("18");
        month.show(NOVEMBER, november(23), 7, Set.of(), november(25));
        assertThat(pressed(month)).containsExactly("23", "24", "25", "26", "27", "28", "29");
        month.show(NOVEMBER, november(1), 42, Set.of(), november(25));
        assertThat(days(month)).noneMatch(day -> day.getElement().hasAttribute("aria-pressed"));
    }

    @Test
    void todayIsTheCurrentDateForAsLongAsItIs() {
        var month = new SmallMonth(chosen::add);
        month.show(NOVEMBER, november(1), 1, Set.of(), november(25));
        month.show(NOVEMBER, november(1), 1, Set.of(), november(26));
        assertThat(days(month)
                        .filter(day -> day.getElement().hasAttribute("aria-current"))
                        .map(day -> day.getElement().getTextRecursively()))
                .containsExactly("26");
    }

    @Test
    void theDaysStayWhileTheMonthDoesSoThatTheOneWithTheFocusKeepsIt() {
        var month = new SmallMonth(chosen::add);
        ui.add(month);
        show(month, november(17));
        var before = days(month).toList();
        press(day(month, 23));
        assertThat(chosen).containsExactly(november(18));
        show(month, november(18));
        assertThat(days(month).toList()).isEqualTo(before);
        assertThat(focused()).isEmpty();
    }

    @Test
    void aDayOfTheMonthBeforeHasTheFocusWhereItStandsInThatMonth() {
        var month = new SmallMonth(chosen::add);
        ui.add(month);
        show(month, november(17));
        press(day(month, 5));
        show(month, LocalDate.of(2026, 10, 31));
        // October's weeks begin on Monday, 28 September
        assertThat(focused()).containsExactly(day(month, 33));
        // once
        show(month, november(17));
        show(month, LocalDate.of(2026, 10, 31));
        assertThat(focused()).isEmpty();
    }

    @Test
    void theListOfAPhoneKeepsItsMonthWhenAnotherDayIsShown() {
        var agenda = new Agenda(ref -> {}, (ref, days, minutes) -> {}, chosen::add);
        var now = ZonedDateTime.of(2026, 11, 25, 9, 0, 0, 0, ZoneOffset.UTC);
        agenda.showMonth(LocalDate.of(2026, 10, 26), november(17), List.of(), now);
        var before = days(agenda).toList();
        agenda.showMonth(LocalDate.of(2026, 10, 26), november(18), List.of(), now);
        assertThat(days(agenda).toList()).isEqualTo(before);
        assertThat(pressed(agenda)).containsExactly("18");
    }
}
