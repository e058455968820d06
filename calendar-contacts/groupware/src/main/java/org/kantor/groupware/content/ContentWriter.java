package org.kantor.groupware.content;

import java.nio.charset.StandardCharsets;

/** Writes a component as content lines: CRLF, folded at 75 octets without tearing a character apart (RFC 5545 section 3.1). */
public final class ContentWriter {

    private static final int MAX_OCTETS = 75;

    private ContentWriter() {}

    public static String write(Component component) {
        var out = new StringBuilder(1024);
        component(component, out);
        return out.toString();
    }

    public static byte[] octets(Component component) {
        return write(component).getBytes(StandardCharsets.UTF_8);
    }

    private static void component(Component component, StringBuilder out) {
        fold("BEGIN:" + component.name(), out);
        for (var property : component.properties()) {
            fold(line(property), out);
        }
        for (var inner : component.components()) {
            component(inner, out);
        }
        fold("END:" + component.name(), out);
    }

    private static String line(Property property) {
        var line = new StringBuilder();
        if (!property.group().isEmpty()) {
            line.append(property.group()).append('.');
        }
        line.append(property.name());
        for (var parameter : property.parameters()) {
            line.append(';').append(parameter.name()).append('=');
            for (var i = 0; i < parameter.values().size(); i++) {
                line.append(i == 0 ? "" : ",").append(quoted(parameter.values().get(i)));
            }
        }
        return line.append(':').append(property.value()).toString();
    }

    private static String quoted(String value) {
        var text = Parameter.escape(value);
        for (var i = 0; i < text.length(); i++) {
            if (",;:".indexOf(text.charAt(i)) >= 0) {
                return '"' + text + '"';
            }
        }
        return text;
    }

    private static void fold(String line, StringBuilder out) {
        var octets = 0;
        for (var i = 0; i < line.length(); ) {
            var point = line.codePointAt(i);
            var width = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
            if (octets + width > MAX_OCTETS) {
                out.append("\r\n ");
                octets = 1;
            }
            out.appendCodePoint(point);
            octets += width;
            i += Character.charCount(point);
        }
        out.append("\r\n");
    }
}
