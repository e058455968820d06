package org.kantor.mail.compose;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A stored message's header fields by lower case name, unfolded; of several with one name the first. */
final class HeaderFields {

    private static final int MAX_OCTETS = 65_536;

    private final Map<String, String> fields = new LinkedHashMap<>();

    private HeaderFields() {}

    static HeaderFields read(byte[] message) {
        var text = new String(message, 0, Math.min(message.length, MAX_OCTETS), StandardCharsets.UTF_8);
        var end = text.indexOf("\r\n\r\n");
        var header = (end < 0 ? text : text.substring(0, end)).replaceAll("\r\n(?=[ \t])", "");
        var read = new HeaderFields();
        header.lines().forEach(line -> {
            var colon = line.indexOf(':');
            if (colon > 0) {
                read.fields.putIfAbsent(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        });
        return read;
    }

    boolean has(String name) {
        return fields.containsKey(name.toLowerCase(Locale.ROOT));
    }

    /** Empty if there is no such field. */
    String get(String name) {
        return fields.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }
}
