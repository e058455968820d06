package org.kantor.launcher.transfer;

import java.nio.charset.StandardCharsets;

/** Folder names in file names: what a file name or Maildir++ cannot hold is written as {@code %} and two digits, so that every name comes back. */
final class FolderNames {

    private static final String UNSAFE = "%.\\:*?\"<>|";

    private FolderNames() {}

    static String encode(String name) {
        var out = new StringBuilder();
        for (var c : name.toCharArray()) {
            if (c < ' ' || UNSAFE.indexOf(c) >= 0) {
                out.append("%%%02X".formatted((int) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        var out = new java.io.ByteArrayOutputStream();
        var octets = text.getBytes(StandardCharsets.UTF_8);
        for (var i = 0; i < octets.length; i++) {
            var high = i + 2 < octets.length ? Character.digit(octets[i + 1], 16) : -1;
            var low = i + 2 < octets.length ? Character.digit(octets[i + 2], 16) : -1;
            if (octets[i] == '%' && high >= 0 && low >= 0) {
                out.write(high << 4 | low);
                i += 2;
            } else {
                out.write(octets[i]);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
