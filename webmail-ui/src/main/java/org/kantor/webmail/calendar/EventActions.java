package org.kantor.webmail.calendar;

import java.util.Optional;
import java.util.Set;
import org.kantor.change.Actor;
import org.kantor.groupware.calendar.Calendars;
import org.kantor.groupware.calendar.Calendars.Part;
import org.kantor.groupware.calendar.EventDraft;
import org.kantor.groupware.calendar.EventRef;
import org.kantor.groupware.resource.Content;
import org.kantor.groupware.resource.Precondition;
import org.kantor.groupware.resource.Resource;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;

/**
 * What a person does with events. Each answers with the way back, which puts the octets of the object there again; it is refused when somebody else has
 * changed the object since.
 */
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
        var before = object(ref);
        calendars.updateEvent(account, ref, part, draft, actor);
        var old = before.resource();
        var after = calendars.get(account, draft.calendar(), old.name()).map(Content::resource);
        return () -> {
            put(before, draft, after);
            if (!draft.calendar().equals(old.collection())) {
                calendars.move(
                        account,
                        new Calendars.Place(draft.calendar(), old.name()),
                        new Calendars.Place(old.collection(), old.name()),
                        false,
                        actor);
            }
        };
    }

    private void put(Content before, EventDraft draft, Optional<Resource> after) {
        calendars.put(account, draft.calendar(), before.resource().name(), before.octets(), unchanged(after), actor);
    }

    Runnable delete(EventRef ref, Part part) {
        var before = object(ref);
        calendars.deleteEvent(account, ref, part, actor);
        var old = before.resource();
        var after = calendars.get(account, old.collection(), old.name()).map(Content::resource);
        return () -> calendars.put(account, old.collection(), old.name(), before.octets(), unchanged(after), actor);
    }

    private static Precondition unchanged(Optional<Resource> after) {
        return after.<Precondition>map(resource -> new Precondition.Matches(Set.of(resource.etag())))
                .orElse(Precondition.ABSENT);
    }

    private Content object(EventRef ref) {
        return calendars
                .object(account, ref)
                .orElseThrow(() -> new Refused(Refused.Code.NOT_FOUND, "The event does not exist any more."));
    }
}
