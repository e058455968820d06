package org.kantor.webmail.calendar;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AnchorTarget;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.kantor.groupware.calendar.Calendars.Part;
import org.kantor.groupware.calendar.Event;
import org.kantor.groupware.calendar.Occurrence;
import org.kantor.groupware.calendar.Occurrence.Participation;
import org.kantor.webmail.shell.Face;
import org.kantor.webmail.shell.HuePicker;
import org.kantor.webmail.shell.Icon;
import org.kantor.webmail.shell.IconButton;
import org.kantor.webmail.shell.TextButton;

/** An event in a small window beside its block. The browser places it and closes it with Esc or a click elsewhere. */
final class EventCard extends Div {

    private static final long serialVersionUID = 1;
    private static final int FACES = 6;

    private final transient Acts acts;

    /** What can be done with the event. */
    interface Acts {
        void edit(Event event, Part part);

        void delete(Event event, Part part);
    }

    EventCard(Acts acts) {
        this.acts = acts;
        addClassNames("pop", "evpop");
        setId("event");
        getElement().setAttribute("popover", "auto").setAttribute("role", "dialog");
    }

    void show(Event event) {
        removeAll();
        var occurrence = event.occurrence();
        var title = occurrence.title().isBlank() ? getTranslation("cal.untitled") : occurrence.title();
        getElement().setAttribute("aria-label", title);
        add(top(event));
        var dot = new Span();
        dot.addClassNames("dot", HuePicker.style(occurrence.hue()));
        var heading = new H2(title);
        heading.getElement().setAttribute("dir", "auto");
        var line = new Div(dot, heading);
        line.addClassName("ln");
        add(line, line("clock", when(occurrence)));
        if (occurrence.recurring()) {
            add(line("refresh-cw", new Span(getTranslation("cal.repeats"))));
        }
        if (!occurrence.location().isBlank() && !occurrence.location().equals(event.url())) {
            add(line("map-pin", text(occurrence.location())));
        }
        if (!event.url().isEmpty()) {
            var link = new Anchor(event.url(), getTranslation("cal.join"), AnchorTarget.BLANK);
            link.getElement().setAttribute("rel", "noopener noreferrer");
            add(line("link", link));
        }
        if (!event.guests().isEmpty()) {
            add(line("users", guests(event)));
        }
        if (!event.alarms().isEmpty()) {
            add(line("bell", new Span(alarm(event.alarms().getFirst()))));
        }
        if (!event.notes().isBlank()) {
            var notes = text(event.notes());
            notes.addClassName("notes");
            add(line("file-text", notes));
        }
        getElement().executeJs("window.kantorBeside(this, $0)", Look.key(occurrence.ref()));
    }

    void hide() {
        getElement().executeJs("if (this.matches(':popover-open')) this.hidePopover()");
    }

    private Div top(Event event) {
        var edit = new IconButton("pencil", getTranslation("cal.edit"));
        edit.addClickListener(click -> choose(event, "cal.edit", part -> acts.edit(event, part)));
        var delete = new IconButton("trash-2", getTranslation("cal.delete"));
        delete.addClickListener(click -> choose(event, "cal.delete", part -> acts.delete(event, part)));
        var close = new IconButton("x", getTranslation("close"));
        close.addClickListener(click -> hide());
        var top = new Div(edit, delete, close);
        top.addClassName("evtop");
        return top;
    }

    private interface Chosen {
        void with(Part part);
    }

    /** For a series it must be said whether one occurrence is meant or all. */
    private void choose(Event event, String verb, Chosen chosen) {
        if (!event.occurrence().recurring()) {
            hide();
            chosen.with(Part.SERIES);
            return;
        }
        var one = new TextButton(getTranslation(verb + ".one"), () -> {
            hide();
            chosen.with(Part.OCCURRENCE);
        });
        var all = new TextButton(getTranslation(verb + ".all"), () -> {
            hide();
            chosen.with(Part.SERIES);
        });
        var question = new Div(one, all);
        question.addClassName("evask");
        getChildren()
                .filter(child -> child instanceof Div div && div.hasClassName("evask"))
                .toList()
                .forEach(this::remove);
        add(question);
        one.focus();
    }

    private static Div line(String icon, Component content) {
        var line = new Div(new Icon(icon), content);
        line.addClassName("ln");
        return line;
    }

    private static Span text(String text) {
        var span = new Span(text);
        span.getElement().setAttribute("dir", "auto");
        return span;
    }

    private Span when(Occurrence occurrence) {
        var day = DateTimeFormatter.ofPattern("EEEE d MMMM", getLocale());
        var text = new Span(words(occurrence, day));
        text.addClassName("evwhen");
        return text;
    }

    private String words(Occurrence occurrence, DateTimeFormatter day) {
        var from = occurrence.start();
        var last = WeekGrid.lastDay(occurrence);
        if (occurrence.allDay()) {
            return last.equals(from.toLocalDate())
                    ? day.format(from)
                    : getTranslation("cal.fromto", day.format(from), day.format(last));
        }
        var until = occurrence.end();
        if (last.equals(from.toLocalDate())) {
            return getTranslation("cal.dayfromto", day.format(from), from.format(Look.TIME), until.format(Look.TIME));
        }
        return getTranslation("cal.fromto", moment(day, from), moment(day, until));
    }

    private static String moment(DateTimeFormatter day, ZonedDateTime time) {
        return day.format(time) + ", " + time.format(Look.TIME);
    }

    private Div guests(Event event) {
        var yes = event.guests().stream()
                .filter(guest -> guest.participation() == Participation.ACCEPTED)
                .count();
        var waiting = event.guests().stream()
                .filter(guest -> guest.participation() == Participation.NEEDS_ACTION)
                .count();
        var counts =
                new Div(new Span(getTranslation("cal.guests", event.guests().size())));
        counts.addClassName("h");
        if (yes > 0) {
            counts.add(badge("ok", getTranslation("cal.guests.yes", yes)));
        }
        if (waiting > 0) {
            counts.add(badge("", getTranslation("cal.guests.waiting", waiting)));
        }
        var faces = new Div();
        faces.addClassNames("h", "faces");
        event.guests().stream().limit(FACES).forEach(guest -> {
            var face = new Face(guest.name(), guest.address());
            face.getElement().setAttribute("title", guest.name()).removeAttribute("aria-hidden");
            faces.add(face);
        });
        return new Div(counts, faces);
    }

    private static Span badge(String kind, String text) {
        var badge = new Span(text);
        badge.addClassName("badge");
        if (!kind.isEmpty()) {
            badge.addClassName(kind);
        }
        return badge;
    }

    private String alarm(Duration before) {
        return before.isZero() ? getTranslation("cal.alarm.start") : CalendarWords.before(before, this);
    }
}
