package org.kantor.mail.store.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.FlagChange;
import org.kantor.mail.store.MailboxView;

/** Keywords are atoms (RFC 3501 section 9, flag-keyword), compared without case. */
final class Keywords {

    /** Octets of one keyword. */
    static final int MAX_LENGTH = 255;

    /** Keywords of one message. */
    static final int MAX_KEYWORDS = 100;

    /** Keywords in use in one mailbox, but for those that deliveries bring. */
    static final int MOST_OF_MAILBOX = 300;

    private static final String SPECIALS = "(){%*\"\\]";

    private Keywords() {}

    /** @throws Refused BAD_VALUE for one that is no atom, LIMIT for too many */
    static Set<String> checked(Collection<String> keywords) {
        if (keywords.isEmpty()) {
            return Set.of();
        }
        if (keywords.size() > MAX_KEYWORDS) {
            throw new Refused(Refused.Code.LIMIT, "A message can have " + MAX_KEYWORDS + " keywords.");
        }
        var unique = new TreeSet<String>(String.CASE_INSENSITIVE_ORDER);
        for (var keyword : keywords) {
            if (keyword.isEmpty()
                    || keyword.length() > MAX_LENGTH
                    || keyword.chars().anyMatch(c -> c <= ' ' || c >= 0x7f || SPECIALS.indexOf(c) >= 0)) {
                throw new Refused(Refused.Code.BAD_VALUE, "That is not a keyword.");
            }
            unique.add(keyword);
        }
        return unique;
    }

    /** @throws Refused LIMIT if these were too many beside those that are in use in the mailbox */
    static void limit(MailboxView view, Set<String> added) {
        var all = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        all.addAll(view.keywords());
        if (all.addAll(added) && all.size() > MOST_OF_MAILBOX) {
            throw new Refused(Refused.Code.LIMIT, "The mailbox has too many keywords.");
        }
    }

    /** In the spelling that the mailbox uses already. */
    static String[] spelled(Set<String> keywords, Set<String> known) {
        var spelling = new TreeSet<String>(String.CASE_INSENSITIVE_ORDER);
        spelling.addAll(known);
        var all = new ArrayList<String>();
        for (var keyword : keywords) {
            var same = spelling.ceiling(keyword);
            all.add(same != null && same.equalsIgnoreCase(keyword) ? same : keyword);
        }
        return all.toArray(String[]::new);
    }

    /** What a change makes of a message's keywords, as {@code store_keywords} does: first spelling kept, in order without case. */
    static List<String> changed(Set<String> old, FlagChange.Mode mode, String[] keywords) {
        var named = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        named.addAll(Arrays.asList(keywords));
        var all = new TreeSet<String>(String.CASE_INSENSITIVE_ORDER);
        for (var keyword : old) {
            if (mode == FlagChange.Mode.ADD || named.contains(keyword) == (mode == FlagChange.Mode.SET)) {
                all.add(keyword);
            }
        }
        if (mode != FlagChange.Mode.REMOVE) {
            all.addAll(named);
        }
        return List.copyOf(all);
    }
}
