package org.kantor.webmail.composer;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.kantor.kernel.AccountId;

/** Which drafts are open in a window on this node, so that a second window can say so. Safe from any thread. */
@ApplicationScoped
public class OpenDrafts {

    private record Key(AccountId account, Drafts.Place place) {}

    private final Map<Key, Object> windows = new ConcurrentHashMap<>();

    /** Answers whether another window has it. */
    boolean open(AccountId account, Drafts.Place place, Object window) {
        var other = windows.putIfAbsent(new Key(account, place), window);
        return other != null && other != window;
    }

    void close(AccountId account, Drafts.Place place, Object window) {
        windows.remove(new Key(account, place), window);
    }
}
