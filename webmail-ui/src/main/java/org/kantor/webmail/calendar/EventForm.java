package org.kantor.webmail.calendar;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.timepicker.TimePicker;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kantor.groupware.calendar.Calendar;
import org.kantor.groupware.calendar.Event;
import org.kantor.groupware.calendar.EventDraft;
import org.kantor.kernel.AccountId;
import org.kantor.webmail.shell.HuePicker;
import org.kantor.webmail.shell.IconButton;
import org.kantor.webmail.shell.KeptForm;
import org.kantor.webmail.shell.Pickers;
import org.kantor.webmail.shell.TextButton;

/** The form of an event, in the place of the week while it is open. The end follows the start. */
final class EventForm extends Div {

    private static final long serialVersionUID = 1;

    /** What the browser keeps its forms as. */
    static final String KIND = "event";

    private final TextField title = new TextField();
    private final DatePicker startDate = Pickers.date(getTranslation("cal.starts"), getLocale(), this);
    private final TimePicker startTime = Pickers.time(getTranslation("cal.starts.time"));
    private final DatePicker endDate = Pickers.date(getTranslation("cal.ends"), getLocale(), this);
    private final TimePicker endTime = Pickers.time(getTranslation("cal.ends.time"));
    private final Checkbox allDay = new Checkbox();
    private final Select<Calendar> calendar = new Select<>();
    private final TextField location = new TextField();
    private final TextArea notes = new TextArea();
    private final transient ZoneId zone;
    private transient LocalDateTime lastStart;
    private @Nullable KeptForm kept;

    EventForm(
            String heading,
            List<Calendar> calendars,
            ZoneId zone,
            LocalDateTime start,
            LocalDateTime end,
            Consumer<EventDraft> save,
            Runnable cancel) {
        this.zone = zone;
        this.lastStart = start;
        addClassName("evform");
        var back = new IconButton("arrow-left", getTranslation("cal.back"));
        back.addClickListener(event -> cancel.run());
        var gap = new Span();
        gap.addClassName("grow");
        var head = new Div(
                back,
                new H1(heading),
                gap,
                new TextButton(getTranslation("cancel"), cancel),
                new TextButton("check", getTranslation("cal.save"), () -> save(save)).primary());
        head.addClassName("phead");
        fields(calendars);
        show(start, end);
        var from = new Div(startDate, startTime);
        from.addClassName("evtimes");
        var to = new Div(endDate, endTime);
        to.addClassName("evtimes");
        var body = new Div(title, from, to, allDay, location, calendar, notes);
        body.addClassNames("pbody", "evfields");
        add(head, body);
        title.focus();
    }

    private void fields(List<Calendar> calendars) {
        title.setPlaceholder(getTranslation("cal.title"));
        title.setAriaLabel(getTranslation("cal.title"));
        title.addClassName("evtitle");
        title.setMaxLength(500);
        allDay.setLabel(getTranslation("cal.allday.long"));
        location.setLabel(getTranslation("cal.location"));
        location.setMaxLength(1_000);
        notes.setLabel(getTranslation("cal.notes"));
        notes.setMinHeight("96px");
        calendar.setLabel(getTranslation("cal.calendar"));
        calendar.setItems(calendars);
        calendar.setValue(calendars.getFirst());
        calendar.setItemLabelGenerator(Calendar::displayName);
        calendar.setRenderer(new ComponentRenderer<>(item -> HuePicker.named(item.hue(), item.displayName())));
        allDay.addValueChangeListener(event -> times());
        startDate.addValueChangeListener(event -> follow());
        startTime.addValueChangeListener(event -> follow());
    }

    private void show(LocalDateTime start, LocalDateTime end) {
        startDate.setValue(start.toLocalDate());
        startTime.setValue(start.toLocalTime());
        endDate.setValue(end.toLocalDate());
        endTime.setValue(end.toLocalTime());
    }

