package org.kantor.mail.wire.mime;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kantor.mail.wire.mime.Header.Name;

/**
 * Reads a whole message once (RFC 5322, MIME): its structure with offsets, its envelope, and what lists show of it. Accepts any octets, takes time in
 * proportion to them, and makes objects of a bounded number of parts, addresses and references, whatever the sender wrote.
 */
public final class MessageParser {

    private static final int MAX_REFERENCES = 200;
    private static final int MAX_MESSAGE_ID = 998;
    private static final int MAX_SUBJECT = 10_000;
    private static final int MAX_NAME = 1_000;

    private MessageParser() {}

    /** Never fails. */
    public static ParsedMessage parse(byte[] octets) {
        var parser = new StructureParser(octets);
        var structure = parser.parse();
        var header = parser.rootHeader();
        var envelope = EnvelopeReader.read(header);
        return new ParsedMessage(
                envelope,
                structure,
                envelope.date() == null ? null : MailDate.parse(envelope.date()).orElse(null),
                envelope.subject() == null
                        ? ""
                        : shorten(EncodedWords.decode(envelope.subject()).strip(), MAX_SUBJECT),
                shorten(fromName(envelope), MAX_NAME),
                Preview.of(octets, structure),
                AttachmentRule.any(structure),
                messageId(envelope.messageId()),
                references(header.get(Name.REFERENCES), envelope.inReplyTo()));
    }

    private static String fromName(Envelope envelope) {
        for (var address : envelope.from()) {
            if (address.host() == null) {
                continue;
            }
            var name = address.name() == null
                    ? ""
                    : EncodedWords.decode(address.name()).strip();
            return name.isEmpty() ? addressText(address) : name;
        }
        return "";
    }

    private static String addressText(Address address) {
        var mailbox = address.mailbox() == null ? "" : address.mailbox();
        return address.host() == null || address.host().isEmpty() ? mailbox : mailbox + "@" + address.host();
    }

    private static @Nullable String messageId(@Nullable String field) {
        if (field == null) {
            return null;
        }
        var ids = ids(field);
        if (!ids.isEmpty()) {
            return ids.getFirst();
        }
        var bare = field.replace("<", "").replace(">", "").strip();
        return bare.isEmpty() || bare.indexOf(' ') >= 0 || bare.length() > MAX_MESSAGE_ID ? null : bare;
    }

    private static List<String> references(@Nullable String references, @Nullable String inReplyTo) {
        var all = new LinkedHashSet<String>();
        if (references != null) {
            all.addAll(ids(references));
        }
        if (inReplyTo != null) {
            all.addAll(ids(inReplyTo));
        }
        var list = List.copyOf(all);
        if (list.size() <= MAX_REFERENCES) {
            return list;
        }
        // The conversation's first message and the latest ones say where it belongs (RFC 5537 section 3.4.4 trims the
        // same way).
        var trimmed = new ArrayList<String>();
        trimmed.add(list.getFirst());
        trimmed.addAll(list.subList(list.size() - MAX_REFERENCES + 1, list.size()));
        return List.copyOf(trimmed);
    }

    /** What stands in angle brackets, without white space. */
    private static List<String> ids(String field) {
        var ids = new ArrayList<String>();
        var open = field.indexOf('<');
        while (open >= 0) {
            var close = field.indexOf('>', open);
            if (close < 0) {
                break;
            }
            var start = field.lastIndexOf('<', close) + 1;
            var id = field.substring(start, close).replace(" ", "");
            if (!id.isEmpty() && id.length() <= MAX_MESSAGE_ID) {
                ids.add(id);
            }
            open = field.indexOf('<', close);
        }
        return ids;
    }

    private static String shorten(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max);
    }
}
