package org.kantor.groupware.content;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/**
 * Reads content lines into one {@link Component}. Lines may end with LF alone and names may be in any case, as many programs write them; control characters,
 * octets that are no UTF-8, and BEGIN and END that don't match are refused.
 */
public final class ContentReader {

    /** Nesting of components: VCALENDAR, VEVENT, VALARM and one to spare for extensions (RFC 9074's VLOCATION in VALARM). */
    private static final int MAX_DEPTH = 8;

    private static final int MAX_LINES = 100_000;

    private static final char BYTE_ORDER_MARK = '\ufeff';

    private final String source;
    private int position;
    private int line;

    private ContentReader(String source) {
        this.source = source;
    }

    /** @throws MalformedContent if the octets are not exactly one component */
    public static Component read(byte[] octets) {
        try {
            return read(StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(octets))
                    .toString());
        } catch (CharacterCodingException e) {
            throw new MalformedContent("The text is not UTF-8.");
        }
    }

    /** @throws MalformedContent if the text is not exactly one component */
    public static Component read(String text) {
        return new ContentReader(text).component();
    }

    private Component component() {
        Deque<Open> open = new ArrayDeque<>();
        Component done = null;
        if (!source.isEmpty() && source.charAt(0) == BYTE_ORDER_MARK) {
            position++;
        }
        while (position < source.length()) {
            var text = unfolded();
            if (text.isBlank()) {
                continue;
            }
            if (done != null) {
                throw new MalformedContent(line, "nothing may follow the last END");
            }
            var property = property(text);
            switch (property.name()) {
                case "BEGIN" -> {
                    if (open.size() == MAX_DEPTH) {
                        throw new MalformedContent(line, "components are nested too deeply");
                    }
                    open.push(new Open(property.value().strip().toUpperCase(Locale.ROOT)));
                }
                case "END" -> {
                    var innermost = open.isEmpty() ? "" : open.peek().name;
                    if (!innermost.equals(property.value().strip().toUpperCase(Locale.ROOT)) || innermost.isEmpty()) {
                        throw new MalformedContent(line, "END does not match the BEGIN before it");
                    }
                    var closed = open.pop().close();
                    if (open.isEmpty()) {
                        done = closed;
                    } else {
                        open.peek().components.add(closed);
                    }
                }
                default -> {
                    if (open.isEmpty()) {
                        throw new MalformedContent(line, "a property stands outside of any component");
                    }
                    open.peek().properties.add(property);
                }
            }
        }
        if (done == null) {
            throw new MalformedContent(open.isEmpty() ? "There is no component." : "The last END is missing.");
        }
        return done;
    }

    /** The next logical line: a line that begins with a space or a tab continues the one before (RFC 5545 section 3.1). */
    private String unfolded() {
        var first = physical();
        if (position >= source.length() || !folds(source.charAt(position))) {
            return first;
        }
        var whole = new StringBuilder(first);
        while (position < source.length() && folds(source.charAt(position))) {
            position++;
            whole.append(physical());
        }
        return whole.toString();
    }

    private static boolean folds(char c) {
        return c == ' ' || c == '\t';
    }

    private String physical() {
        if (++line > MAX_LINES) {
            throw new MalformedContent("There are too many lines.");
        }
        var start = position;
        while (position < source.length()) {
            var c = source.charAt(position);
            if (c == '\n') {
                return source.substring(start, position++);
            }
            if (c == '\r' && position + 1 < source.length() && source.charAt(position + 1) == '\n') {
                position += 2;
                return source.substring(start, position - 2);
            }
            if (c < ' ' && c != '\t' || c == 0x7f || c >= '\ufffe') {
                throw new MalformedContent(line, "it has a control character");
            }
            position++;
        }
        return source.substring(start);
    }

    private Property property(String text) {
        var cursor = 0;
        while (cursor < text.length() && nameCharacter(text.charAt(cursor))) {
            cursor++;
        }
        var name = text.substring(0, cursor);
        var group = "";
        var dot = name.lastIndexOf('.');
        if (dot > 0) {
            group = name.substring(0, dot);
            name = name.substring(dot + 1);
        }
        if (name.isEmpty()) {
            throw new MalformedContent(line, "it does not begin with a name");
        }
        List<Parameter> parameters = List.of();
        if (cursor < text.length() && text.charAt(cursor) == ';') {
            parameters = new ArrayList<>();
            cursor = parameters(text, cursor, parameters);
        }
        if (cursor >= text.length() || text.charAt(cursor) != ':') {
            throw new MalformedContent(line, "the colon before the value is missing");
        }
        return new Property(group, name, parameters, text.substring(cursor + 1));
    }

    /** Reads parameters from the semicolon at the cursor; returns where they end. */
    private int parameters(String text, int cursor, List<Parameter> parameters) {
        while (cursor < text.length() && text.charAt(cursor) == ';') {
            var start = ++cursor;
            while (cursor < text.length() && nameCharacter(text.charAt(cursor))) {
                cursor++;
            }
            var name = text.substring(start, cursor).toUpperCase(Locale.ROOT);
            List<String> values = new ArrayList<>();
            if (cursor < text.length() && text.charAt(cursor) == '=') {
                do {
                    cursor = parameterValue(text, cursor + 1, values);
                } while (cursor < text.length() && text.charAt(cursor) == ',');
            } else if (!name.isEmpty()) {
                // vCard 2.1 wrote TEL;HOME: a value without its name.
                values.add(name);
                name = "TYPE";
            }
            if (name.isEmpty()) {
                if (cursor < text.length() && text.charAt(cursor) == ';' || cursor == start && ends(text, cursor)) {
                    continue;
                }
                throw new MalformedContent(line, "a parameter has no name");
            }
            parameters.add(new Parameter(name, values));
        }
        return cursor;
    }

    private static boolean ends(String text, int cursor) {
        return cursor < text.length() && text.charAt(cursor) == ':';
    }

    private int parameterValue(String text, int cursor, List<String> values) {
        if (cursor < text.length() && text.charAt(cursor) == '"') {
            var close = text.indexOf('"', cursor + 1);
            if (close < 0) {
                throw new MalformedContent(line, "a quotation mark is not closed");
            }
            values.add(Parameter.unescape(text.substring(cursor + 1, close)));
            return close + 1;
        }
        var end = cursor;
        while (end < text.length() && ",;:".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        values.add(Parameter.unescape(text.substring(cursor, end)));
        return end;
    }

    private static boolean nameCharacter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '.';
    }

    /** A component whose END has not come yet. */
    private static final class Open {
        private final String name;
        private final List<Property> properties = new ArrayList<>();
        private final List<Component> components = new ArrayList<>();

        Open(String name) {
            this.name = name;
        }

        Component close() {
            return new Component(name, properties, components);
        }
    }
}
