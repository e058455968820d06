package org.kantor.dav.method;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kantor.dav.Failure;
import org.kantor.dav.Method;
import org.kantor.dav.Response;
import org.kantor.dav.Session;
import org.kantor.dav.Target;
import org.kantor.dav.report.AddressBookMultiget;
import org.kantor.dav.report.AddressBookQuery;
import org.kantor.dav.report.CalendarMultiget;
import org.kantor.dav.report.CalendarQuery;
import org.kantor.dav.report.FreeBusyQuery;
import org.kantor.dav.report.ReportType;
import org.kantor.dav.report.SyncCollection;
import org.kantor.dav.xml.Name;

/** REPORT (RFC 3253 section 3.6): finds the report that the body names. */
public final class Report implements Method {

    private static final Map<Name, ReportType> TYPES = new LinkedHashMap<>();

    static {
        for (var type : List.of(
                new SyncCollection(),
                new CalendarMultiget(),
                new CalendarQuery(),
                new FreeBusyQuery(),
                new AddressBookMultiget(),
                new AddressBookQuery())) {
            TYPES.put(type.name(), type);
        }
    }

    @Override
    public String name() {
        return "REPORT";
    }

    /** The reports that a resource understands. */
    public static List<Name> supported(Target target) {
        return TYPES.values().stream()
                .filter(type -> type.appliesTo(target))
                .map(ReportType::name)
                .toList();
    }

    @Override
    public Response handle(Session session) {
        var body = session.request().xml().orElseThrow(() -> Failure.status(400, "The body is empty."));
        var target = session.target();
        if (target instanceof Target.NewMember || target instanceof Target.NewFolder) {
            throw Failure.notFound();
        }
        var type = TYPES.get(body.name());
        if (type == null || !type.appliesTo(target)) {
            throw Failure.condition(403, Name.dav("supported-report"));
        }
        return type.answer(session, target, body);
    }
}
