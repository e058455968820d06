package org.kantor.mail.wire.imap;

import java.util.Locale;

/** The names of annotations (RFC 5464 section 3.2): a path below /private or /shared, compared without case and therefore kept in lower case. */
final class MetadataEntry {

    private MetadataEntry() {}

    /** @throws ImapSyntaxException if it is no entry's name, as section 3.2 demands */
    static String parse(Parser in) {
        var name = in.astring().toLowerCase(Locale.ROOT);
        var path = name + "/";
        if (!path.startsWith("/private/") && !path.startsWith("/shared/")
                || path.contains("//")
                || name.chars().anyMatch(c -> c < ' ' || c >= 0x7f || c == '*' || c == '%')) {
            throw new ImapSyntaxException("An annotation has no such name");
        }
        return name;
    }
}
