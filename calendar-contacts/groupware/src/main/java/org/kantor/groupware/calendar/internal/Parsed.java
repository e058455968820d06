package org.kantor.groupware.calendar.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import org.kantor.groupware.content.Component;
import org.kantor.groupware.content.ContentReader;
import org.kantor.groupware.resource.Content;

/** Keeps what was parsed last, by etag: a week is looked at again and again. Safe from any thread. */
final class Parsed {

    /** Larger objects are parsed each time rather than kept. */
    private static final int MAX_OCTETS = 16 * 1024;

    private final Map<String, Component> kept;

    Parsed(int most) {
        this.kept = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Component> eldest) {
                return size() > most;
            }
        };
    }

    Component of(Content content) {
        var etag = content.resource().etag();
        synchronized (kept) {
            var found = kept.get(etag);
            if (found != null) {
                return found;
            }
        }
        var component = ContentReader.read(content.octets());
        if (content.octets().length <= MAX_OCTETS) {
            synchronized (kept) {
                kept.put(etag, component);
            }
        }
        return component;
    }
}
