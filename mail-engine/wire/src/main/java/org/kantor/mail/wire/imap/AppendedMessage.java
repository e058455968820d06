package org.kantor.mail.wire.imap;

import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message as APPEND and REPLACE bring it (RFC 3501 section 9, "append"): in one piece, or put together of several (CATENATE, RFC 4469). A piece is a literal8 (RFC 3516
 * section 4.4) if there is a NUL in it.
 *
 * @param date null for now
 */
public record AppendedMessage(FlagList flags, @Nullable OffsetDateTime date, List<Piece> pieces) {

    public AppendedMessage {
        pieces = List.copyOf(pieces);
    }

    /** A part of the message's octets. */
    public sealed interface Piece {}

    /** Octets that the client sent. */
    public record Text(byte[] octets) implements Piece {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Text text && Arrays.equals(octets, text.octets);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(octets);
        }

        @Override
        public String toString() {
            return octets.length + " octets";
        }
    }

    /** Octets that the client says have UTF-8 in their header (RFC 6855 section 4); they are kept like any others. */
    public record Utf8(Text text) implements Piece {}

    /** Octets that are on the server already. @param text the URL as written */
    public record Url(String text) implements Piece {}

    /** From the space before the flags on. */
    static AppendedMessage parse(Parser in) {
        in.space();
        var flags = FlagList.NONE;
        if (in.sees('(')) {
            flags = FlagList.parse(in);
            in.space();
        }
        OffsetDateTime date = null;
        if (in.sees('"')) {
            date = ImapDate.dateTime(in);
            in.space();
        }
        if (in.sees("CATENATE ")) {
            in.keyword();
            in.space();
            return new AppendedMessage(flags, date, in.list(() -> piece(in)));
        }
        return new AppendedMessage(flags, date, List.of(in.sees("UTF8 (") ? utf8(in) : text(in)));
    }

    private static Utf8 utf8(Parser in) {
        in.keyword();
        in.space();
        in.expect('(');
        in.expect('~');
        var octets = in.literal();
        in.expect(')');
        return new Utf8(new Text(octets));
    }

    private static Piece piece(Parser in) {
        if (in.sees("UTF8 (")) {
            return utf8(in);
        }
        var kind = in.keyword();
        in.space();
        return switch (kind) {
            case "TEXT" -> text(in);
            case "URL" -> new Url(in.astring());
            default -> throw new ImapSyntaxException("CATENATE takes TEXT, URL and UTF8");
        };
    }

    private static Text text(Parser in) {
        in.accept('~');
        return new Text(in.literal());
    }

    void write(CommandWriter out) {
        out.space();
        if (!flags.names().isEmpty()) {
            out.raw(flags.toString()).space();
        }
        if (date != null) {
            out.raw('"' + ImapDate.format(date) + '"').space();
        }
        if (pieces.size() == 1 && pieces.getFirst() instanceof Text(var octets)) {
            out.binary(octets);
            return;
        }
        if (pieces.size() == 1 && pieces.getFirst() instanceof Utf8 marked) {
            write(marked, out);
            return;
        }
        var separator = "CATENATE (";
        for (var piece : pieces) {
            out.raw(separator);
            switch (piece) {
                case Text(var octets) -> out.raw("TEXT").space().binary(octets);
                case Utf8 marked -> write(marked, out);
                case Url(var text) -> out.raw("URL").space().astring(text);
            }
            separator = " ";
        }
        out.raw(")");
    }

    private static void write(Utf8 marked, CommandWriter out) {
        out.raw("UTF8 (~").literal(marked.text().octets()).raw(")");
    }
}
