package org.kantor.webmail.mail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.stream.Collectors;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.EmailAddress;
import org.kantor.mail.compose.Person;
import org.kantor.mail.store.Conversations;
import org.kantor.mail.store.Conversations.Member;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.MailboxView;

/**
 * How a list is made of conversations: the newest message of each in the mailbox stands for it.
 *
 * @param mine the keys of the account's own addresses
 * @param me how the list calls them
 */
record Threading(Conversations conversations, Set<String> mine, String me) {

    private static final int MOST_NAMES = 3;

    private static final Map<MailboxView, Grouped> GROUPED = Collections.synchronizedMap(new WeakHashMap<>());

    /**
     * @param order the indices of the newest messages of each thread, the oldest first
     * @param threads of each index
     */
    record Grouped(int[] order, long[] threads) {}

    /**
     * The view's conversations, made once for a view and shared by everybody who looks at all of it.
     *
     * @param last messages with a higher index are left out
     */
    Grouped grouped(AccountId account, MailboxView view, int last) {
        if (last < view.size() - 1) {
            return new Grouped(order(view, grouped(account, view).threads, last), grouped(account, view).threads);
        }
        return grouped(account, view);
    }

    /**
     * Who writes in conversations, by their numbers: one query.
     *
     * @param here the mailbox of a list of one; {@link Place#NONE}'s for a list of several
     */
    Map<Long, List<Member>> members(AccountId account, long[] threads, MailboxId here) {
        return conversations.conversations(account, threads, here).stream()
                .collect(Collectors.groupingBy(Member::thread));
    }

    private Grouped grouped(AccountId account, MailboxView view) {
        var known = GROUPED.get(view);
        if (known == null) {
            var threads = threads(account, view);
            known = new Grouped(order(view, threads, view.size() - 1), threads);
            GROUPED.put(view, known);
        }
        return known;
    }

    private long[] threads(AccountId account, MailboxView view) {
        var known = conversations.threads(account, view);
        var threads = new long[view.size()];
        var row = 0;
        for (var index = 0; index < threads.length; index++) {
            var uid = view.uid(index);
            while (row < known.size() && known.uid(row) < uid) {
                row++;
            }
            // what has gone since the view was made stands for itself
            threads[index] = row < known.size() && known.uid(row) == uid ? known.thread(row) : -uid;
        }
        return threads;
    }

    private static int[] order(MailboxView view, long[] threads, int last) {
        var byDate = ListOrder.of(view);
        var seen = new Numbers(last + 1);
        var order = new int[last + 1];
        var from = order.length;
        for (var back = view.size() - 1; back >= 0; back--) {
            var index = byDate.length == 0 ? back : byDate[back];
            if (index <= last && seen.add(threads[index])) {
                order[--from] = index;
            }
        }
        return Arrays.copyOfRange(order, from, order.length);
    }

    boolean isMine(Member member) {
        return mine.contains(
                EmailAddress.parse(member.sender()).map(EmailAddress::key).orElse(member.sender()));
    }

    /** Who writes in the conversation, who wrote last first: one by the whole name, several by the first and the given names of the others. */
    String people(List<Member> members) {
        var names = new LinkedHashSet<String>();
        for (var member : members.reversed()) {
            var name = isMine(member) ? me : member.fromName();
            if (!name.isEmpty() && names.size() < MOST_NAMES) {
                names.add(names.isEmpty() || names.contains(name) ? name : brief(name));
            }
        }
        return String.join(", ", new ArrayList<>(names));
    }

    private static String brief(String name) {
        return name.indexOf('@') < 0 ? Person.brief(name) : name;
    }
}
