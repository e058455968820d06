package org.kantor.dav.method;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kantor.dav.Failure;
import org.kantor.dav.xml.Element;
import org.kantor.dav.xml.Name;
import org.kantor.groupware.Hue;
import org.kantor.groupware.calendar.Calendar;
import org.kantor.groupware.contacts.AddressBook;
import org.kantor.kernel.Refused;

/** The properties that a client sets on a calendar or an address book, with PROPPATCH, MKCALENDAR or extended MKCOL. All or none of them are written. */
final class PropertyUpdate {

    static final Name DISPLAY_NAME = Name.dav("displayname");
    static final Name RESOURCE_TYPE = Name.dav("resourcetype");
    static final Name COMPONENTS = Name.caldav("supported-calendar-component-set");
    private static final Name CALENDAR_DESCRIPTION = Name.caldav("calendar-description");
    private static final Name TIMEZONE = Name.caldav("calendar-timezone");
    private static final Name COLOUR = Name.apple("calendar-color");
    private static final Name ORDER = Name.apple("calendar-order");
    private static final Name BOOK_DESCRIPTION = Name.carddav("addressbook-description");

    private final List<Name> accepted = new ArrayList<>();
    private final List<Name> refused = new ArrayList<>();
    private final Set<String> components = new HashSet<>();
    private Optional<String> displayName = Optional.empty();
    private Optional<String> description = Optional.empty();
    private Optional<String> timezone = Optional.empty();
    private Optional<String> colour = Optional.empty();
    private Optional<Integer> order = Optional.empty();

    /** @param creating whether the properties are those of a new collection, which may say what it holds */
    static PropertyUpdate of(Element body, boolean calendar, boolean creating) {
        var update = new PropertyUpdate();
        for (var instruction : body.children()) {
            var set = instruction.is(Name.dav("set"));
            if (!set && !instruction.is(Name.dav("remove"))) {
                continue;
            }
            for (var prop : instruction.children(Name.dav("prop"))) {
                for (var property : prop.children()) {
                    var done = update.take(property, set, calendar, creating);
                    (done ? update.accepted : update.refused).add(property.name());
                }
            }
        }
        return update;
    }

    private boolean take(Element property, boolean set, boolean calendar, boolean creating) {
        var name = property.name();
        var text = set ? property.text().strip() : "";
        if (name.equals(DISPLAY_NAME)) {
            displayName = Optional.of(text);
            return !text.isEmpty();
        }
        if (creating && name.equals(RESOURCE_TYPE)) {
            return true;
        }
        if (!calendar) {
            description = name.equals(BOOK_DESCRIPTION) ? Optional.of(text) : description;
            return name.equals(BOOK_DESCRIPTION);
        }
        if (name.equals(CALENDAR_DESCRIPTION)) {
            description = Optional.of(text);
        } else if (name.equals(TIMEZONE)) {
            timezone = Optional.of(text);
        } else if (name.equals(COLOUR)) {
            colour = Optional.of(set ? text : Hue.TEAL.colour());
            return Hue.nearest(colour.get()).isPresent();
        } else if (name.equals(ORDER)) {
            order = Optional.of(text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0);
            return !set || text.matches("[0-9]{1,9}");
        } else if (creating && name.equals(COMPONENTS)) {
            property.children(Name.caldav("comp"))
                    .forEach(comp -> comp.attribute("name").ifPresent(components::add));
            if (!Set.of("VEVENT", "VTODO", "VJOURNAL").containsAll(components) || components.isEmpty()) {
                throw Failure.condition(403, Name.caldav("supported-calendar-component"));
            }
        } else {
            return false;
        }
        return true;
    }

    List<Name> accepted() {
        return accepted;
    }

    List<Name> refused() {
        return refused;
    }

    Set<String> components() {
        return components;
    }

    /** @throws Refused BAD_VALUE where the service doesn't take a value */
    Calendar.Edit calendar() {
        return new Calendar.Edit(displayName, description, Optional.empty(), colour, order, timezone);
    }

    AddressBook.Edit addressBook() {
        return new AddressBook.Edit(displayName, description);
    }
}
