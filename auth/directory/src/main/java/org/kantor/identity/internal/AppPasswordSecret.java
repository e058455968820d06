package org.kantor.identity.internal;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Locale;

/**
 * How an app password looks: 26 letters and digits of RFC 4648 section 6 (base32, lower case) with 128 random bits and two more that check for
 * mistyping, in seven groups of four. People may type it with spaces, without dashes or in upper case.
 */
final class AppPasswordSecret {

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int BYTES = 16;
    private static final int DATA = 26;
    private static final int CHECK = 2;
    private static final int GROUP = 4;

    private AppPasswordSecret() {}

    static String random(SecureRandom random) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        var data = base32(bytes);
        return grouped(data + check(data));
    }

    /** The one spelling that is hashed; a text that does not look like an app password is left as it is. */
    static String canonical(String typed) {
        return looksRight(typed) ? grouped(plain(typed)) : typed;
    }

    /** Whether the text can only be an app password: no other password has its length, its alphabet and the right check letters. */
    static boolean looksRight(String typed) {
        if (typed.length() < DATA + CHECK || typed.length() > 2 * (DATA + CHECK)) {
            return false;
        }
        var plain = plain(typed);
        return plain.length() == DATA + CHECK
                && plain.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0)
                && check(plain.substring(0, DATA)).equals(plain.substring(DATA));
    }

    private static String plain(String typed) {
        return typed.replace("-", "").replace(" ", "").toLowerCase(Locale.ROOT);
    }

    private static String check(String data) {
        var hash = Digests.sha256(data.getBytes(StandardCharsets.US_ASCII));
        return "" + ALPHABET.charAt(hash[0] & 31) + ALPHABET.charAt(hash[1] & 31);
    }

    private static String base32(byte[] bytes) {
        var text = new StringBuilder();
        var buffer = 0;
        var bits = 0;
        for (var b : bytes) {
            buffer = (buffer << 8 | b & 0xff) & 0xffff;
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(ALPHABET.charAt(buffer >> bits & 31));
            }
        }
        if (bits > 0) {
            text.append(ALPHABET.charAt(buffer << (5 - bits) & 31));
        }
        return text.toString();
    }

    private static String grouped(String plain) {
        var text = new StringBuilder(plain);
        for (var i = plain.length() - GROUP; i > 0; i -= GROUP) {
            text.insert(i, '-');
        }
        return text.toString();
    }
}
