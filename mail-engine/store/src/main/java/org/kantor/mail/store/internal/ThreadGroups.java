package org.kantor.mail.store.internal;

import java.util.HashMap;
import java.util.List;

/**
 * Which of the messages that are stored together belong to one thread: those that share a thread key, directly or through others. What the account
 * has already is looked up by the keys in SQL.
 */
final class ThreadGroups {

    private final int[] parent;

    ThreadGroups(List<PreparedMessage> messages) {
        parent = new int[messages.size()];
        var owner = new HashMap<Long, Integer>();
        for (var i = 0; i < parent.length; i++) {
            parent[i] = i;
            for (var key : messages.get(i).keys()) {
                var other = owner.putIfAbsent(key, i);
                if (other != null) {
                    join(other, i);
                }
            }
        }
    }

    /** The first message of this message's group. */
    int first(int message) {
        var root = message;
        while (parent[root] != root) {
            root = parent[root];
        }
        return root;
    }

    private void join(int a, int b) {
        var first = first(a);
        var second = first(b);
        parent[Math.max(first, second)] = Math.min(first, second);
    }
}
