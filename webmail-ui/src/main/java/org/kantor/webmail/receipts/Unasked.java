package org.kantor.webmail.receipts;

import java.util.Locale;
import java.util.Optional;
import org.kantor.kernel.EmailAddress;
import org.kantor.mail.wire.mime.AutomaticMail;
import org.kantor.mail.wire.mime.ListMail;
import org.kantor.webmail.content.HeaderFields;

/**
 * When an author may be told that a message was read without asking the reader: only if the receipt goes where the message came from (RFC 8098 section 2.1), and never to what many were sent or what a
 * program wrote (RFC 3834 section 2), which is how addresses are found out that somebody reads.
 */
final class Unasked {

    private Unasked() {}

    /** @param to whom the receipt is for */
    static boolean mayBe(HeaderFields header, EmailAddress to) {
        return returnsTo(header, to) && !isToMany(header) && !isAutomatic(header) && !isParticular(header);
    }

    /** What delivery wrote is the only one; of several nobody knows which. Local parts are compared as they are (RFC 8098 section 2.1). */
    private static boolean returnsTo(HeaderFields header, EmailAddress to) {
        var paths = header.values("Return-Path");
        return paths.size() == 1
                && EmailAddress.parse(paths.getFirst().replaceAll("^<|>$", ""))
                        .filter(path -> path.localPart().equals(to.localPart())
                                && path.domain().equals(to.domain()))
                        .isPresent();
    }

    private static boolean isToMany(HeaderFields header) {
        return ListMail.is(header.value("List-Id"), header.value("List-Unsubscribe"), header.value("Precedence"))
                || !header.values("List-Post").isEmpty();
    }

    private static boolean isAutomatic(HeaderFields header) {
        return header.values("Auto-Submitted").stream().anyMatch(AutomaticMail::isSubmitted)
                || header.value("Precedence").equalsIgnoreCase("auto_reply")
                || !header.values("X-Auto-Response-Suppress").isEmpty()
                || AutomaticMail.isReport(header.value("Content-Type"));
    }

    /** It asks for something that must be understood before it is answered (RFC 8098 section 2.2). */
    private static boolean isParticular(HeaderFields header) {
        return Optional.of(header.value("Disposition-Notification-Options"))
                .filter(options -> options.toLowerCase(Locale.ROOT).contains("required"))
                .isPresent();
    }
}
