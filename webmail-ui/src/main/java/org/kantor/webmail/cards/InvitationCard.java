package org.kantor.webmail.cards;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AnchorTarget;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.kantor.groupware.calendar.Occurrence;
import org.kantor.webmail.calendar.CalendarWords;
import org.kantor.webmail.shell.Icon;

/** An invitation with its facts: when in the viewer's zone, where, who asks and who comes, and what else is in the viewer's own calendar at that time. */
final class InvitationCard extends Div {

    private static final long serialVersionUID = 1;
    private static final int MOST_NEIGHBOURS = 4;
    private static final int MOST_NAMES = 3;

    /**
     * @param day what the viewer's calendars have on the days of the event, by start; the event itself left out
     * @param known whether the event is in the viewer's calendar already
     * @param keep adds it to the calendar
     * @param file where it is saved as it came; empty if it may not be
     */
    InvitationCard(Invitation invitation, List<Occurrence> day, boolean known, Runnable keep, String file) {
        addClassName("invite");
        getElement().setAttribute("role", "group").setAttribute("aria-label", getTranslation("invite.label"));
        var facts = new Div(title(invitation));
        facts.addClassName("c");
        facts.add(line("clock", when(invitation)));
        if (!invitation.recurrence().isEmpty()) {
            facts.add(line("refresh-cw", repetition(invitation)));
        }
        if (!invitation.location().isBlank() && !invitation.location().equals(invitation.url())) {
            facts.add(line("map-pin", invitation.location()));
        }
        if (!invitation.url().isEmpty()) {
            var link = new Anchor(invitation.url(), getTranslation("invite.join"), AnchorTarget.BLANK);
            link.getElement().setAttribute("rel", "noopener noreferrer").setAttribute("title", invitation.url());
            facts.add(line("link", link));
        }
        var people = people(invitation);
        if (!people.isEmpty()) {
            facts.add(line("users", people));
        }
        var buttons = new Div();
        buttons.addClassName("a");
        if (!invitation.cancelled() && !invitation.method().equals("REPLY")) {
            facts.add(free(invitation, day));
            buttons.add(known ? known() : keep(keep));
        }
        if (!file.isEmpty()) {
            buttons.add(save(file));
        }
        facts.add(buttons);
        add(date(invitation.start()), facts);
    }

    private String repetition(Invitation invitation) {
        var often = CalendarWords.repetition("FREQ=" + invitation.recurrence(), getLocale(), this);
        return CalendarWords.ending(often, invitation.until(), invitation.times(), getLocale(), this);
    }

    private H3 title(Invitation invitation) {
        var title = new H3(invitation.title().isBlank() ? getTranslation("invite.untitled") : invitation.title());
        title.getElement().setAttribute("dir", "auto");
        if (invitation.cancelled()) {
            title.addClassName("off");
            var badge = new Span(getTranslation("invite.cancelled"));
            badge.addClassNames("badge", "danger");
            title.add(badge);
        }
        return title;
    }

    private Div date(ZonedDateTime start) {
        var day = new HtmlContainer("b");
        day.getElement().setText(Integer.toString(start.getDayOfMonth()));
        var date = new Div(
                small(start.getDayOfWeek().getDisplayName(TextStyle.SHORT, getLocale())),
                day,
                small(DateTimeFormatter.ofPattern("MMM", getLocale()).format(start)));
        date.addClassName("d");
        date.getElement().setAttribute("aria-hidden", "true");
        return date;
    }

    private static HtmlContainer small(String text) {
        var small = new HtmlContainer("small");
        small.getElement().setText(text);
        return small;
    }

    /** In the viewer's zone, with that of the event beside it where the clocks differ. */
    private String when(Invitation invitation) {
        var start = invitation.start();
        var end = invitation.end();
        var day = DateTimeFormatter.ofPattern("EEEE d MMMM yyyy", getLocale());
        if (invitation.allDay()) {
            var last = end.minusDays(1);
            return last.isAfter(start)
                    ? getTranslation("invite.days", day.format(start), day.format(last))
                    : getTranslation("invite.allDay", day.format(start));
        }
        var zone = DateTimeFormatter.ofPattern("z", getLocale()).format(start);
        var here = start.toLocalDate().equals(end.toLocalDate())
                ? getTranslation("invite.time", day.format(start), time(start), time(end), zone)
                : getTranslation(
                        "invite.time", day.format(start), time(start), day.format(end) + ", " + time(end), zone);
        var there = invitation.there().map(start::withZoneSameInstant);
        return there.isEmpty() || there.get().getOffset().equals(start.getOffset())
                ? here
                : here + " "
                        + getTranslation(
                                "invite.there",
                                time(there.get()),
                                there.get()
                                        .getZone()
                                        .getId()
                                        .replaceAll(".*/", "")
                                        .replace('_', ' '));
    }

