package org.kantor.webmail.calendar;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.kantor.groupware.Hue;
import org.kantor.groupware.calendar.EventRef;
import org.kantor.groupware.calendar.Occurrence;
import org.kantor.groupware.calendar.Occurrence.Participation;
import org.kantor.groupware.calendar.Occurrence.Status;
import org.kantor.webmail.shell.Icon;

/** How events look everywhere: the class names of their state and hue, and their times in words. */
final class Look {

    static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private Look() {}

    static String hue(Hue hue) {
        return "h-" + hue.name().toLowerCase(Locale.ROOT);
    }

    /** An empty block of the event's colours, to be filled and placed; it opens the event. */
    static Div block(Occurrence occurrence, ZonedDateTime now, Opened opened) {
        var block = new Div();
        block.addClassNames("ev", hue(occurrence.hue()));
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
        block.getElement()
                .setAttribute("data-event", key(occurrence))
                .addEventListener("k-open", event -> opened.open(occurrence.ref(), block));
        return block;
    }

    /** Names the occurrence, so that the browser finds it again when the week is drawn anew. */
    private static String key(Occurrence occurrence) {
        return occurrence.ref().object() + " " + occurrence.ref().recurrence();
    }

    /** Lets the block be dragged to another time. */
    static void movable(Div block, Occurrence occurrence, Moved moved) {
        block.addClassName("movable");
        block.getElement()
                .addEventListener(
                        "k-move",
                        event -> moved.move(
                                occurrence.ref(),
                                event.getEventData().get("event.detail.days").asInt(),
                                event.getEventData().get("event.detail.minutes").asInt()))
                .addEventData("event.detail.days")
                .addEventData("event.detail.minutes");
    }

    /** Moves an event by days and minutes, either of which may be negative or 0. */
    interface Moved {
        void move(EventRef ref, int days, int minutes);
    }

    /** Opens an event beside the block that stands for it. */
    interface Opened {
        void open(EventRef ref, Component block);
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
        box.addClassNames("cbx", hue(hue));
        if (on) {
            box.add(new Icon("check"));
        } else {
            box.addClassName("off");
        }
        return box;
    }

    static LocalDate monday(LocalDate day) {
        return day.minusDays(day.getDayOfWeek().getValue() - 1L);
    }
}
