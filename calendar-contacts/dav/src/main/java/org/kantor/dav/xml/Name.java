package org.kantor.dav.xml;

import java.util.Map;

/** An element's namespace and local name. */
public record Name(String namespace, String local) {

    public static final String DAV = "DAV:";
    public static final String CALDAV = "urn:ietf:params:xml:ns:caldav";
    public static final String CARDDAV = "urn:ietf:params:xml:ns:carddav";
    public static final String CALENDAR_SERVER = "http://calendarserver.org/ns/";
    public static final String APPLE = "http://apple.com/ns/ical/";

    /** Declared once, on the outermost element of every answer. */
    static final Map<String, String> PREFIXES =
            Map.of(DAV, "D", CALDAV, "C", CARDDAV, "R", CALENDAR_SERVER, "S", APPLE, "A");

    public static Name dav(String local) {
        return new Name(DAV, local);
    }

    public static Name caldav(String local) {
        return new Name(CALDAV, local);
    }

    public static Name carddav(String local) {
        return new Name(CARDDAV, local);
    }

    public static Name calendarServer(String local) {
        return new Name(CALENDAR_SERVER, local);
    }

    public static Name apple(String local) {
        return new Name(APPLE, local);
    }
}
