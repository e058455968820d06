package org.kantor.dav.method;

import java.util.List;
import java.util.Optional;
import org.kantor.dav.Failure;
import org.kantor.dav.Method;
import org.kantor.dav.Response;
import org.kantor.dav.Session;
import org.kantor.dav.Target;
import org.kantor.dav.property.Multistatus;
import org.kantor.dav.xml.Element;
import org.kantor.dav.xml.Name;
import org.kantor.groupware.calendar.Calendar;
import org.kantor.groupware.contacts.AddressBook;
import org.kantor.groupware.resource.CollectionKind;

/** Extended MKCOL (RFC 5689, RFC 6352 section 6.3.1): a new address book or calendar. There are no plain collections. */
public final class MkCol implements Method {

    @Override
    public String name() {
        return "MKCOL";
    }

    @Override
    public Response handle(Session session) {
        var target = session.target();
        if (target instanceof Target.NewMember) {
            throw Failure.status(403, "There are no collections inside calendars and address books.");
        }
        if (!(target instanceof Target.NewFolder(var kind, var name))) {
            return Options.notAllowed(target);
        }
        var body = session.request().xml();
        if (body.isPresent() && !body.get().is(Name.dav("mkcol"))) {
            throw Failure.status(415, "The body is no mkcol.");
        }
        var type = body.stream()
                .flatMap(mkcol -> mkcol.children(Name.dav("set")).stream())
                .flatMap(set -> set.children(Name.dav("prop")).stream())
                .flatMap(prop -> prop.children(PropertyUpdate.RESOURCE_TYPE).stream())
                .findFirst();
        var wanted = kind == CollectionKind.CALENDAR ? Name.caldav("calendar") : Name.carddav("addressbook");
        if (type.isEmpty() || !type.get().has(wanted) || !type.get().has(Name.dav("collection"))) {
            throw Failure.condition(403, Name.dav("valid-resourcetype"));
        }
        return kind == CollectionKind.CALENDAR ? calendar(session, name, body) : book(session, name, body);
    }

    static Response calendar(Session session, String name, Optional<Element> body) {
        var update = body.map(element -> PropertyUpdate.of(element, true, true));
        return create(
                session,
                CollectionKind.CALENDAR,
                name,
                update,
                () -> session.services()
                        .calendars()
                        .create(
                                session.id(),
                                new Calendar.Draft(
                                        name,
                                        update.map(PropertyUpdate::components).orElse(java.util.Set.of()),
                                        update.map(PropertyUpdate::calendar).orElse(Calendar.Edit.NOTHING)),
                                session.actor()));
    }

    private static Response book(Session session, String name, Optional<Element> body) {
        var update = body.map(element -> PropertyUpdate.of(element, false, true));
        return create(
                session,
                CollectionKind.ADDRESS_BOOK,
                name,
                update,
                () -> session.services()
                        .addressBooks()
                        .create(
                                session.id(),
                                new AddressBook.Draft(
                                        name,
                                        update.map(PropertyUpdate::addressBook).orElse(AddressBook.Edit.NOTHING)),
                                session.actor()));
    }

    /** If one property cannot be set, nothing is made (RFC 4791 section 5.3.1, RFC 5689 section 3). */
    private static Response create(
            Session session, CollectionKind kind, String name, Optional<PropertyUpdate> update, Runnable create) {
        if (update.isPresent() && !update.get().refused().isEmpty()) {
            return new Multistatus(session)
                    .outcome(
                            new Target.NewFolder(kind, name),
                            List.of(),
                            update.get().refused(),
                            update.get().accepted())
                    .response();
        }
        create.run();
        return Response.of(201).with("Cache-Control", "no-cache");
    }
}
