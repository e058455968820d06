package org.kantor.dav.property;

import java.util.List;
import org.kantor.dav.Target;
import org.kantor.dav.xml.Name;
import org.kantor.groupware.resource.CollectionKind;

/** Properties of the account (RFC 4791 section 6.2.1, RFC 6352 section 7.1.1, RFC 6638 section 2.4). */
final class PrincipalProperties {

    private static final Name HREF = Name.dav("href");

    private PrincipalProperties() {}

    static List<Property> all() {
        return List.of(
                home(Name.caldav("calendar-home-set"), CollectionKind.CALENDAR),
                home(Name.carddav("addressbook-home-set"), CollectionKind.ADDRESS_BOOK),
                new Property(
                        Name.caldav("calendar-user-address-set"),
                        false,
                        PrincipalProperties::isPrincipal,
                        (xml, session, target) -> xml.element(Name.caldav("calendar-user-address-set"), () -> {
                            session.services()
                                    .directory()
                                    .addresses(session.id())
                                    .forEach(address -> xml.text(HREF, "mailto:" + address));
                            xml.text(HREF, session.href(target));
                        })),
                new Property(
                        Name.caldav("calendar-user-type"),
                        false,
                        PrincipalProperties::isPrincipal,
                        (xml, session, target) -> xml.text(
                                Name.caldav("calendar-user-type"),
                                switch (session.account().kind()) {
                                    case PERSON -> "INDIVIDUAL";
                                    case ROOM -> "ROOM";
                                    case SHARED -> "GROUP";
                                })),
                new Property(
                        Name.calendarServer("email-address-set"),
                        false,
                        PrincipalProperties::isPrincipal,
                        (xml, session, target) -> xml.element(
                                Name.calendarServer("email-address-set"),
                                () -> session.services()
                                        .directory()
                                        .addresses(session.id())
                                        .forEach(address ->
                                                xml.text(Name.calendarServer("email-address"), address.toString())))),
                new Property(
                        Name.dav("group-membership"),
                        false,
                        PrincipalProperties::isPrincipal,
                        (xml, session, target) -> xml.empty(Name.dav("group-membership"))));
    }

    private static boolean isPrincipal(Target target) {
        return target instanceof Target.Principal;
    }

    /** Some clients ask for it where they were sent first rather than at the principal. */
    private static Property home(Name name, CollectionKind kind) {
        return new Property(
                name,
                false,
                target -> target instanceof Target.Principal || target instanceof Target.Root,
                (xml, session, target) -> xml.element(name, () -> xml.text(HREF, session.href(new Target.Home(kind)))));
    }
}
