package org.kantor.webmail.calendar;

import java.util.Set;
import org.kantor.change.Actor;
import org.kantor.groupware.calendar.Calendars;
import org.kantor.groupware.resource.CollectionId;
import org.kantor.groupware.resource.Content;
import org.kantor.groupware.resource.Precondition;
import org.kantor.groupware.resource.Resource;
import org.kantor.kernel.AccountId;

/** The way back from a change of an object of a calendar: its octets are put there again. It is refused when somebody else has changed the object since. */
public final class WayBack {

    private WayBack() {}

    /**
     * Asked right after the change.
     *
     * @param before the object as it was
     * @param now the calendar that it lies in now, if it is there
     */
    public static Runnable to(Content before, CollectionId now, Calendars calendars, AccountId account, Actor actor) {
        var old = before.resource();
        var unchanged = calendars
                .get(account, now, old.name())
                .map(Content::resource)
                .map(Resource::etag)
                .<Precondition>map(etag -> new Precondition.Matches(Set.of(etag)))
                .orElse(Precondition.ABSENT);
        return () -> calendars.putBack(account, before, now, unchanged, actor);
    }
}
