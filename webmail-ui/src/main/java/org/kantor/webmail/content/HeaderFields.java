package org.kantor.webmail.content;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.kantor.mail.wire.mime.EncodedWords;

/**
 * A message's header as it is written, for people to read: every field in order, unfolded. Bounded: {@value #MAX_FIELDS} fields of {@value #MAX_VALUE}
 * characters; what is longer is cut.
 */
public record HeaderFields(List<Field> all) {

    private static final int MAX_FIELDS = 1_000;
    private static final int MAX_VALUE = 20_000;
    private static final Pattern SIGNER = Pattern.compile("(?:^|;)\\s*d\\s*=\\s*([A-Za-z0-9.-]{1,253})\\s*(?:;|$)");
    private static final Pattern OFFSET = Pattern.compile("[+-](?:0[0-9]|1[0-4])[0-5][0-9](?=\\s|\\(|$)");
    private static final Pattern OURS = Pattern.compile(
            "from (\\S+) \\(\\[(?:IPv6:)?([0-9A-Fa-f.:]+)(?:%\\w+)?\\]\\)\\s+by (\\S+) \\(Kantor\\) with ([A-Z0-9]+) id (\\S+?)(?:\\s+for <([^\\r\\n]*)>)?;\\s[^;]*");

    /** @param value unfolded; encoded words are decoded where a field may have them, so not in Received (RFC 2047 section 5) */
    public record Field(String name, String value) {}

    /**
     * How the message came to this server.
     *
     * @param helo the name by which the sending host called itself, which nobody checked
     * @param address its IP address
     * @param protocol as registered for Received's "with" (RFC 3848): an S stands for TLS, an A for authenticated
     * @param recipient whom the server was told to give it to; empty when there were several
     */
    public record Arrival(String helo, String address, String protocol, String recipient) {

        public boolean encrypted() {
            return protocol.endsWith("S") || protocol.endsWith("SA");
        }

        public boolean authenticated() {
            return protocol.endsWith("A");
        }

        public boolean local() {
            return protocol.contains("LMTP");
        }

        /** Whether it was brought from another machine by SMTP, and nobody logged in to send it. What another mail server handed over by LMTP is that one's to judge. */
        public boolean fromOutside() {
            return !authenticated() && !local() && !literal().isLoopbackAddress();
        }

        /** The network it came from, as wide as what one provider has: {@code 192.0} or {@code 2001:db8}. */
        public String network() {
            var ip = literal();
            var octets = ip.getAddress();
            return ip instanceof Inet6Address
                    ? Integer.toHexString((octets[0] & 0xff) << 8 | octets[1] & 0xff) + ":"
                            + Integer.toHexString((octets[2] & 0xff) << 8 | octets[3] & 0xff)
                    : (octets[0] & 0xff) + "." + (octets[1] & 0xff);
        }

        /** Never asks the DNS. */
        private InetAddress literal() {
            return InetAddress.ofLiteral(address);
        }
    }

    public static HeaderFields of(byte[] message) {
        var fields = new ArrayList<Field>();
        var at = 0;
        while (at < message.length && fields.size() < MAX_FIELDS) {
            var end = lineEnd(message, at);
            if (textEnd(message, at, end) == at) {
                break;
            }
            while (end < message.length && (message[end] == ' ' || message[end] == '\t')) {
                end = lineEnd(message, end);
            }
            field(message, at, end, fields);
            at = end;
        }
        return new HeaderFields(List.copyOf(fields));
    }

    private static void field(byte[] message, int from, int end, List<Field> fields) {
        var colon = from;
        while (colon < end && message[colon] != ':') {
            if (message[colon] <= ' ') {
                return;
            }
            colon++;
        }
        if (colon > from && colon < end) {
            var name = new String(message, from, colon - from, StandardCharsets.US_ASCII);
            var raw = text(message, colon + 1, Math.min(end, colon + 1 + MAX_VALUE))
                    .replaceAll("\\r?\\n(?=[ \\t])", "")
                    .replaceAll("[\\x00-\\x1f\\x7f\\u202a-\\u202e\\u2066-\\u2069]", " ");
            // a sending host chooses its name, and must not write the rest of our trace with it
            var value = name.equalsIgnoreCase("Received") ? raw : EncodedWords.decode(raw);
            fields.add(new Field(name, value.strip()));
        }
    }

    /** UTF-8 where that is what it is, else one octet a character. */
    static String text(byte[] octets, int from, int end) {
        var utf8 = new String(octets, from, end - from, StandardCharsets.UTF_8);
        return utf8.indexOf('\ufffd') < 0 ? utf8 : new String(octets, from, end - from, StandardCharsets.ISO_8859_1);
    }

    private static int lineEnd(byte[] octets, int from) {
        var at = from;
        while (at < octets.length && octets[at] != '\n') {
            at++;
        }
        return Math.min(at + 1, octets.length);
    }

    private static int textEnd(byte[] octets, int from, int end) {
        var at = end;
        while (at > from && (octets[at - 1] == '\n' || octets[at - 1] == '\r')) {
            at--;
        }
        return at;
    }

    /** The values of all fields of this name, in order. */
    public List<String> values(String name) {
        return all.stream()
                .filter(field -> field.name.equalsIgnoreCase(name))
                .map(Field::value)
                .toList();
    }

    /** The first field of this name; empty if there is none. */
    public String value(String name) {
        return values(name).stream().findFirst().orElse("");
    }

    /** What this server wrote when the message came: only the Received field at the very top, below our own Return-Path, is ours. */
    public Optional<Arrival> arrival() {
        var index = !all.isEmpty() && all.getFirst().name.equalsIgnoreCase("Return-Path") ? 1 : 0;
        if (index >= all.size() || !all.get(index).name.equalsIgnoreCase("Received")) {
            return Optional.empty();
        }
        var ours = OURS.matcher(all.get(index).value);
        return ours.matches() && isLiteral(ours.group(2))
                ? Optional.of(new Arrival(
                        ours.group(1), ours.group(2), ours.group(4), ours.group(6) == null ? "" : ours.group(6)))
                : Optional.empty();
    }

    private static boolean isLiteral(String address) {
        try {
            return InetAddress.ofLiteral(address).getAddress().length > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The domains that say they signed the message (DKIM, RFC 6376 section 3.5); nobody checked it. */
    public List<String> signers() {
        return values("DKIM-Signature").stream()
                .map(SIGNER::matcher)
                .filter(java.util.regex.Matcher::find)
                .map(matcher -> matcher.group(1).toLowerCase(java.util.Locale.ROOT))
                .distinct()
                .limit(5)
                .toList();
    }

    /** The offset from UTC that the author's clock was set to; empty if the Date field names none. */
    public Optional<ZoneOffset> writtenIn() {
        var offset = OFFSET.matcher(value("Date"));
        if (!offset.find() || offset.group().equals("-0000")) {
            return Optional.empty();
        }
        try {
            return Optional.of(ZoneOffset.of(offset.group()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
