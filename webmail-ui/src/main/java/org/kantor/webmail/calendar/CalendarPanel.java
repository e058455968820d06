package org.kantor.webmail.calendar;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H4;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.kantor.groupware.calendar.Calendar;
import org.kantor.groupware.resource.CollectionId;
import org.kantor.webmail.shell.ComposeButton;
import org.kantor.webmail.shell.IconButton;

/** The calendar's side panel: a small month, and the calendars with their check boxes. */
final class CalendarPanel extends Nav {

    private static final long serialVersionUID = 1;

    private final Span title = new Span();
    private final SmallMonth grid;
    private final Div calendars = new Div();
    private final transient Consumer<CollectionId> toggled;
    private final transient Function<YearMonth, Set<LocalDate>> busy;
    private transient YearMonth shown = YearMonth.of(2000, 1);
    private transient LocalDate first = LocalDate.EPOCH;
    private int count;
    private transient LocalDate today = LocalDate.EPOCH;

    /** @param busy finds the days of another month, and of the weeks around it, that have something */
    CalendarPanel(
            Runnable create,
            Runnable createCalendar,
            Consumer<LocalDate> chosen,
            Consumer<CollectionId> toggled,
            Function<YearMonth, Set<LocalDate>> busy) {
        this.toggled = toggled;
        this.busy = busy;
        addClassNames("nav", "cnav");
        setAriaLabel(getTranslation("cal.calendars"));
        var button = new ComposeButton("plus", getTranslation("cal.new"), create);
        grid = new SmallMonth(chosen);
        var month = new Div(head(), grid);
        month.addClassName("mini");
        calendars.addClassName("cals");
        var heading = new H4(getTranslation("cal.mine"));
        var add = new IconButton("plus", getTranslation("cal.newcalendar"));
        add.addClassName("sm");
        add.addClickListener(event -> createCalendar.run());
        var line = new Div(heading, add);
        line.addClassName("calh");
        var list = new Div(line, calendars);
        list.addClassName("cal-list");
        add(button, month, list);
    }

    void showCalendars(List<Calendar> all, Set<CollectionId> hidden) {
        calendars.removeAll();
        for (var calendar : all) {
            var on = !hidden.contains(calendar.id());
            var name = new Span(calendar.displayName());
            name.addClassName("trunc");
            name.getElement().setAttribute("dir", "auto");
            var row = new NativeButton();
            row.add(Look.checkBox(calendar.hue(), on), name);
            row.getElement()
                    .setAttribute("type", "button")
                    .setAttribute("role", "checkbox")
                    .setAttribute("aria-checked", Boolean.toString(on));
            row.addClickListener(event -> toggled.accept(calendar.id()));
            calendars.add(row);
        }
    }

    /**
     * @param days how many are shown from the first on; those of a day or a week are marked
     * @param withSomething those of the month, and of the weeks around it, that have something
     */
    void show(LocalDate from, int days, YearMonth month, Set<LocalDate> withSomething, LocalDate now) {
        first = from;
        count = days;
        today = now;
        shown = month;
        showMonth(withSomething);
    }

    private Div head() {
        title.addClassName("mt");
        var back = new IconButton("chevron-left", getTranslation("cal.month.back"));
        var on = new IconButton("chevron-right", getTranslation("cal.month.on"));
        back.addClassName("sm");
        on.addClassName("sm");
        back.addClickListener(event -> turn(-1));
        on.addClickListener(event -> turn(1));
        var head = new Div(title, back, on);
        head.addClassName("mh");
        return head;
    }

    private void showMonth(Set<LocalDate> withSomething) {
        title.setText(DateTimeFormatter.ofPattern("LLLL yyyy", getLocale()).format(shown));
        grid.show(shown, first, count, withSomething, today);
    }

    private void turn(int months) {
        shown = shown.plusMonths(months);
        showMonth(busy.apply(shown));
    }
}
