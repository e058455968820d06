package org.kantor.mail.wire.mime;

import java.util.Arrays;

/**
 * Undoes a content transfer encoding (RFC 2045 section 6) leniently: characters outside the base64 alphabet are skipped, a broken quoted-printable escape
 * stays as it is, an unknown encoding is taken as identity. Never fails, and takes memory in proportion to its input.
 */
public final class PartDecoder {

    private static final byte[] BASE64 = base64Table();
    private static final int UUENCODED_LINE = 45;

    private PartDecoder() {}

    /** The octets of a part's body. */
    public static byte[] decode(byte[] message, BodyPart part) {
        return decode(message, part, Integer.MAX_VALUE);
    }

    /** The first octets of a part's body. */
    public static byte[] decode(byte[] message, BodyPart part, int maxOctets) {
        return decode(message, part.bodyOffset(), part.end(), part.encoding(), maxOctets);
    }

    /** @param encoding in any case */
    public static byte[] decode(byte[] octets, int from, int end, String encoding, int maxOctets) {
        return switch (Ascii.upper(encoding)) {
            case "BASE64", "B" -> base64(octets, from, end, maxOctets);
            case "QUOTED-PRINTABLE" -> quotedPrintable(octets, from, end, maxOctets);
            case "X-UUENCODE", "X-UUE", "UUENCODE" -> uuencode(octets, from, end, maxOctets);
            default -> Arrays.copyOfRange(octets, from, (int) Math.min(end, (long) from + maxOctets));
        };
    }

    /** Whether the encoding leaves the octets as they are (RFC 2045 section 6.2). @param encoding in upper case */
    public static boolean isIdentity(String encoding) {
        return encoding.equals("7BIT") || encoding.equals("8BIT") || encoding.equals("BINARY");
    }

    /** Whether {@link #decode} knows the encoding, rather than takes it as identity. @param encoding in upper case */
    public static boolean isKnown(String encoding) {
        return switch (encoding) {
            case "BASE64", "B", "QUOTED-PRINTABLE", "X-UUENCODE", "X-UUE", "UUENCODE" -> true;
            default -> isIdentity(encoding);
        };
    }

    private static byte[] base64Table() {
        var table = new byte[256];
        Arrays.fill(table, (byte) -1);
        var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (var i = 0; i < alphabet.length(); i++) {
            table[alphabet.charAt(i)] = (byte) i;
        }
        return table;
    }

    static byte[] base64(byte[] in, int from, int end, int maxOctets) {
        var out = new byte[(int) Math.min(maxOctets, (end - from) / 4L * 3 + 3)];
        var length = 0;
        var bits = 0;
        var held = 0;
        for (var i = from; i < end && length < out.length; i++) {
            var c = in[i] & 0xff;
            var value = BASE64[c];
            if (value >= 0) {
                bits = bits << 6 | value;
                held += 6;
                if (held >= 8) {
                    held -= 8;
                    out[length++] = (byte) (bits >> held);
                }
            } else if (c == '=') {
                // Padding ends a quantum; what follows begins another (some gateways concatenate encoded blocks).
                held = 0;
                bits = 0;
            }
        }
        return length == out.length ? out : Arrays.copyOf(out, length);
    }

    private static byte[] quotedPrintable(byte[] in, int from, int end, int maxOctets) {
        var out = new byte[Math.min(maxOctets, end - from)];
        var length = 0;
        // Octets up to here are no white space at a line's end, which transport may have added (RFC 2045 section 6.7,
        // rule 3).
        var solid = 0;
        var i = from;
        while (i < end && length < out.length) {
            var c = in[i];
            if (c == '=') {
                var escaped = i + 2 < end ? Ascii.hex(in[i + 1]) << 4 | Ascii.hex(in[i + 2]) : -1;
                if (escaped >= 0) {
                    out[length++] = (byte) escaped;
                    solid = length;
                    i += 3;
                    continue;
                }
                var next = softLineEnd(in, i + 1, end);
                if (next > 0) {
                    solid = length;
                    i = next;
                    continue;
                }
            } else if (c == '\r' || c == '\n') {
                length = solid;
                out[length++] = c;
                solid = length;
                i++;
                continue;
            }
            out[length++] = c;
            if (c != ' ' && c != '\t') {
                solid = length;
            }
            i++;
        }
        return length == out.length ? out : Arrays.copyOf(out, length);
    }

    /** The offset after the line end when only white space stands before it; else -1. White space is looked at within one line only. */
    private static int softLineEnd(byte[] in, int from, int end) {
        var i = from;
        while (i < end && (in[i] == ' ' || in[i] == '\t')) {
            i++;
        }
        if (i == end) {
            return i;
        }
        if (in[i] == '\n') {
            return i + 1;
        }
        if (in[i] == '\r') {
            return i + 1 < end && in[i + 1] == '\n' ? i + 2 : i + 1;
        }
        return -1;
    }

    private static byte[] uuencode(byte[] in, int from, int end, int maxOctets) {
        var out = new byte[Math.min(maxOctets, end - from)];
        var length = 0;
        var begun = false;
        var i = from;
        while (i < end && length < out.length) {
            var lineEnd = i;
            while (lineEnd < end && in[lineEnd] != '\n') {
                lineEnd++;
            }
            var stop = lineEnd > i && in[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
            if (!begun) {
                begun = Ascii.startsWith(in, i, stop, "begin ");
            } else if (Ascii.startsWith(in, i, stop, "end") && stop == i + 3) {
                break;
            } else if (stop > i) {
                length = uuencodedLine(in, i, stop, out, length);
            }
            i = lineEnd + 1;
        }
        return Arrays.copyOf(out, length);
    }

    private static int uuencodedLine(byte[] in, int from, int stop, byte[] out, int start) {
        var wanted = Math.min(UUENCODED_LINE, (in[from] - ' ') & 0x3f);
        var length = start;
        var bits = 0;
        var held = 0;
        for (var i = from + 1; i < stop && wanted > 0 && length < out.length; i++) {
            bits = bits << 6 | (in[i] - ' ') & 0x3f;
            held += 6;
            if (held >= 8) {
                held -= 8;
                out[length++] = (byte) (bits >> held);
                wanted--;
            }
        }
        return length;
    }
}
