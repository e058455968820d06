package org.kantor.dav.property;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.kantor.dav.Session;
import org.kantor.dav.SyncToken;
import org.kantor.dav.Target;
import org.kantor.dav.method.Report;
import org.kantor.dav.xml.Name;
import org.kantor.dav.xml.XmlWriter;
import org.kantor.groupware.resource.CollectionKind;

/** Properties of every kind of resource (RFC 4918 section 15, RFC 3744 section 5, RFC 5397, RFC 6578 section 4). */
final class CommonProperties {

    private static final Name HREF = Name.dav("href");

    /** RFC 9110 section 5.6.7. */
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private CommonProperties() {}

    static List<Property> all() {
        return List.of(
                new Property(Name.dav("resourcetype"), true, target -> true, CommonProperties::resourceType),
                new Property(
                        Name.dav("displayname"),
                        true,
                        target -> target instanceof Target.Folder || target instanceof Target.Principal,
                        (xml, session, target) -> xml.text(
                                Name.dav("displayname"),
                                target instanceof Target.Folder folder
                                        ? folder.displayName()
                                        : session.account().displayName())),
                new Property(
                        Name.dav("getetag"),
                        true,
                        CommonProperties::isMember,
                        (xml, session, target) -> xml.text(
                                Name.dav("getetag"),
                                "\"" + ((Target.Member) target).resource().etag() + "\"")),
                new Property(
                        Name.dav("getcontenttype"),
                        true,
                        CommonProperties::isMember,
                        (xml, session, target) -> xml.text(
                                Name.dav("getcontenttype"),
                                contentType(((Target.Member) target).folder().kind()))),
                new Property(
                        Name.dav("getcontentlength"),
                        true,
                        CommonProperties::isMember,
                        (xml, session, target) -> xml.text(
                                Name.dav("getcontentlength"),
                                Integer.toString(
                                        ((Target.Member) target).resource().size()))),
                new Property(
                        Name.dav("getlastmodified"),
                        true,
                        CommonProperties::isMember,
                        (xml, session, target) -> xml.text(
                                Name.dav("getlastmodified"),
                                HTTP_DATE.format(
                                        ((Target.Member) target).resource().modified()))),
                hrefProperty("current-user-principal", target -> true),
                hrefProperty(
                        "owner", target -> !(target instanceof Target.Root || target instanceof Target.Principals)),
                hrefProperty("principal-URL", target -> target instanceof Target.Principal),
                new Property(
                        Name.dav("principal-collection-set"),
                        false,
                        target -> true,
                        (xml, session, target) -> xml.element(
                                Name.dav("principal-collection-set"),
                                () -> xml.text(HREF, session.href(new Target.Principals())))),
                new Property(
                        Name.dav("current-user-privilege-set"), false, target -> true, CommonProperties::privileges),
                new Property(Name.dav("supported-report-set"), false, target -> true, CommonProperties::reports),
                new Property(
                        Name.dav("sync-token"),
                        false,
                        target -> target instanceof Target.Folder,
                        (xml, session, target) ->
                                xml.text(Name.dav("sync-token"), SyncToken.current((Target.Folder) target))),
                new Property(
                        Name.calendarServer("getctag"),
                        false,
                        target -> target instanceof Target.Folder,
                        (xml, session, target) ->
                                xml.text(Name.calendarServer("getctag"), SyncToken.current((Target.Folder) target))));
    }

    static boolean isMember(Target target) {
        return target instanceof Target.Member;
    }

    static String contentType(CollectionKind kind) {
        return kind == CollectionKind.CALENDAR ? "text/calendar; charset=utf-8" : "text/vcard; charset=utf-8";
    }

    private static Property hrefProperty(String local, java.util.function.Predicate<Target> has) {
        var name = Name.dav(local);
        return new Property(
                name,
                false,
                has,
                (xml, session, target) ->
                        xml.element(name, () -> xml.text(HREF, session.href(new Target.Principal()))));
    }

    private static void resourceType(XmlWriter xml, Session session, Target target) {
        xml.element(Name.dav("resourcetype"), () -> {
            if (!(target instanceof Target.Member)) {
                xml.empty(Name.dav("collection"));
            }
            switch (target) {
                case Target.CalendarFolder folder -> xml.empty(Name.caldav("calendar"));
                case Target.BookFolder folder -> xml.empty(Name.carddav("addressbook"));
                case Target.Principal principal -> xml.empty(Name.dav("principal"));
                default -> {}
            }
        });
    }

    /** Everything in the account's own homes; what stands above can be read. */
    private static void privileges(XmlWriter xml, Session session, Target target) {
        var own = target instanceof Target.Home || target instanceof Target.Folder || target instanceof Target.Member;
        var granted = own
                ? List.of(
                        "all",
                        "read",
                        "write",
                        "write-properties",
                        "write-content",
                        "bind",
                        "unbind",
                        "read-current-user-privilege-set")
                : List.of("read", "read-current-user-privilege-set");
        xml.element(
                Name.dav("current-user-privilege-set"),
                () -> granted.forEach(
                        privilege -> xml.element(Name.dav("privilege"), () -> xml.empty(Name.dav(privilege)))));
    }

    private static void reports(XmlWriter xml, Session session, Target target) {
        xml.element(
                Name.dav("supported-report-set"),
                () -> Report.supported(target)
                        .forEach(report -> xml.element(
                                Name.dav("supported-report"),
                                () -> xml.element(Name.dav("report"), () -> xml.empty(report)))));
    }
}
