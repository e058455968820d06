package org.kantor.mail.wire.imap;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An IMAP URL that names a message or a part of one (RFC 5092), absolute or relative to the server or the selected mailbox.
 *
 * @param user of an absolute URL; null if it names none or is relative
 * @param server host and perhaps port of an absolute URL; null if it is relative
 * @param mailbox null for the selected one
 * @param uidValidity 0 if it is not given
 * @param section null for the whole message; its partial is the URL's
 */
public record ImapUrl(
        @Nullable String user,
        @Nullable String server,
        @Nullable String mailbox,
        long uidValidity,
        long uid,
        FetchItem.Section section) {

    private static final String SCHEME = "imap://";
    private static final Pattern SCHEME_OF_ANOTHER = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:");
    private static final String UID = ";UID=";
    private static final String VALIDITY = ";UIDVALIDITY=";

    /** @throws ImapSyntaxException if the text is no such URL, or asks for URLAUTH (RFC 4467) */
    public static ImapUrl parse(String text) {
        var rest = text;
        String user = null;
        String server = null;
        if (rest.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            var slash = rest.indexOf('/', SCHEME.length());
            if (slash < 0) {
                throw wrong();
            }
            var authority = rest.substring(SCHEME.length(), slash);
            var at = authority.lastIndexOf('@');
            user = at < 0 ? null : user(authority.substring(0, at));
            server = authority.substring(at + 1);
            rest = rest.substring(slash);
        } else if (SCHEME_OF_ANOTHER.matcher(rest).lookingAt()) {
            throw wrong();
        }
        var uidAt = rest.toUpperCase(Locale.ROOT).indexOf(UID);
        if (uidAt < 0) {
            throw wrong();
        }
        // the slash before ;UID= stands behind a mailbox only
        var before = rest.substring(0, uidAt);
        var afterUid = rest.substring(uidAt + UID.length());
        if (before.isEmpty() || before.equals("/")) {
            return of(user, server, null, 0, afterUid);
        }
        if (!before.endsWith("/")) {
            throw wrong();
        }
        before = before.substring(before.startsWith("/") ? 1 : 0, before.length() - 1);
        var validityAt = before.toUpperCase(Locale.ROOT).indexOf(VALIDITY);
        var validity = validityAt < 0 ? 0 : number(before.substring(validityAt + VALIDITY.length()));
        var mailbox = decoded(validityAt < 0 ? before : before.substring(0, validityAt));
        if (mailbox.isEmpty()) {
            throw wrong();
        }
        return of(user, server, mailbox.equalsIgnoreCase("INBOX") ? "INBOX" : mailbox, validity, afterUid);
    }

    private static ImapUrl of(
            @Nullable String user, @Nullable String server, @Nullable String mailbox, long validity, String fromUid) {
        if (mailbox == null && server != null) {
            throw wrong();
        }
        var parts = fromUid.split("/", -1);
        var section = "";
        var partial = "";
        for (var i = 1; i < parts.length; i++) {
            var part = parts[i];
            if (part.regionMatches(true, 0, ";SECTION=", 0, 9) && section.isEmpty() && partial.isEmpty()) {
                section = decoded(part.substring(9));
            } else if (part.regionMatches(true, 0, ";PARTIAL=", 0, 9) && partial.isEmpty()) {
                partial = part.substring(9);
            } else {
                throw wrong();
            }
        }
        return new ImapUrl(user, server, mailbox, validity, number(parts[0]), section(section, partial));
    }

    /** The section as FETCH takes it; a range without a length goes to the end. */
    private static FetchItem.Section section(String section, String partial) {
        var range = partial.isEmpty()
                ? ""
                : "<" + (partial.indexOf('.') < 0 ? partial + "." + Parser.MAX_NUMBER : partial) + ">";
        var text = "BODY.PEEK[" + section + "]" + range;
        var in = new Parser(new CommandText(text.getBytes(StandardCharsets.UTF_8), List.of()));
        var item = FetchItem.parse(in);
        in.end();
        return item instanceof FetchItem.Section read ? read : fail();
    }

    private static FetchItem.Section fail() {
        throw wrong();
    }

    /** Without the way to authenticate, which does not matter for a session that has. */
    private static String user(String text) {
        var auth = text.indexOf(';');
        return decoded(auth < 0 ? text : text.substring(0, auth));
    }

    private static long number(String text) {
        var in = new Parser(new CommandText(text.getBytes(StandardCharsets.UTF_8), List.of()));
        var number = in.nzNumber();
        in.end();
        return number;
    }

    private static String decoded(String text) {
        var out = new ByteArrayOutputStream(text.length());
        var octets = text.getBytes(StandardCharsets.UTF_8);
        for (var i = 0; i < octets.length; i++) {
            if (octets[i] != '%') {
                out.write(octets[i]);
                continue;
            }
            if (i + 2 >= octets.length) {
                throw wrong();
            }
            var high = Character.digit(octets[i + 1], 16);
            var low = Character.digit(octets[i + 2], 16);
            // no name holds a NUL
            if (high < 0 || low < 0 || high == 0 && low == 0) {
                throw wrong();
            }
            out.write(high << 4 | low);
            i += 2;
        }
        return Parser.text(out.toByteArray());
    }

    private static ImapSyntaxException wrong() {
        return new ImapSyntaxException("This is no URL of a message");
    }
}
