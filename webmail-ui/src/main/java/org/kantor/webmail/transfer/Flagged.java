package org.kantor.webmail.transfer;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.kantor.mail.store.Flags;
import org.kantor.mail.store.MailboxView;

/** Flags and keywords as files and IMAP write them. */
final class Flagged {

    private static final Map<String, Integer> BITS = new LinkedHashMap<>();

    static {
        BITS.put("\\Seen", Flags.SEEN);
        BITS.put("\\Answered", Flags.ANSWERED);
        BITS.put("\\Flagged", Flags.FLAGGED);
        BITS.put("\\Deleted", Flags.DELETED);
        BITS.put("\\Draft", Flags.DRAFT);
    }

    private Flagged() {}

    static Set<String> names(MailboxView view, int index) {
        var names = new LinkedHashSet<String>();
        BITS.forEach((name, bit) -> {
            if ((view.flags(index) & bit) != 0) {
                names.add(name);
            }
        });
        names.addAll(view.keywords(index));
        return names;
    }

    static int bits(Set<String> names) {
        return names.stream().mapToInt(name -> BITS.getOrDefault(name, 0)).reduce(0, (some, more) -> some | more);
    }

    /** Without what cannot be a keyword here (RFC 3501 section 9, flag-keyword), whatever another program made of it. */
    static Set<String> keywords(Set<String> names) {
        return names.stream()
                .filter(name -> !name.startsWith("\\") && name.length() <= 255)
                .filter(name -> name.chars().allMatch(c -> c > ' ' && c < 0x7f && "(){%*\"\\]".indexOf(c) < 0))
                .limit(100)
                .collect(Collectors.toSet());
    }
}
