package org.kantor.webmail.calendar;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import org.kantor.groupware.Hue;
import org.kantor.groupware.calendar.EventRef;
import org.kantor.groupware.calendar.Occurrence;
import org.kantor.groupware.calendar.Occurrence.Participation;
import org.kantor.groupware.calendar.Occurrence.Status;
import org.kantor.groupware.resource.CollectionId;
import org.kantor.webmail.shell.HuePicker;
import org.kantor.webmail.shell.Icon;
import org.kantor.webmail.shell.Viewer;

/** How events look everywhere: the class names of their state and hue, and their times in words. */
final class Look {

    static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private static final String EVENT = "event.detail.event";
    private static final String DAY = "event.detail.day";
    private static final String MINUTES = "event.detail.minutes";

    private Look() {}

    /** An empty block of the event's colours, to be filled and placed. What happens to it is heard by {@link #listen}. */
    static Div block(Occurrence occurrence, ZonedDateTime now) {
        var block = new Div();
        block.addClassNames("ev", HuePicker.style(occurrence.hue()));
        block.setClassName("past", !occurrence.end().isAfter(now));
        block.setClassName(
                "tent",
                occurrence.status() == Status.TENTATIVE || occurrence.participation() == Participation.TENTATIVE);
        block.setClassName("pend", occurrence.participation() == Participation.NEEDS_ACTION);
        block.setClassName(
                "dec", occurrence.status() == Status.CANCELLED || occurrence.participation() == Participation.DECLINED);
        block.getElement()
                .setAttribute("tabindex", "0")
                .setAttribute("role", "button")
                .setAttribute("dir", "auto")
                .setAttribute("aria-haspopup", "dialog");
        block.getElement().setAttribute("data-event", key(occurrence.ref()));
        return block;
    }

    /** Names the occurrence in the browser, which finds it by this when the blocks are drawn anew. */
    static String key(EventRef ref) {
        return ref.calendar() + " " + ref.object() + " " + ref.recurrence();
    }

    private static EventRef ref(String key) {
        var parts = key.split(" ", 3);
        return new EventRef(new CollectionId(Long.parseLong(parts[0])), Long.parseLong(parts[1]), parts[2]);
    }

    /**
     * Hears what is done to blocks. The listener is what they all lie in: it stays when they are drawn anew, so that nothing done in that moment is lost.
     */
    static void listen(Div host, Opened opened, Moved moved) {
        host.addClassName("events");
        host.getElement()
                .addEventListener(
                        "k-open",
                        event -> opened.open(ref(event.getEventData().get(EVENT).asString())))
                .addEventData(EVENT);
        host.getElement()
                .addEventListener(
                        "k-move",
                        event -> moved.move(
                                ref(event.getEventData().get(EVENT).asString()),
                                event.getEventData().get("event.detail.days").asInt(),
                                event.getEventData().get(MINUTES).asInt()))
                .addEventData(EVENT)
                .addEventData("event.detail.days")
                .addEventData(MINUTES);
    }

    /** Hears in which free hour somebody wants to begin something. */
    static void listen(Div host, Free free) {
        host.getElement()
                .addEventListener(
                        "k-slot",
                        event -> free.begin(
                                LocalDate.parse(event.getEventData().get(DAY).asString()),
                                event.getEventData().get(MINUTES).asInt()))
                .addEventData(DAY)
                .addEventData(MINUTES);
    }

    /** Begins something on a day, so many minutes after its midnight; 0 where only days are shown. */
    interface Free {
        void begin(LocalDate day, int minutes);
    }

    /** Moves an event by days and minutes, either of which may be negative or 0. */
    interface Moved {
        void move(EventRef ref, int days, int minutes);
    }

    /** Opens an event beside the block that stands for it, which the browser knows. */
    interface Opened {
        void open(EventRef ref);
    }

    static Span title(String title) {
        var text = new Span(title);
        text.addClassNames("et", "trunc");
        return text;
    }

    static Span detail(String detail) {
        var text = new Span(detail);
        text.addClassNames("ed", "trunc");
        return text;
    }

    static Span checkBox(Hue hue, boolean on) {
        var box = new Span();
        box.addClassNames("cbx", HuePicker.style(hue));
        if (on) {
            box.add(new Icon("check"));
        } else {
            box.addClassName("off");
        }
        return box;
    }

    /** The first day of the week that a day is in, by the viewer's week. */
    static LocalDate firstOfWeek(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(Viewer.weekStart(UI.getCurrent())));
    }
}
