package org.kantor.webmail.calendar;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.IsoFields;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kantor.change.Collection;
import org.kantor.groupware.Hue;
import org.kantor.groupware.calendar.Calendar;
import org.kantor.groupware.calendar.Calendars;
import org.kantor.groupware.calendar.Calendars.Part;
import org.kantor.groupware.calendar.Event;
import org.kantor.groupware.calendar.EventDraft;
import org.kantor.groupware.calendar.EventRef;
import org.kantor.groupware.calendar.Occurrence;
import org.kantor.groupware.resource.CollectionId;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.settings.Setting;
import org.kantor.settings.Settings;
import org.kantor.webmail.mail.Dates;
import org.kantor.webmail.session.SignedIn;
import org.kantor.webmail.shell.HueForm;
import org.kantor.webmail.shell.IconButton;
import org.kantor.webmail.shell.KeptForm;
import org.kantor.webmail.shell.LiveChanges;
import org.kantor.webmail.shell.Page;
import org.kantor.webmail.shell.Shell;
import org.kantor.webmail.shell.SidePanel;
import org.kantor.webmail.shell.TextButton;
import org.kantor.webmail.shell.Toasts;

/**
 * The calendar: a day, a week or a month at a time. The address names which and a day of it: {@code calendar/month/2026-11-25}. Where it names no period, it is what was chosen last.
 */
@Route(value = "calendar/:period?(day|week|month)/:day?([0-9]{4}-[0-9]{2}-[0-9]{2})", layout = Shell.class)
public class CalendarView extends Div implements BeforeEnterObserver, SidePanel, HasDynamicTitle, EventCard.Acts {

    private static final long serialVersionUID = 1;
    private static final String DAY = "day";
    private static final String PERIOD = "period";

    /** Characters of a calendar's name. */
    private static final int LONGEST_CALENDAR = 200;

    /** What was chosen last. */
    private static final Setting<Period> CHOSEN = Setting.choice("calendar.period", Period.class, Period.WEEK);

    private final transient Calendars calendars;
    private final transient AccountId account;
    private final transient EventActions actions;
    private final transient SignedIn signedIn;
    private final transient Clock clock;
    private final Toasts toasts;
    private final H1 month = new H1();
    private final Span weekNumber = new Span();
    private final CalendarPanel panel;
    private final WeekGrid grid;
    private final MonthGrid monthGrid;
    /** In the head, and on a phone beside the choice of the period. */
    private final List<IconButton> backs =
            List.of(new IconButton("chevron-left", ""), new IconButton("chevron-left", ""));

    private final List<IconButton> ons =
            List.of(new IconButton("chevron-right", ""), new IconButton("chevron-right", ""));
    private final List<Div> choices = List.of(new Div(), new Div());
    private final transient Settings settings;
    private final Agenda agenda;
    private final EventCard card;
    private final Div week = new Div();
    private final Set<CollectionId> hidden = new HashSet<>();
    private @Nullable EventForm form;
    private transient Period period = Period.WEEK;
    /** One of the days that are shown, by which they are named. */
    private transient LocalDate named = LocalDate.EPOCH;

    private transient LocalDate first = LocalDate.EPOCH;
    private transient ZoneId zone = ZoneOffset.UTC;

    @Inject
    public CalendarView(
            Calendars calendars, Settings settings, SignedIn signedIn, LiveChanges live, Toasts toasts, Clock clock) {
        this.settings = settings;
        this.calendars = calendars;
        this.signedIn = signedIn;
        this.toasts = toasts;
        this.clock = clock;
        account = signedIn.account().id();
        actions = new EventActions(calendars, account, signedIn.actor());
        addClassName("cal");
        panel = new CalendarPanel(
                this::create, this::createCalendar, this::go, this::toggle, month -> busy(around(month)));
        grid = new WeekGrid(this::open, this::move, this::create);
        monthGrid = new MonthGrid(this::open, this::move, this::create, day -> go(Period.DAY, day));
        agenda = new Agenda(this::open, this::move, this::go);
        card = new EventCard(this);
        var fab = new TextButton("plus", getTranslation("cal.event"), this::create).primary();
        fab.addClassName("fab");
        choices.forEach(this::periods);
        var periods = new Div(backs.getLast(), choices.getLast(), ons.getLast());
        periods.addClassName("turn");
        week.add(head(), periods, grid, monthGrid, agenda, fab, card);
        week.addClassName("calweek");
        add(week, new KeptForm.Opener(account, Map.of(EventForm.KIND, this::restore)));
        live.watch(this, account, this::changed);
    }

