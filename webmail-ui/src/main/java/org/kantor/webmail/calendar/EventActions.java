package org.kantor.webmail.calendar;

import org.kantor.change.Actor;
import org.kantor.groupware.calendar.Calendars;
import org.kantor.groupware.calendar.Calendars.Part;
import org.kantor.groupware.calendar.EventDraft;
import org.kantor.groupware.calendar.EventRef;
import org.kantor.kernel.AccountId;

/** What a person does with events. Each answers with the way back, see {@link WayBack}. */
final class EventActions {

    private final Calendars calendars;
    private final AccountId account;
    private final Actor actor;

    EventActions(Calendars calendars, AccountId account, Actor actor) {
        this.calendars = calendars;
        this.account = account;
        this.actor = actor;
    }

    Runnable update(EventRef ref, Part part, EventDraft draft) {
        var before = calendars.mustFind(account, ref);
        calendars.updateEvent(account, ref, part, draft, actor);
        return WayBack.to(before, draft.calendar(), calendars, account, actor);
    }

    Runnable delete(EventRef ref, Part part) {
        var before = calendars.mustFind(account, ref);
        calendars.deleteEvent(account, ref, part, actor);
        return WayBack.to(before, ref.calendar(), calendars, account, actor);
    }
}
