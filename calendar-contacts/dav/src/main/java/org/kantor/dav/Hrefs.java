package org.kantor.dav;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Paths and their percent-encoded form (RFC 3986). */
public final class Hrefs {

    private static final String UNRESERVED = "-._~!$'()*+,;=:@";

    private Hrefs() {}

    public static String encode(String segment) {
        var encoded = new StringBuilder();
        for (var octet : segment.getBytes(StandardCharsets.UTF_8)) {
            var c = (char) (octet & 0xff);
            if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || UNRESERVED.indexOf(c) >= 0) {
                encoded.append(c);
            } else {
                encoded.append('%')
                        .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            }
        }
        return encoded.toString();
    }

    /** The decoded segments of an encoded path; a final slash adds none. @throws Failure 400 if the path is not well-formed */
    public static List<String> segments(String path) {
        var segments = new ArrayList<String>();
        for (var segment : path.split("/")) {
            if (!segment.isEmpty()) {
                segments.add(decode(segment));
            }
        }
        return segments;
    }

    private static String decode(String segment) {
        if (segment.indexOf('%') < 0) {
            return checked(segment);
        }
        var octets = ByteBuffer.allocate(segment.length() * 3);
        for (var i = 0; i < segment.length(); i++) {
            var c = segment.charAt(i);
            if (c != '%') {
                octets.put(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            } else {
                var high = i + 2 < segment.length() ? Character.digit(segment.charAt(i + 1), 16) : -1;
                var low = i + 2 < segment.length() ? Character.digit(segment.charAt(i + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    throw malformed();
                }
                octets.put((byte) (high << 4 | low));
                i += 2;
            }
        }
        try {
            return checked(
                    StandardCharsets.UTF_8.newDecoder().decode(octets.flip()).toString());
        } catch (CharacterCodingException e) {
            throw malformed();
        }
    }

    private static String checked(String segment) {
        if (segment.equals(".")
                || segment.equals("..")
                || segment.chars().anyMatch(c -> c < ' ' || c == 0x7f || c == '/')) {
            throw malformed();
        }
        return segment;
    }

    private static Failure malformed() {
        return Failure.status(400, "The path is not well-formed.");
    }

    /** The path of an absolute URI or an absolute path, after the base. @throws Failure 400, or 502 for what lies elsewhere */
    public static String path(Request request, String href) {
        try {
            var uri = new URI(href.strip());
            var host = request.header("Host").orElse("");
            if (uri.getRawAuthority() != null && !uri.getRawAuthority().equalsIgnoreCase(host)) {
                throw Failure.status(502, "The destination is on another server.");
            }
            var path = uri.getRawPath() == null ? "" : uri.getRawPath();
            if (!path.startsWith(request.base() + "/")) {
                throw Failure.status(502, "The destination is not part of this application.");
            }
            return path.substring(request.base().length());
        } catch (URISyntaxException e) {
            throw malformed();
        }
    }
}