    private Div head() {
        weekNumber.addClassName("muted");
        var gap = new Span();
        gap.addClassName("grow");
        var today = new TextButton(getTranslation("cal.today"), () -> go(now().toLocalDate()));
        today.getElement().setAttribute("data-verb", "today");
        for (var back : backs) {
            back.verb("previousPeriod");
            back.addClickListener(event -> go(period.step(named, -1)));
        }
        for (var on : ons) {
            on.verb("nextPeriod");
            on.addClickListener(event -> go(period.step(named, 1)));
        }
        var turn = new Span(backs.getFirst(), ons.getFirst());
        turn.addClassName("h");
        var head = new Div(month, weekNumber, gap, today, turn, choices.getFirst());
        head.addClassNames("phead", "calhead");
        return head;
    }

    private void periods(Div choice) {
        choice.addClassNames("seg", "periods");
        choice.getElement().setAttribute("role", "group").setAttribute("aria-label", getTranslation("cal.period"));
        for (var each : Period.values()) {
            var button = new NativeButton(getTranslation("cal.period." + each.key()), event -> go(each, named));
            button.getElement().setAttribute("type", "button").setAttribute("data-verb", each.key());
            choice.add(button);
        }
    }

    @Override
    public Component sidePanel() {
        return panel;
    }

    @Override
    public String getPageTitle() {
        return Page.title(getTranslation("place.calendar"));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        zone = Dates.zone(event.getUI());
        var day = event.getRouteParameters().get(DAY).flatMap(CalendarView::parse);
        period = event.getRouteParameters()
                .get(PERIOD)
                .map(key -> Period.valueOf(key.toUpperCase(Locale.ROOT)))
                .orElseGet(() -> settings.get(account, CHOSEN));
        named = day.orElseGet(() -> now().toLocalDate());
        first = period.first(named);
        showWeek();
        refresh();
    }

