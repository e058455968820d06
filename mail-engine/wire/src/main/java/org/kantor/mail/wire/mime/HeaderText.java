package org.kantor.mail.wire.mime;

import java.nio.charset.StandardCharsets;

/** The text of a header field from its octets, and the tidying of text that people will see. */
final class HeaderText {

    /** A longer field is read up to here only; no person writes one, and the memory a message takes has to be bounded. */
    static final int MAX_FIELD = 256 * 1024;

    private HeaderText() {}

    /** Unfolded (RFC 5322 section 2.2.3), without surrounding white space and control characters; UTF-8 (RFC 6532) or else windows-1252. */
    static String unfold(byte[] octets, int from, int end) {
        var start = from;
        var stop = Math.min(end, from + MAX_FIELD);
        while (start < stop && octets[start] >= 0 && octets[start] <= ' ') {
            start++;
        }
        while (stop > start && octets[stop - 1] >= 0 && octets[stop - 1] <= ' ') {
            stop--;
        }
        var copy = new byte[stop - start];
        var length = 0;
        var ascii = true;
        for (var i = start; i < stop; i++) {
            var c = octets[i];
            if (c < 0) {
                ascii = false;
            } else if (c == '\t') {
                c = ' ';
            } else if (c < ' ' || c == 0x7f) {
                continue;
            }
            copy[length++] = c;
        }
        if (ascii) {
            return new String(copy, 0, length, StandardCharsets.US_ASCII);
        }
        return withoutControls(
                TextDecoder.decode(length == copy.length ? copy : java.util.Arrays.copyOf(copy, length), null));
    }

    /** Drops control characters, lone surrogates and the marks that reorder text around them (UAX #9 embeddings and overrides). */
    static String withoutControls(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (unwanted(text, i)) {
                return filtered(text);
            }
        }
        return text;
    }

    private static String filtered(String text) {
        var out = new StringBuilder(text.length());
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (!unwanted(text, i)) {
                out.append(c);
            } else if (c == '\t' || c == '\n') {
                out.append(' ');
            }
        }
        return out.toString();
    }

    private static boolean unwanted(String text, int i) {
        var c = text.charAt(i);
        if (c < ' ' || c >= 0x7f && c < 0xa0 || c >= '\u202a' && c <= '\u202e' || c == '\uFEFF') {
            return true;
        }
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }
}
