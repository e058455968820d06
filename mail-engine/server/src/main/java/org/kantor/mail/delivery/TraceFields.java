package org.kantor.mail.delivery;

import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.kantor.mail.wire.smtp.Path;

/** The trace fields of RFC 5321 section 4.4: Received at every hop, Return-Path at final delivery; and the hops counted (section 6.3). */
public final class TraceFields {

    /** RFC 5321 section 6.3: a message with more Received fields than this is in a loop. */
    public static final int MAX_HOPS = 100;

    private static final String RETURN_PATH = "return-path:";

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss Z", Locale.ENGLISH);

    private TraceFields() {}

    /**
     * @param helo as the client named itself
     * @param client its IP address
     * @param by our host name
     * @param with the protocol (RFC 3848, RFC 6531): ESMTP, ESMTPSA, LMTP and so on
     * @param recipient only where there is one (section 7.2: the others shall not learn of each other)
     */
    public static byte[] received(
            String helo, String client, String by, String with, String id, @Nullable Path recipient, ZonedDateTime at) {
        var address = client.indexOf(':') >= 0 ? "IPv6:" + client : client;
        var field = new StringBuilder(200)
                .append("Received: from ")
                .append(safe(helo))
                .append(" ([")
                .append(address)
                .append("])\r\n\tby ")
                .append(by)
                .append(" (Kantor) with ")
                .append(with)
                .append(" id ")
                .append(id);
        if (recipient != null) {
            field.append("\r\n\tfor ").append(recipient);
        }
        return field.append(";\r\n\t")
                .append(date(at))
                .append("\r\n")
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    /** A date-time of RFC 5322 section 3.3. */
    public static String date(ZonedDateTime at) {
        return DATE.format(at);
    }

    private static String safe(String helo) {
        var text = new StringBuilder(helo.length());
        for (var i = 0; i < helo.length(); i++) {
            var c = helo.charAt(i);
            text.append(c > ' ' && c < 0x7f && "()<>\\;\",".indexOf(c) < 0 ? c : '?');
        }
        return text.toString();
    }

    /** How many Received fields the header has. */
    public static int hops(byte[] message) {
        var hops = 0;
        for (var at = 0; at < message.length && !emptyLine(message, at); at = nextLine(message, at)) {
            if (startsWith(message, at, "received:")) {
                hops++;
            }
        }
        return hops;
    }

    /** The message as it is filed: our Return-Path first, and any that somebody before us left taken out. */
    public static byte[] withReturnPath(@Nullable Path sender, byte[] message) {
        return without(RETURN_PATH, octets(RETURN_PATH, message), returnPath(sender), message);
    }

    /** The length of {@link #withReturnPath}. */
    static long octetsWithReturnPath(@Nullable Path sender, byte[] message) {
        return (long) returnPath(sender).length + message.length - octets(RETURN_PATH, message);
    }

    private static byte[] returnPath(@Nullable Path sender) {
        return ("Return-Path: " + (sender == null ? "<>" : sender) + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    /** The message without the header fields of this name; the same octets where there are none. */
    public static byte[] without(String lowerCaseNameAndColon, byte[] message) {
        var octets = octets(lowerCaseNameAndColon, message);
        return octets == 0 ? message : without(lowerCaseNameAndColon, octets, new byte[0], message);
    }

    /** @param octets of the fields @param first what comes before the message */
    private static byte[] without(String lowerCaseNameAndColon, int octets, byte[] first, byte[] message) {
        var kept = Arrays.copyOf(first, first.length + message.length - octets);
        var filled = first.length;
        var start = 0;
        for (var at = 0; at < message.length && !emptyLine(message, at); ) {
            var next = nextField(message, at);
            if (startsWith(message, at, lowerCaseNameAndColon)) {
                System.arraycopy(message, start, kept, filled, at - start);
                filled += at - start;
                start = next;
            }
            at = next;
        }
        System.arraycopy(message, start, kept, filled, message.length - start);
        return kept;
    }

    /** How many octets the header fields of this name are. */
    private static int octets(String lowerCaseNameAndColon, byte[] message) {
        var octets = 0;
        for (var at = 0; at < message.length && !emptyLine(message, at); ) {
            var next = nextField(message, at);
            octets += startsWith(message, at, lowerCaseNameAndColon) ? next - at : 0;
            at = next;
        }
        return octets;
    }

    /** Whether the header has a field of this name. */
    public static boolean has(String lowerCaseNameAndColon, byte[] message) {
        for (var at = 0; at < message.length && !emptyLine(message, at); at = nextLine(message, at)) {
            if (startsWith(message, at, lowerCaseNameAndColon)) {
                return true;
            }
        }
        return false;
    }

    /** Where the header ends: after the empty line, or at the end of a message without body. */
    public static int headerEnd(byte[] message) {
        var at = 0;
        while (at < message.length && !emptyLine(message, at)) {
            at = nextLine(message, at);
        }
        return nextLine(message, at);
    }

    /** Where the trace fields at the top of the header end. */
    public static int traceEnd(byte[] message) {
        var at = 0;
        while (at < message.length && (startsWith(message, at, "received:") || startsWith(message, at, RETURN_PATH))) {
            at = nextField(message, at);
        }
        return at;
    }

    private static int nextField(byte[] message, int at) {
        var next = nextLine(message, at);
        while (next < message.length && (message[next] == ' ' || message[next] == '\t')) {
            next = nextLine(message, next);
        }
        return next;
    }

    private static int nextLine(byte[] message, int from) {
        var at = from;
        while (at < message.length && message[at] != '\n') {
            at++;
        }
        return Math.min(at + 1, message.length);
    }

    private static boolean emptyLine(byte[] message, int at) {
        return message[at] == '\n' || message[at] == '\r' && at + 1 < message.length && message[at + 1] == '\n';
    }

    private static boolean startsWith(byte[] message, int at, String lowerCase) {
        if (at + lowerCase.length() > message.length) {
            return false;
        }
        for (var i = 0; i < lowerCase.length(); i++) {
            var c = message[at + i];
            if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != lowerCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
