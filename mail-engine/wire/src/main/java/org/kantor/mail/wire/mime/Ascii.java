package org.kantor.mail.wire.mime;

import java.util.Locale;

/** Questions about octets and characters that mean ASCII whatever the locale. */
final class Ascii {

    private Ascii() {}

    static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** The value of a hexadecimal digit; negative (with the sign bit set whatever it is shifted by up to four bits) for anything else. */
    static int hex(int c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        if (c >= 'A' && c <= 'F') {
            return c - 'A' + 10;
        }
        if (c >= 'a' && c <= 'f') {
            return c - 'a' + 10;
        }
        return -1;
    }

    static boolean startsWith(byte[] octets, int from, int end, String prefix) {
        if (end - from < prefix.length()) {
            return false;
        }
        for (var i = 0; i < prefix.length(); i++) {
            if (octets[from + i] != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    static boolean isToken(String text) {
        return !text.isEmpty() && text.chars().allMatch(Ascii::isTokenCharacter);
    }

    /** RFC 2045 section 5.1. */
    static boolean isTokenCharacter(int c) {
        return c > ' ' && c < 0x7f && "()<>@,;:\\\"/[]?=".indexOf(c) < 0;
    }
}
