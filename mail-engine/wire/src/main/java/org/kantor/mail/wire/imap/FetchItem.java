package org.kantor.mail.wire.imap;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A data item of FETCH (RFC 3501 section 6.4.5, RFC 3516, RFC 8474, RFC 8514, RFC 8970). */
public sealed interface FetchItem {

    /** As it is asked for. */
    String text();

    /** As it is named in the answer. */
    String answer();

    /** The items without arguments. */
    enum Data implements FetchItem {
        BODY,
        BODYSTRUCTURE,
        EMAILID,
        ENVELOPE,
        FLAGS,
        INTERNALDATE,
        /** RFC 7162 section 3.1.4.2. */
        MODSEQ,
        RFC822,
        RFC822_HEADER,
        RFC822_SIZE,
        RFC822_TEXT,
        SAVEDATE,
        THREADID,
        UID;

        private final String text = name().replace('_', '.');

        @Override
        public String text() {
            return text;
        }

        @Override
        public String answer() {
            return text;
        }
    }

    /**
     * BODY[section], BODY.PEEK[section] and their partial forms.
     *
     * @param path part numbers, from the outside in; empty for the whole message
     * @param kind what of that part
     * @param fields the names of HEADER.FIELDS and HEADER.FIELDS.NOT as written; else empty
     */
    record Section(
            boolean peek,
            List<Integer> path,
            Kind kind,
            List<String> fields,
            @Nullable Partial partial) implements FetchItem {

        public Section {
            path = List.copyOf(path);
            fields = List.copyOf(fields);
        }

        @Override
        public String text() {
            return (peek ? "BODY.PEEK" : "BODY") + section() + FetchItem.asked(partial);
        }

        @Override
        public String answer() {
            return "BODY" + section() + FetchItem.answered(partial);
        }

        private String section() {
            var numbers = numbers(path);
            var dot = path.isEmpty() || kind == Kind.ALL ? "" : ".";
            var names = fields.stream().map(CommandWriter::quotedOrAtom).collect(Collectors.joining(" "));
            return "[" + numbers + dot + kind.text + (fields.isEmpty() ? "" : " (" + names + ")") + "]";
        }
    }

    /**
     * BINARY[section], BINARY.PEEK[section] and their partial forms (RFC 3516 section 4.2): a part without its content transfer encoding.
     *
     * @param path part numbers, from the outside in; empty for the whole message
     */
    record Binary(
            boolean peek, List<Integer> path, @Nullable Partial partial) implements FetchItem {

        public Binary {
            path = List.copyOf(path);
        }

        @Override
        public String text() {
            return (peek ? "BINARY.PEEK" : "BINARY") + "[" + numbers(path) + "]" + FetchItem.asked(partial);
        }

        @Override
        public String answer() {
            return "BINARY[" + numbers(path) + "]" + FetchItem.answered(partial);
        }
    }

    /** BINARY.SIZE[section] (RFC 3516 section 4.2): how many octets BINARY[section] has. */
    record BinarySize(List<Integer> path) implements FetchItem {

        public BinarySize {
            path = List.copyOf(path);
        }

        @Override
        public String text() {
            return "BINARY.SIZE[" + numbers(path) + "]";
        }

        @Override
        public String answer() {
            return text();
        }
    }

    /** PREVIEW (RFC 8970). @param lazy whether the client rather has none than waits for it */
    record Preview(boolean lazy) implements FetchItem {

        @Override
        public String text() {
            return lazy ? "PREVIEW (LAZY)" : "PREVIEW";
        }

        @Override
        public String answer() {
            return "PREVIEW";
        }
    }

    /** What of a part (RFC 3501 section 9, "section-text"). */
    enum Kind {
        ALL(""),
        HEADER("HEADER"),
        HEADER_FIELDS("HEADER.FIELDS"),
        HEADER_FIELDS_NOT("HEADER.FIELDS.NOT"),
        TEXT("TEXT"),
        MIME("MIME");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    /** Octets from an offset, at most so many. */
    record Partial(long offset, long length) {}

    private static String asked(@Nullable Partial partial) {
        return partial == null ? "" : "<" + partial.offset + "." + partial.length + ">";
    }

    private static String answered(@Nullable Partial partial) {
        return partial == null ? "" : "<" + partial.offset + ">";
    }

    private static String numbers(List<Integer> path) {
        return path.stream().map(String::valueOf).collect(Collectors.joining("."));
    }

    static FetchItem parse(Parser in) {
        var name = in.keyword();
        var peek = name.equals("BODY.PEEK");
        if (peek || name.equals("BODY") && in.sees('[')) {
            return section(in, peek);
        }
        switch (name) {
            case "BINARY", "BINARY.PEEK" -> {
                return new Binary(name.endsWith("PEEK"), binarySection(in), partial(in));
            }
            case "BINARY.SIZE" -> {
                return new BinarySize(binarySection(in));
            }
            case "PREVIEW" -> {
                return new Preview(lazy(in));
            }
            default -> {}
        }
        for (var data : Data.values()) {
            if (data.text.equals(name)) {
                return data;
            }
        }
        throw new ImapSyntaxException("FETCH does not know this item");
    }

    private static Section section(Parser in, boolean peek) {
        in.expect('[');
        var path = new ArrayList<Integer>();
        var kind = Kind.ALL;
        var fields = List.<String>of();
        if (numbers(in, path)) {
            kind = kind(in.keyword());
            if (kind == Kind.MIME && path.isEmpty()) {
                throw new ImapSyntaxException("MIME needs a part number");
            }
            if (kind == Kind.HEADER_FIELDS || kind == Kind.HEADER_FIELDS_NOT) {
                in.space();
                fields = in.list(() -> fieldName(in));
            }
        }
        in.expect(']');
        return new Section(peek, path, kind, fields, partial(in));
    }

    /** Reads part numbers; answers whether something follows them. */
    private static boolean numbers(Parser in, List<Integer> path) {
        var more = !in.sees(']');
        while (more && in.seesDigit()) {
            path.add((int) Math.min(in.nzNumber(), Integer.MAX_VALUE));
            more = in.accept('.');
            if (more && in.sees(']')) {
                throw new ImapSyntaxException("A section ends with a dot");
            }
        }
        return more;
    }

    private static List<Integer> binarySection(Parser in) {
        in.expect('[');
        var path = new ArrayList<Integer>();
        if (numbers(in, path)) {
            throw new ImapSyntaxException("BINARY takes part numbers only");
        }
        in.expect(']');
        return path;
    }

    private static boolean lazy(Parser in) {
        if (!in.sees(" (")) {
            return false;
        }
        in.space();
        in.list(() -> {
            if (!in.keyword().equals("LAZY")) {
                throw new ImapSyntaxException("PREVIEW does not know this modifier");
            }
            return true;
        });
        return true;
    }

    private static String fieldName(Parser in) {
        var name = in.astring();
        if (name.isEmpty() || name.chars().anyMatch(c -> c <= ' ' || c >= 0x7f || c == ':')) {
            throw new ImapSyntaxException("A header field has no such name");
        }
        return name.toUpperCase(Locale.ROOT);
    }

    private static Kind kind(String text) {
        for (var kind : Kind.values()) {
            if (kind != Kind.ALL && kind.text.equals(text)) {
                return kind;
            }
        }
        throw new ImapSyntaxException("There is no such section");
    }

    private static @Nullable Partial partial(Parser in) {
        if (!in.accept('<')) {
            return null;
        }
        var offset = in.number();
        in.expect('.');
        var length = in.nzNumber();
        in.expect('>');
        return new Partial(offset, length);
    }
}
