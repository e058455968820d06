package org.kantor.mail.search;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kantor.mail.wire.mime.Address;
import org.kantor.mail.wire.mime.AttachmentRule;
import org.kantor.mail.wire.mime.BodyPart;
import org.kantor.mail.wire.mime.Casemap;
import org.kantor.mail.wire.mime.EncodedWords;
import org.kantor.mail.wire.mime.HtmlText;
import org.kantor.mail.wire.mime.ParsedMessage;
import org.kantor.mail.wire.mime.TextDecoder;

/** The texts of one message. Whoever searches, with the index or without it, compares these and no others. Not for several threads. */
public final class MessageTexts {

    /** The end of a field: not where it is folded. */
    private static final Pattern FIELD_END = Pattern.compile("\r?\n(?![ \t])");

    private static final Pattern FOLD = Pattern.compile("\r?\n(?=[ \t])");

    private final ParsedMessage parsed;
    private final byte @Nullable [] content;
    private @Nullable String body;
    private final @Nullable String[] caseless = new @Nullable String[TextField.values().length];

    /** @param content null while it has not been read: the texts that are in it are unknown then */
    public MessageTexts(ParsedMessage parsed, byte @Nullable [] content) {
        this.parsed = parsed;
        this.content = content;
    }

    /** The text as substrings are looked for in it ({@link Casemap}); null if it is in the content, which has not been read. */
    public @Nullable String caseless(TextField field) {
        if (field.inContent() && content == null) {
            return null;
        }
        var known = caseless[field.ordinal()];
        if (known == null) {
            known = Casemap.map(text(field));
            caseless[field.ordinal()] = known;
        }
        return known;
    }

    /** The text as it was written, decoded. The content must have been read for those that are in it. */
    public String text(TextField field) {
        return switch (field) {
            case FROM -> addresses(parsed.envelope().from());
            case TO -> addresses(parsed.envelope().to());
            case CC -> addresses(parsed.envelope().cc());
            case BCC -> addresses(parsed.envelope().bcc());
            case SUBJECT -> subject();
            case MESSAGE_ID -> decoded(parsed.envelope().messageId());
            case HEADER -> "\n" + header(content(), parsed.structure());
            case BODY -> body();
        };
    }

    /** The names of the files that are attached. */
    public List<String> fileNames() {
        var names = new ArrayList<String>();
        addFileNames(names, parsed.structure(), "");
        return names;
    }

    private static void addFileNames(List<String> names, BodyPart part, String parent) {
        if (AttachmentRule.isAttachment(part, parent)) {
            var name = part.dispositionParameters()
                    .getOrDefault("filename", part.parameters().get("name"));
            if (name != null) {
                names.add(EncodedWords.decode(name));
            }
        }
        for (var child : part.children()) {
            addFileNames(names, child, part.isMultipart() ? part.subtype() : "");
        }
    }

    private byte[] content() {
        return Objects.requireNonNull(content);
    }

    /** As it was written and as people see it: the one may have what the other has lost. */
    private String subject() {
        var written = decoded(parsed.envelope().subject());
        return written.contains(parsed.subject()) ? written : written + "\n" + parsed.subject();
    }

    private String body() {
        if (body == null) {
            var text = new StringBuilder();
            addText(text, content(), parsed.structure());
            body = text.toString();
        }
        return body;
    }

    private static void addText(StringBuilder text, byte[] octets, BodyPart part) {
        if (part.children().isEmpty()) {
            if (part.type().equals("TEXT")) {
                var written = TextDecoder.text(octets, part);
                text.append(part.subtype().equals("HTML") ? HtmlText.of(written, Integer.MAX_VALUE) : written)
                        .append('\n');
            }
            return;
        }
        for (var child : part.children()) {
            if (part.isMessage()) {
                text.append(header(octets, child)).append('\n');
            }
            addText(text, octets, child);
        }
    }

    private static String header(byte[] octets, BodyPart part) {
        var from = Math.min(part.headerOffset(), octets.length);
        var end = Math.min(part.bodyOffset(), octets.length);
        return FIELD_END
                .splitAsStream(new String(octets, from, end - from, StandardCharsets.UTF_8))
                .map(field -> EncodedWords.decode(FOLD.matcher(field).replaceAll("")))
                .collect(Collectors.joining("\n"));
    }

    private static String addresses(List<Address> addresses) {
        return addresses.stream()
                .filter(address -> address.mailbox() != null)
                .map(address -> {
                    var name = address.name() == null ? "" : decoded(address.name()) + " ";
                    var host = address.host() == null ? "" : "@" + address.host();
                    return name + "<" + address.mailbox() + host + ">";
                })
                .collect(Collectors.joining("\n"));
    }

    private static String decoded(@Nullable String text) {
        return text == null ? "" : EncodedWords.decode(text);
    }
}
