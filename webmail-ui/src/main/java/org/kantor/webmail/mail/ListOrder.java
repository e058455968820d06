package org.kantor.webmail.mail;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.stream.IntStream;
import org.kantor.mail.store.MailboxView;

/**
 * The order of a mailbox by the time its messages arrived. UIDs follow it as long as mail only comes in; what is moved here later has a high UID and an old time.
 * The order is made once for a view and shared by everybody who looks at it, as the view is; a view that is in order by itself needs none.
 */
final class ListOrder {

    private static final int[] NATURAL = {};
    private static final Map<MailboxView, int[]> ORDERS = Collections.synchronizedMap(new WeakHashMap<>());

    private ListOrder() {}

    /** The view's indices, oldest message first; empty if they simply are 0, 1, 2 and so on. */
    static int[] of(MailboxView view) {
        var known = ORDERS.get(view);
        if (known == null) {
            known = inOrder(view) ? NATURAL : sorted(view);
            ORDERS.put(view, known);
        }
        return known;
    }

    private static boolean inOrder(MailboxView view) {
        for (var i = 1; i < view.size(); i++) {
            if (view.internalDate(i) < view.internalDate(i - 1)) {
                return false;
            }
        }
        return true;
    }

    /** Long runs are in order already, which the library's merge sort makes use of; it keeps equal times in the order of UIDs. */
    private static int[] sorted(MailboxView view) {
        var indices = IntStream.range(0, view.size()).boxed().toArray(Integer[]::new);
        Arrays.sort(indices, (a, b) -> Long.compare(view.internalDate(a), view.internalDate(b)));
        return Arrays.stream(indices).mapToInt(Integer::intValue).toArray();
    }
}