    private static String time(ZonedDateTime at) {
        return DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).format(at);
    }

    private String people(Invitation invitation) {
        var parts = new ArrayList<String>();
        var organiser = invitation.organiser();
        if (!organiser.shown().isBlank()) {
            parts.add(getTranslation("invite.organiser", organiser.shown()));
        }
        var others = invitation.guests().stream()
                .filter(guest ->
                        organiser.address().isEmpty() || !guest.address().equalsIgnoreCase(organiser.address()))
                .toList();
        answered(others, "ACCEPTED", "invite.accepted", parts);
        answered(others, "TENTATIVE", "invite.tentative", parts);
        answered(others, "DECLINED", "invite.declined", parts);
        var waiting = others.stream()
                .filter(guest -> !List.of("ACCEPTED", "TENTATIVE", "DECLINED").contains(guest.answer()))
                .count();
        if (waiting > 0) {
            parts.add(getTranslation("invite.waiting", waiting));
        }
        return String.join(", ", parts);
    }

    private void answered(List<Invitation.Guest> guests, String answer, String key, List<String> parts) {
        var names = guests.stream()
                .filter(guest -> guest.answer().equals(answer))
                .map(Invitation.Guest::shown)
                .toList();
        if (!names.isEmpty()) {
            var some = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
            var more = names.size() - MOST_NAMES;
            parts.add(getTranslation(key, more > 0 ? some + " +" + more : some));
        }
    }

    /** What else there is on that day: what overlaps, and what comes before and after. */
    private Component free(Invitation invitation, List<Occurrence> day) {
        var busy = day.stream()
                .filter(Occurrence::busy)
                .filter(other -> !other.allDay())
                .toList();
        var overlapping = busy.stream()
                .filter(other ->
                        other.start().isBefore(invitation.end()) && other.end().isAfter(invitation.start()))
                .toList();
        if (busy.isEmpty() || invitation.allDay()) {
            return line("check", getTranslation(overlapping.isEmpty() ? "invite.free" : "invite.busy"));
        }
        var box = new Div();
        box.addClassName("day");
        busy.stream()
                .filter(other -> !other.end().isAfter(invitation.start()))
                .reduce((one, later) -> later)
                .ifPresent(before -> box.add(row(before, false)));
        overlapping.stream().limit(MOST_NEIGHBOURS).forEach(other -> box.add(row(other, true)));
        var me = row(invitation.start(), invitation.end(), getTranslation("invite.this"));
        me.addClassName("me");
        if (overlapping.isEmpty()) {
            me.add(mark("ok", "invite.free"));
        }
        box.add(me);
        busy.stream()
                .filter(other -> !other.start().isBefore(invitation.end()))
                .findFirst()
                .ifPresent(after -> box.add(row(after, false)));
        return box;
    }

    private Div row(Occurrence other, boolean overlaps) {
        var row = row(other.start(), other.end(), other.title());
        if (overlaps) {
            row.add(mark("warn", "invite.overlaps"));
        }
        return row;
    }

    private Span mark(String className, String key) {
        var mark = new Span(getTranslation(key));
        mark.addClassNames(className, "med", "end");
        return mark;
    }

    private static Div row(ZonedDateTime start, ZonedDateTime end, String text) {
        var time = new Span(time(start) + " - " + time(end));
        time.addClassName("num");
        var title = new Span(text);
        title.addClassName("trunc");
        title.getElement().setAttribute("dir", "auto");
        return new Div(time, title);
    }

    private Span known() {
        var there = new Span(new Icon("check", "s"), new Span(getTranslation("invite.known")));
        there.addClassNames("muted", "h");
        return there;
    }

    private NativeButton keep(Runnable keep) {
        var add = new NativeButton("", event -> keep.run());
        add.addClassName("btn");
        add.add(new Icon("calendar"), new Span(getTranslation("invite.keep")));
        return add;
    }

    private Anchor save(String file) {
        var save = new Anchor(file, new Icon("download"), new Span(getTranslation("invite.save")));
        save.addClassNames("btn", "quiet");
        save.setRouterIgnore(true);
        save.getElement().setAttribute("download", true);
        return save;
    }

    private static Div line(String icon, String text) {
        var span = new Span(text);
        span.getElement().setAttribute("dir", "auto");
        return line(icon, span);
    }

    private static Div line(String icon, Component content) {
        var line = new Div(new Icon(icon), content);
        line.addClassName("ln");
        return line;
    }
}