    /** Fills in what the event says already. */
    EventForm with(Event event, @Nullable Calendar own) {
        var occurrence = event.occurrence();
        title.setValue(occurrence.title());
        location.setValue(occurrence.location());
        notes.setValue(event.notes());
        if (own != null) {
            calendar.setValue(own);
        }
        if (occurrence.allDay()) {
            allDay.setValue(true);
            endDate.setValue(WeekGrid.lastDay(occurrence));
            startTime.setValue(LocalTime.of(9, 0));
            endTime.setValue(LocalTime.of(10, 0));
        }
        return this;
    }

    /** Has the browser keep what is typed. @param of which event it is; empty for a new one */
    EventForm kept(AccountId account, String of, Optional<KeptForm.Left> left) {
        var fields = new LinkedHashMap<String, Component>();
        fields.put("title", title);
        fields.put("startDate", startDate);
        fields.put("startTime", startTime);
        fields.put("endDate", endDate);
        fields.put("endTime", endTime);
        fields.put("allDay", allDay);
        fields.put("calendar", calendar);
        fields.put("location", location);
        fields.put("notes", notes);
        fields.forEach((name, field) -> KeptForm.field(field, name));
        kept = new KeptForm(KIND, of, account, left, this::fill);
        add(kept);
        return this;
    }

    /** In the order of the form, so that the end is what it was though it follows the start. */
    private void fill(List<KeptForm.Value> values) {
        for (var value : values) {
            var text = value.value();
            switch (value.field()) {
                case "title" -> title.setValue(text);
                case "location" -> location.setValue(text);
                case "notes" -> notes.setValue(text);
                case "allDay" -> allDay.setValue(Boolean.parseBoolean(text));
                case "calendar" ->
                    calendar.getListDataView()
                            .getItems()
                            .filter(one -> one.displayName().equals(text))
                            .findFirst()
                            .ifPresent(calendar::setValue);
                case "startDate" -> KeptForm.parsed(text, LocalDate::parse, startDate);
                case "endDate" -> KeptForm.parsed(text, LocalDate::parse, endDate);
                case "startTime" -> KeptForm.parsed(text, LocalTime::parse, startTime);
                case "endTime" -> KeptForm.parsed(text, LocalTime::parse, endTime);
                default -> {}
            }
        }
    }

    /** It was saved, or left. */
    void done() {
        if (kept != null) {
            kept.done();
        }
    }

    private void times() {
        startTime.setVisible(!allDay.getValue());
        endTime.setVisible(!allDay.getValue());
    }

    /** Moves the end by as much as the start was moved. */
    private void follow() {
        if (startDate.getValue() == null
                || startTime.getValue() == null
                || endDate.getValue() == null
                || endTime.getValue() == null) {
            return;
        }
        var start = startDate.getValue().atTime(startTime.getValue());
        var end = endDate.getValue().atTime(endTime.getValue()).plus(Duration.between(lastStart, start));
        lastStart = start;
        endDate.setValue(end.toLocalDate());
        endTime.setValue(end.toLocalTime());
    }

    private void save(Consumer<EventDraft> save) {
        if (title.getValue().isBlank()) {
            title.setInvalid(true);
            title.setErrorMessage(getTranslation("cal.title.missing"));
            title.focus();
            return;
        }
        if (startDate.getValue() == null
                || endDate.getValue() == null
                || startTime.getValue() == null
                || endTime.getValue() == null) {
            return;
        }
        var start = startDate.getValue().atTime(startTime.getValue());
        var end = allDay.getValue()
                ? endDate.getValue().plusDays(1).atStartOfDay()
                : endDate.getValue().atTime(endTime.getValue());
        if (end.isBefore(start)) {
            endDate.setInvalid(true);
            endDate.setErrorMessage(getTranslation("cal.ends.before"));
            return;
        }
        save.accept(new EventDraft(
                Objects.requireNonNull(calendar.getValue()).id(),
                title.getValue().strip(),
                start,
                end,
                allDay.getValue(),
                zone,
                location.getValue().strip(),
                notes.getValue()));
    }
}
