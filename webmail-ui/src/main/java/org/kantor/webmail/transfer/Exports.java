package org.kantor.webmail.transfer;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The exports that a page waits for: the page offers a name, the request that writes the file reports under it. */
@ApplicationScoped
public class Exports {

    private final Map<String, Watcher> watchers = new ConcurrentHashMap<>();

    /** Told on the thread that writes. */
    public interface Watcher {

        /** @return whether to go on */
        boolean progress(int done, int total);

        /** Nothing more comes. @param whole whether everything was written */
        void ended(boolean whole);
    }

    /** @param name unguessable, for this page alone */
    public void watch(String name, Watcher watcher) {
        watchers.put(name, watcher);
    }

    public void forget(String name) {
        watchers.remove(name);
    }

    Watcher of(String name) {
        return watchers.getOrDefault(name, NOBODY);
    }

    private static final Watcher NOBODY = new Watcher() {
        @Override
        public boolean progress(int done, int total) {
            return true;
        }

        @Override
        public void ended(boolean whole) {
            // nobody waits
        }
    };
}
