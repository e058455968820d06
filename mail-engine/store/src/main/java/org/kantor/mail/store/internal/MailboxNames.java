package org.kantor.mail.store.internal;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.Mailbox;

/** The rules of mailbox names: levels separated by slashes, NFC, INBOX in any case (RFC 3501 section 5.1). */
final class MailboxNames {

    /** Octets of the whole name in UTF-8. */
    static final int MAX_LENGTH = 1_000;

    /** First levels. */
    static final Set<String> RESERVED = Set.of(Mailbox.OTHER_USERS, Mailbox.SHARED);

    private static final String INBOX_LEVEL = Mailbox.INBOX + "/";

    private MailboxNames() {}

    /** The name as it is kept; for finding, nothing is refused. */
    static String normal(String name) {
        var composed = Normalizer.normalize(name, Normalizer.Form.NFC);
        if (composed.equalsIgnoreCase(Mailbox.INBOX)) {
            return Mailbox.INBOX;
        }
        return composed.regionMatches(true, 0, INBOX_LEVEL, 0, INBOX_LEVEL.length())
                ? INBOX_LEVEL + composed.substring(INBOX_LEVEL.length())
                : composed;
    }

    /** The name as it is kept. @throws Refused BAD_VALUE */
    static String checked(String name) {
        var normal = normal(name);
        if (!fits(normal)) {
            throw new Refused(Refused.Code.BAD_VALUE, "The name is too long.");
        }
        if (normal.startsWith("/") || normal.endsWith("/") || normal.contains("//") || normal.isEmpty()) {
            throw new Refused(Refused.Code.BAD_VALUE, "A level of the name is empty.");
        }
        if (normal.codePoints().anyMatch(MailboxNames::unwanted)) {
            throw new Refused(Refused.Code.BAD_VALUE, "The name has control characters.");
        }
        return normal;
    }

    static boolean fits(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length <= MAX_LENGTH;
    }

    /** The name as it is kept of a mailbox that is to be made or renamed: none of those below which others' are shown. @throws Refused BAD_VALUE, CANNOT */
    static String own(String name) {
        var checked = checked(name);
        var slash = checked.indexOf('/');
        var level = slash < 0 ? checked : checked.substring(0, slash);
        if (RESERVED.contains(level)) {
            throw new Refused(
                    Refused.Code.CANNOT, "Below \"" + level + "\" are others' mailboxes; choose another name.");
        }
        return checked;
    }

    private static boolean unwanted(int character) {
        return Character.isISOControl(character)
                || character == 0x2028
                || character == 0x2029
                || character == 0xfffd
                || Character.getType(character) == Character.SURROGATE;
    }

    /** The names of the mailboxes above, the highest first. */
    static List<String> above(String name) {
        var parents = new ArrayList<String>();
        for (var slash = name.indexOf('/'); slash > 0; slash = name.indexOf('/', slash + 1)) {
            parents.add(name.substring(0, slash));
        }
        return parents;
    }
}
