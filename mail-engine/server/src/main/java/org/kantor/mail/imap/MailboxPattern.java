package org.kantor.mail.imap;

import org.kantor.kernel.Refused;

/** A pattern of LIST and LSUB (RFC 3501 section 6.3.8): {@code *} stands for anything, {@code %} for anything within a level. INBOX, and the name before what is below it, match in any case. */
final class MailboxPattern {

    static final char SEPARATOR = '/';

    /** No mailbox's name is longer; every name is compared with the pattern, so it must end somewhere. */
    private static final int MAX_LENGTH = 1_000;

    private static final String INBOX = "INBOX" + SEPARATOR;

    private final String pattern;

    /** @throws Refused LIMIT when the pattern is longer than a name can be */
    MailboxPattern(String reference, String pattern) {
        // a pattern that begins at the root ignores the reference, as the RFC's examples do
        this.pattern = pattern.startsWith(String.valueOf(SEPARATOR)) ? pattern.substring(1) : reference + pattern;
        if (this.pattern.length() > MAX_LENGTH) {
            throw new Refused(Refused.Code.LIMIT, "The pattern is longer than any name");
        }
    }

    boolean matches(String name) {
        return matches(pattern, name, (name + SEPARATOR).startsWith(INBOX) ? INBOX.length() - 1 : 0);
    }

    /** Row by row, so that no pattern costs more than its length times the name's. @param anyCase how much of the name, in capitals, matches in any case */
    private static boolean matches(String pattern, String name, int anyCase) {
        var reached = new boolean[name.length() + 1];
        reached[0] = true;
        for (var p = 0; p < pattern.length(); p++) {
            var c = pattern.charAt(p);
            var wildcard = c == '*' || c == '%';
            var before = reached[0];
            reached[0] = wildcard && before;
            for (var n = 1; n <= name.length(); n++) {
                var here = reached[n];
                var last = name.charAt(n - 1);
                if (wildcard) {
                    reached[n] = here || reached[n - 1] && (c == '*' || last != SEPARATOR);
                } else {
                    reached[n] = before && last == (n <= anyCase ? Character.toUpperCase(c) : c);
                }
                before = here;
            }
        }
        return reached[name.length()];
    }
}
