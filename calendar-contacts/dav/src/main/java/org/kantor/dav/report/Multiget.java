package org.kantor.dav.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kantor.dav.Failure;
import org.kantor.dav.Hrefs;
import org.kantor.dav.Response;
import org.kantor.dav.Session;
import org.kantor.dav.Target;
import org.kantor.dav.property.Multistatus;
import org.kantor.dav.property.Wanted;
import org.kantor.dav.xml.Element;
import org.kantor.dav.xml.Name;
import org.kantor.groupware.resource.CollectionKind;
import org.kantor.groupware.resource.Content;

/** What the two multigets have in common: many members by their paths, read with one query a collection, told in the order they were asked for. */
final class Multiget {

    private Multiget() {}

    /** A member that was asked for; the path as the client wrote it. */
    private record Asked(String href, String folder, String name) {}

    static Response answer(Session session, Element body, CollectionKind kind) {
        var wanted = Wanted.of(body, session.request());
        var asked = new ArrayList<Asked>();
        Map<String, List<String>> names = new LinkedHashMap<>();
        for (var href : body.children(Name.dav("href"))) {
            var one = parse(session, kind, href.text().strip());
            asked.add(one);
            if (!one.name.isEmpty()) {
                names.computeIfAbsent(one.folder, folder -> new ArrayList<>()).add(one.name);
            }
        }
        Map<String, Target.Folder> folders = new HashMap<>();
        Map<String, Content> found = new HashMap<>();
        names.forEach((name, members) -> session.folder(kind, name).ifPresent(folder -> {
            folders.put(name, folder);
            session.resources(kind)
                    .get(session.id(), folder.id(), members)
                    .forEach(content -> found.put(key(name, content.resource().name()), content));
        }));
        var answer = new Multistatus(session);
        for (var one : asked) {
            var folder = folders.get(one.folder);
            var content = found.get(key(one.folder, one.name));
            if (folder == null || content == null) {
                answer.status(one.href, 404);
            } else {
                answer.resource(new Target.Member(folder, content.resource(), content), wanted);
            }
        }
        return answer.response();
    }

    /** Paths that are none of the account's members of this kind have an empty name and are answered with 404. */
    private static Asked parse(Session session, CollectionKind kind, String href) {
        var home = kind == CollectionKind.CALENDAR ? Session.CALENDARS : Session.ADDRESS_BOOKS;
        try {
            var segments = Hrefs.segments(Hrefs.path(session.request(), href));
            if (segments.size() == 4
                    && segments.get(0).equals(home)
                    && segments.get(1).equals(session.account().login())) {
                return new Asked(href, segments.get(2), segments.get(3));
            }
        } catch (Failure e) {
            return new Asked(href, "", "");
        }
        return new Asked(href, "", "");
    }

    private static String key(String folder, String name) {
        return folder + "/" + name;
    }
}
