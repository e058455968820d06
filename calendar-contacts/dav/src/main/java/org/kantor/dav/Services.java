package org.kantor.dav;

import jakarta.inject.Inject;
import java.time.Clock;
import org.kantor.bean.Service;
import org.kantor.directory.Directory;
import org.kantor.groupware.calendar.Calendars;
import org.kantor.groupware.contacts.AddressBooks;
import org.kantor.groupware.resource.CollectionKind;
import org.kantor.groupware.resource.Resources;

/** What the methods work with. */
@Service
public record Services(Calendars calendars, AddressBooks addressBooks, Directory directory, Clock clock) {

    @Inject
    public Services {}

    public Resources resources(CollectionKind kind) {
        return switch (kind) {
            case CALENDAR -> calendars;
            case ADDRESS_BOOK -> addressBooks;
        };
    }
}
