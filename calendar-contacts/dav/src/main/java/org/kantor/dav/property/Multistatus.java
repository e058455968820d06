package org.kantor.dav.property;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.kantor.dav.Response;
import org.kantor.dav.Session;
import org.kantor.dav.Target;
import org.kantor.dav.xml.Name;
import org.kantor.dav.xml.XmlWriter;

/** Builds a 207 (RFC 4918 section 13). For one thread. */
public final class Multistatus {

    private static final Name RESPONSE = Name.dav("response");
    private static final Name HREF = Name.dav("href");
    private static final Name STATUS = Name.dav("status");
    private static final Name PROPSTAT = Name.dav("propstat");
    private static final Name PROP = Name.dav("prop");

    private final Session session;
    private final List<Consumer<XmlWriter>> parts = new ArrayList<>();

    public Multistatus(Session session) {
        this.session = session;
    }

    /** The properties of a resource that it has, and the names of those it hasn't. */
    public Multistatus resource(Target target, Wanted wanted) {
        parts.add(xml -> xml.element(RESPONSE, () -> {
            xml.text(HREF, session.href(target));
            properties(xml, target, wanted);
        }));
        return this;
    }

    private void properties(XmlWriter xml, Target target, Wanted wanted) {
        var missing = new ArrayList<Name>();
        var found = new ArrayList<Property>();
        for (var name : wanted.names(target)) {
            wanted.property(name, target).ifPresentOrElse(found::add, () -> missing.add(name));
        }
        if (!found.isEmpty() || missing.isEmpty()) {
            xml.element(PROPSTAT, () -> {
                xml.element(
                        PROP,
                        () -> found.forEach(property -> {
                            if (wanted.namesOnly()) {
                                xml.empty(property.name());
                            } else {
                                property.value().write(xml, session, target);
                            }
                        }));
                xml.text(STATUS, "HTTP/1.1 200 OK");
            });
        }
        if (!missing.isEmpty() && !wanted.minimal()) {
            propstat(xml, missing, 404);
        }
    }

    private static void propstat(XmlWriter xml, List<Name> names, int status) {
        xml.element(PROPSTAT, () -> {
            xml.element(PROP, () -> names.forEach(xml::empty));
            xml.text(STATUS, statusLine(status));
        });
    }

    /** What became of each property of a PROPPATCH. */
    public Multistatus outcome(Target target, List<Name> done, List<Name> failed, List<Name> skipped) {
        parts.add(xml -> xml.element(RESPONSE, () -> {
            xml.text(HREF, session.href(target));
            if (!done.isEmpty()) {
                propstat(xml, done, 200);
            }
            if (!failed.isEmpty()) {
                xml.element(PROPSTAT, () -> {
                    xml.element(PROP, () -> failed.forEach(xml::empty));
                    xml.text(STATUS, statusLine(403));
                    xml.element(Name.dav("error"), () -> xml.empty(Name.dav("cannot-modify-protected-property")));
                });
            }
            if (!skipped.isEmpty()) {
                propstat(xml, skipped, 424);
            }
        }));
        return this;
    }

    public Multistatus status(String href, int status) {
        parts.add(xml -> xml.element(RESPONSE, () -> {
            xml.text(HREF, href);
            xml.text(STATUS, statusLine(status));
        }));
        return this;
    }

    /** The answer was cut at a limit (RFC 6578 section 3.6, RFC 6352 section 8.6.2). */
    public Multistatus truncated(Target target) {
        parts.add(xml -> xml.element(RESPONSE, () -> {
            xml.text(HREF, session.href(target));
            xml.text(STATUS, statusLine(507));
            xml.element(Name.dav("error"), () -> xml.empty(Name.dav("number-of-matches-within-limits")));
        }));
        return this;
    }

    public Multistatus syncToken(String token) {
        parts.add(xml -> xml.text(Name.dav("sync-token"), token));
        return this;
    }

    public Response response() {
        var xml = new XmlWriter();
        xml.element(Name.dav("multistatus"), () -> parts.forEach(part -> part.accept(xml)));
        return Response.xml(207, xml);
    }

    private static String statusLine(int status) {
        return "HTTP/1.1 "
                + switch (status) {
                    case 200 -> "200 OK";
                    case 403 -> "403 Forbidden";
                    case 404 -> "404 Not Found";
                    case 424 -> "424 Failed Dependency";
                    case 507 -> "507 Insufficient Storage";
                    default -> throw new IllegalArgumentException("no reason phrase for " + status);
                };
    }
}