    private static Optional<LocalDate> parse(String day) {
        try {
            return Optional.of(LocalDate.parse(day));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private ZonedDateTime now() {
        return ZonedDateTime.ofInstant(clock.instant(), zone);
    }

    private void go(LocalDate day) {
        go(period, day);
    }

    /** Shows a day with what belongs to it, and remembers what was chosen. */
    private void go(Period chosen, LocalDate day) {
        if (chosen != period) {
            settings.set("web", account, CHOSEN, chosen);
        }
        getUI().ifPresent(ui -> ui.navigate(
                CalendarView.class, new RouteParameters(Map.of(PERIOD, chosen.key(), DAY, day.toString()))));
    }

    private void refresh() {
        var days = period.days();
        // a week belongs to the month that has most of it
        var middle = period == Period.WEEK ? first.plusDays(3) : named;
        var year = new Span(DateTimeFormatter.ofPattern(" yyyy", getLocale()).format(middle));
        year.addClassName("year");
        month.removeAll();
        var pattern = period == Period.DAY ? "d MMMM" : "LLLL";
        month.add(new Text(DateTimeFormatter.ofPattern(pattern, getLocale()).format(middle)), year);
        weekNumber.setText(getTranslation("cal.week", middle.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)));
        weekNumber.setVisible(period != Period.MONTH);
        backs.forEach(back -> back.setLabel(getTranslation("cal." + period.key() + ".back")));
        ons.forEach(on -> on.setLabel(getTranslation("cal." + period.key() + ".on")));
        for (var choice : choices) {
            choice.getChildren().forEach(button -> {
                var chosen = period.key().equals(button.getElement().getAttribute("data-verb"));
                button.getElement().getClassList().set("on", chosen);
                button.getElement().setAttribute("aria-pressed", Boolean.toString(chosen));
            });
        }
        // what is shown lies in the weeks around the small month, so one reading is enough
        var small = YearMonth.from(middle);
        var around = around(small);
        var shown = around.stream().filter(this::isShown).toList();
        grid.setVisible(period != Period.MONTH);
        monthGrid.setVisible(period == Period.MONTH);
        if (period == Period.MONTH) {
            monthGrid.show(first, YearMonth.from(named), shown, now());
            agenda.showMonth(first, named, shown, now());
        } else {
            grid.show(first, days, shown, now());
            agenda.show(first, days, shown, now());
        }
        panel.showCalendars(ofEvents(), hidden);
        panel.show(first, days, small, busy(around), now().toLocalDate());
    }

    /** What there is in the six weeks around a month. */
    private List<Occurrence> around(YearMonth month) {
        var begin = Period.MONTH.first(month.atDay(1));
        return between(begin, begin.plusDays(Period.MONTH.days()));
    }

    private boolean isShown(Occurrence occurrence) {
        return occurrence.start().toLocalDate().isBefore(first.plusDays(period.days()))
                && !WeekGrid.lastDay(occurrence).isBefore(first);
    }

    private List<Occurrence> between(LocalDate from, LocalDate to) {
        return calendars
                .occurrences(
                        account,
                        from.atStartOfDay(zone).toInstant(),
                        to.atStartOfDay(zone).toInstant(),
                        zone)
                .stream()
                .filter(occurrence -> !hidden.contains(occurrence.ref().calendar()))
                .toList();
    }

    private static Set<LocalDate> busy(List<Occurrence> occurrences) {
        var days = new TreeSet<LocalDate>();
        for (var occurrence : occurrences) {
            var last = WeekGrid.lastDay(occurrence);
            for (var day = occurrence.start().toLocalDate();
                    !day.isAfter(last) && days.size() < 100;
                    day = day.plusDays(1)) {
                days.add(day);
            }
        }
        return days;
    }

    private void toggle(CollectionId calendar) {
        if (!hidden.remove(calendar)) {
            hidden.add(calendar);
        }
        refresh();
    }

    private void changed(Set<Collection> collections) {
        if (collections.stream().anyMatch(collection -> collection.kind() == Collection.Kind.CALENDAR)) {
            refresh();
        }
    }

    private void showWeek() {
        if (form != null) {
            remove(form);
            form = null;
        }
        addComponentAsFirst(week);
    }

    private void showForm(EventForm shown) {
        showWeek();
        remove(week);
        form = shown;
        addComponentAsFirst(shown);
    }

    /** What is typed is saved, or not wanted. */
    private void closeForm() {
        if (form != null) {
            form.done();
        }
        showWeek();
    }

    /** Opens a form that ended with its page. Of an event that is gone meanwhile it makes a new one. */
    private void restore(KeptForm.Left left) {
        var names = left.of().split(":", 4);
        try {
            if (names.length == 4) {
                var ref = new EventRef(new CollectionId(Long.parseLong(names[0])), Long.parseLong(names[1]), names[3]);
                var part = Part.valueOf(names[2]);
                calendars
                        .event(account, ref, zone)
                        .ifPresentOrElse(
                                event -> edit(event, part, Optional.of(left)), () -> create(soon(), Optional.of(left)));
            } else {
                create(soon(), Optional.of(left));
            }
            toasts.tell("check", getTranslation("compose.kept.here"));
        } catch (IllegalArgumentException e) {
            // no browser of ours kept that
        }
    }

    private void create() {
        create(soon());
    }

    private LocalDateTime soon() {
        var now = now();
        var day = isShown(now.toLocalDate()) ? now.toLocalDate() : period == Period.MONTH ? named : first;
        return day.atTime(Math.min(now.getHour() + 1, 22), 0);
    }

    private void create(LocalDateTime start) {
        create(start, Optional.empty());
    }

    private void create(LocalDateTime start, Optional<KeptForm.Left> left) {
        showForm(new EventForm(
                        getTranslation("cal.new"),
                        shownFirst(),
                        zone,
                        start,
                        start.plusHours(1),
                        this::created,
                        this::closeForm)
                .kept(account, "", left));
    }

    /** Lists of tasks are calendars too, which are not looked at here. */
    private List<Calendar> ofEvents() {
        return calendars.list(account).stream()
                .filter(calendar -> calendar.components().contains("VEVENT"))
                .toList();
    }

    /** The calendars that events may lie in; those that are shown come first, so that a new event is seen. */
    private List<Calendar> shownFirst() {
        return ofEvents().stream()
                .sorted((a, b) -> Boolean.compare(hidden.contains(a.id()), hidden.contains(b.id())))
                .toList();
    }

    private void open(EventRef ref) {
        calendars.event(account, ref, zone).ifPresentOrElse(card::show, this::refresh);
    }

    @Override
    public void edit(Event event, Part part) {
        edit(event, part, Optional.empty());
    }

    private void edit(Event event, Part part, Optional<KeptForm.Left> left) {
        var occurrence = event.occurrence();
        var all = shownFirst();
        var own = all.stream()
                .filter(calendar -> calendar.id().equals(occurrence.ref().calendar()))
                .findFirst()
                .orElse(null);
        showForm(new EventForm(
                        getTranslation("cal.edit"),
                        all,
                        zone,
                        occurrence.start().toLocalDateTime(),
                        occurrence.end().toLocalDateTime(),
                        draft -> changed(occurrence.ref(), part, draft),
                        this::closeForm)
                .with(event, own)
                .kept(account, name(occurrence.ref(), part), left));
    }

    private static String name(EventRef ref, Part part) {
        return ref.calendar().value() + ":" + ref.object() + ":" + part + ":" + ref.recurrence();
    }

    private void created(EventDraft draft) {
        try {
            calendars.createEvent(account, draft, signedIn.actor());
        } catch (Refused e) {
            toasts.refused(e);
            return;
        }
        closeForm();
        toasts.tell("check", getTranslation("cal.saved"));
        show(draft);
    }

    private void changed(EventRef ref, Part part, EventDraft draft) {
        if (act(() -> actions.update(ref, part, draft), "check", "cal.saved")) {
            closeForm();
            show(draft);
        }
    }

    private void show(EventDraft draft) {
        var day = draft.start().toLocalDate();
        if (isShown(day)) {
            refresh();
        } else {
            go(day);
        }
    }

    private boolean isShown(LocalDate day) {
        return !day.isBefore(first) && day.isBefore(first.plusDays(period.days()));
    }

    /** Of a series, the one that was dragged. */
    private void move(EventRef ref, int days, int minutes) {
        calendars
                .event(account, ref, zone)
                .ifPresent(event -> act(
                        () -> actions.update(ref, Part.OCCURRENCE, moved(event, days, minutes)),
                        "calendar",
                        "cal.moved"));
        refresh();
    }

    private EventDraft moved(Event event, int days, int minutes) {
        var occurrence = event.occurrence();
        var start = occurrence.start().toLocalDateTime();
        var length = Duration.between(start, occurrence.end().toLocalDateTime());
        var moved = start.plusDays(days).plusMinutes(minutes);
        return new EventDraft(
                occurrence.ref().calendar(),
                occurrence.title(),
                moved,
                moved.plus(length),
                occurrence.allDay(),
                zone,
                occurrence.location(),
                event.notes());
    }

    @Override
    public void delete(Event event, Part part) {
        act(() -> actions.delete(event.occurrence().ref(), part), "trash-2", "cal.deleted");
        refresh();
    }

    /** Does something that can be taken back; answers whether it was done. */
    private boolean act(Supplier<Runnable> action, String icon, String key) {
        try {
            var undo = action.get();
            toasts.undoable(icon, getTranslation(key), undo, this::refresh);
            return true;
        } catch (Refused e) {
            toasts.refused(e);
            return false;
        }
    }

    private void createCalendar() {
        add(new HueForm<>(
                getTranslation("cal.newcalendar"),
                getTranslation("cal.calendar.create"),
                getTranslation("cal.calendar.missing"),
                "",
                LONGEST_CALENDAR,
                Hue.GREEN,
                (name, hue) -> {
                    var edit = Calendar.Edit.of(name.strip(), hue);
                    calendars.create(account, new Calendar.Draft(null, Set.of(), edit), signedIn.actor());
                    refresh();
                }));
    }
}
