package org.kantor.mail.wire.smtp;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.kantor.kernel.DomainName;
import org.kantor.kernel.EmailAddress;

/** Reads a path at the start of the arguments of MAIL and RCPT and leaves the parameters. Owned by one thread. */
final class PathScanner {

    private static final String SPECIALS = "()<>[]:;@\\,\"";
    private static final int MAX_LOCAL_PART = 64; // RFC 5321 section 4.5.3.1.1
    private static final Pattern IPV4 =
            Pattern.compile("(25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");
    private static final Pattern IPV6 = Pattern.compile("(?i)IPv6:[0-9a-f:.]{2,45}");

    private final String text;
    private int at;

    PathScanner(String text) {
        this.text = text;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++; // many clients write FROM: <a@b>; RFC 5321 section 4.1.1 asks for tolerance of white space
        }
    }

    /** Empty for {@code <>}. */
    Optional<Path> reversePath() throws SmtpSyntaxException {
        if (text.startsWith("<>", at)) {
            at += 2;
            return Optional.empty();
        }
        return Optional.of(path(false));
    }

    Path forwardPath() throws SmtpSyntaxException {
        return path(true);
    }

    /** What follows the path: parameters, separated by spaces. */
    String rest() throws SmtpSyntaxException {
        if (at < text.length() && text.charAt(at) != ' ') {
            throw SmtpSyntaxException.argument("A space must follow the path");
        }
        return text.substring(at).strip();
    }

    private Path path(boolean forward) throws SmtpSyntaxException {
        var start = at;
        expect('<');
        sourceRoute();
        var local = peek() == '"' ? quotedString() : dotString();
        if (local.isEmpty() || local.getBytes(StandardCharsets.UTF_8).length > MAX_LOCAL_PART) {
            throw bad("The local part is empty or longer than 64 octets");
        }
        if (forward && peek() == '>' && local.equalsIgnoreCase("postmaster")) {
            at++;
            return new Path(local, "");
        }
        expect('@');
        var domain = peek() == '[' ? literal() : domain();
        expect('>');
        if (text.substring(start, at).getBytes(StandardCharsets.UTF_8).length > Path.MAX_OCTETS) {
            throw bad("The path is longer than 256 octets");
        }
        return new Path(local, domain);
    }

    private void sourceRoute() throws SmtpSyntaxException {
        if (peek() != '@') {
            return;
        }
        do {
            at++;
            domain();
        } while (peek() == ',' && ++at < text.length() && peek() == '@');
        expect(':');
    }

    private String dotString() throws SmtpSyntaxException {
        var start = at;
        while (at < text.length() && (isAtext(text.charAt(at)) || text.charAt(at) == '.')) {
            at++;
        }
        var local = text.substring(start, at);
        if (!isDotString(local)) {
            throw bad("The local part is malformed");
        }
        return local;
    }

    private String quotedString() throws SmtpSyntaxException {
        var local = new StringBuilder();
        for (at++; at < text.length(); at++) {
            var c = text.charAt(at);
            if (c == '"') {
                at++;
                return local.toString();
            }
            if (c == '\\' && ++at < text.length()) {
                c = text.charAt(at);
            }
            if (c < ' ' || c == 0x7f) {
                break;
            }
            local.append(c);
        }
        throw bad("The quoted local part is malformed");
    }

    private String domain() throws SmtpSyntaxException {
        var start = at;
        while (at < text.length() && ">:, ".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return DomainName.parse(text.substring(start, at))
                .map(DomainName::value)
                .orElseThrow(() -> bad("The domain is malformed"));
    }

    private String literal() throws SmtpSyntaxException {
        var end = text.indexOf(']', at);
        var inner = end < 0 ? "" : text.substring(at + 1, end);
        if (!IPV4.matcher(inner).matches() && !IPV6.matcher(inner).matches()) {
            throw bad("The address literal is malformed");
        }
        at = end + 1;
        return "[" + inner + "]";
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private void expect(char c) throws SmtpSyntaxException {
        if (peek() != c) {
            throw bad("The path is malformed: '" + c + "' expected");
        }
        at++;
    }

    private static SmtpSyntaxException bad(String sentence) {
        return new SmtpSyntaxException(Reply.of(553, "5.1.3", sentence));
    }

    static boolean isDotString(String local) {
        if (local.isEmpty() || local.startsWith(".") || local.endsWith(".") || local.contains("..")) {
            return false;
        }
        return local.chars().allMatch(c -> c == '.' || isAtext((char) c));
    }

    private static boolean isAtext(char c) {
        return c > ' ' && !EmailAddress.breaksLines(c) && c != '.' && SPECIALS.indexOf(c) < 0;
    }
}
