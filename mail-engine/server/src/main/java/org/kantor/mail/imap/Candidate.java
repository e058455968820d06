package org.kantor.mail.imap;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kantor.mail.store.MailboxView;
import org.kantor.mail.wire.mime.BodyPart;
import org.kantor.mail.wire.mime.Casemap;
import org.kantor.mail.wire.mime.EncodedWords;
import org.kantor.mail.wire.mime.ParsedMessage;
import org.kantor.mail.wire.mime.TextDecoder;

/** A message that a search looks at: its place in the view, then what the parser made of it, then its content. */
final class Candidate {

    /** The end of a field: not where it is folded. */
    private static final Pattern LINE_END = Pattern.compile("\r?\n(?![ \t])");

    private final MailboxView view;
    private final int index;
    private final @Nullable ParsedMessage parsed;
    private final byte @Nullable [] content;
    private @Nullable String bodyText;
    private @Nullable String headerText;

    Candidate(MailboxView view, int index, @Nullable ParsedMessage parsed, byte @Nullable [] content) {
        this.view = view;
        this.index = index;
        this.parsed = parsed;
        this.content = content;
    }

    MailboxView view() {
        return view;
    }

    int index() {
        return index;
    }

    /** Null before it has been read. */
    @Nullable
    ParsedMessage parsed() {
        return parsed;
    }

    /** Null before it has been read. */
    byte @Nullable [] content() {
        return content;
    }

    /** The header, a line a field, encoded words decoded, folded. */
    static String header(byte[] content, int from, int end) {
        var last = Math.min(end, content.length);
        var raw = new String(content, Math.min(from, last), last - Math.min(from, last), StandardCharsets.UTF_8);
        return LINE_END.splitAsStream(raw)
                .map(EncodedWords::decode)
                .map(Candidate::folded)
                .collect(Collectors.joining("\n"));
    }

    /** The header of the message; the content has been read. */
    String headerText(ParsedMessage message, byte[] octets) {
        if (headerText == null) {
            headerText = header(
                    octets,
                    message.structure().headerOffset(),
                    message.structure().bodyOffset());
        }
        return headerText;
    }

    /** The texts of the body, those of attached messages included, folded; the content has been read. */
    String bodyText(ParsedMessage message, byte[] octets) {
        if (bodyText == null) {
            var text = new StringBuilder();
            addText(text, octets, message.structure());
            bodyText = folded(text.toString());
        }
        return bodyText;
    }

    private static void addText(StringBuilder text, byte[] octets, BodyPart part) {
        if (part.children().isEmpty()) {
            if (part.type().equals("TEXT")) {
                text.append(TextDecoder.text(octets, part)).append('\n');
            }
            return;
        }
        for (var child : part.children()) {
            if (part.isMessage()) {
                text.append(header(octets, child.headerOffset(), child.bodyOffset()))
                        .append('\n');
            }
            addText(text, octets, child);
        }
    }

    /** How texts are compared: without case, in every script (RFC 5255 section 4.2). */
    static String folded(String text) {
        return Casemap.map(text);
    }
}
