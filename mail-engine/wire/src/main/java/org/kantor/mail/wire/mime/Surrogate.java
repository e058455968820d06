package org.kantor.mail.wire.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client that has not asked for UTF-8 gets of a message with UTF-8 in its headers (RFC 6858): an address that ASCII cannot write becomes a name over
 * an invalid address, texts become encoded words, parameters RFC 2231 values, and a field that is none of these is left out. The headers of parts and of
 * enclosed messages too; bodies stay as they are.
 */
public final class Surrogate {

    /** RFC 6858 section 2.1. */
    private static final String INVALID = "<invalid@internationalized-address.invalid>";

    private static final Set<String> ADDRESSES = Set.of(
            "from",
            "sender",
            "reply-to",
            "to",
            "cc",
            "bcc",
            "resent-from",
            "resent-sender",
            "resent-to",
            "resent-cc",
            "resent-bcc");
    private static final Set<String> TEXTS = Set.of("subject", "comments", "content-description");
    private static final Set<String> PARAMETERS = Set.of("content-type", "content-disposition");

    /** RFC 2047 section 2: a line with an encoded word has at most 76 characters; the longest name is Content-Description. */
    private static final int OCTETS_OF_WORD = 30;

    private Surrogate() {}

    /** The message itself if its headers are ASCII. */
    public static byte[] of(byte[] message) {
        if (ascii(message, 0, message.length)) {
            return message;
        }
        var headers = new ArrayList<BodyPart>();
        collect(new StructureParser(message).parse(), headers);
        headers.removeIf(part -> ascii(message, part.headerOffset(), part.bodyOffset()));
        if (headers.isEmpty()) {
            return message;
        }
        headers.sort(Comparator.comparingInt(BodyPart::headerOffset));
        var out = new ByteArrayOutputStream(message.length + message.length / 8);
        var copied = 0;
        for (var part : headers) {
            out.write(message, copied, part.headerOffset() - copied);
            header(message, part.headerOffset(), part.bodyOffset(), out);
            copied = part.bodyOffset();
        }
        out.write(message, copied, message.length - copied);
        return out.toByteArray();
    }

    /** How many octets the surrogate has, from the headers alone. @param structure the message's, as it was parsed */
    public static int octets(byte[] message, BodyPart structure) {
        var headers = new ArrayList<BodyPart>();
        collect(structure, headers);
        return message.length
                + headers.stream()
                        .mapToInt(part -> growth(message, part.headerOffset(), part.bodyOffset()))
                        .sum();
    }

    /** How many octets more the header has in the surrogate. */
    private static int growth(byte[] message, int from, int end) {
        var growth = 0;
        var start = from;
        while (start < end) {
            var next = fieldEnd(message, start, end);
            if (!ascii(message, start, next)) {
                growth += line(message, start, next).length - (next - start);
            }
            start = next;
        }
        return growth;
    }

    private static void collect(BodyPart part, List<BodyPart> all) {
        all.add(part);
        part.children().forEach(child -> collect(child, all));
    }

    private static boolean ascii(byte[] octets, int from, int end) {
        for (var i = from; i < end; i++) {
            if (octets[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private static void header(byte[] message, int from, int end, ByteArrayOutputStream out) {
        var start = from;
        while (start < end) {
            var next = fieldEnd(message, start, end);
            if (ascii(message, start, next)) {
                out.write(message, start, next - start);
            } else {
                out.writeBytes(line(message, start, next));
            }
            start = next;
        }
    }

    /** The field as ASCII with its line end; empty if it is left out. */
    private static byte[] line(byte[] message, int start, int end) {
        var field = field(message, start, end);
        return field == null ? new byte[0] : (field + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** The octet after a field's last line. */
    private static int fieldEnd(byte[] message, int start, int end) {
        var i = start;
        while (i < end) {
            if (message[i++] == '\n' && (i == end || message[i] != ' ' && message[i] != '\t')) {
                return i;
            }
        }
        return end;
    }

    /** The field as ASCII without its line end; null if it is left out. */
    private static @Nullable String field(byte[] message, int start, int end) {
        var colon = start;
        while (colon < end && message[colon] != ':') {
            colon++;
        }
        if (colon == end || !ascii(message, start, colon)) {
            return null;
        }
        var name = new String(message, start, colon - start, StandardCharsets.US_ASCII).strip();
        var value = HeaderText.unfold(message, colon + 1, end);
        var key = name.toLowerCase(Locale.ROOT);
        if (ADDRESSES.contains(key)) {
            return name + ": " + String.join(",\r\n ", addresses(value));
        }
        if (TEXTS.contains(key)) {
            return name + ": " + words(value);
        }
        return PARAMETERS.contains(key) ? name + ": " + parameters(MimeValue.parse(value)) : null;
    }

    /** Groups are dissolved into their members; an empty list is a group without any (RFC 6854). */
    private static List<String> addresses(String value) {
        var all = new ArrayList<String>();
        for (var address : AddressParser.parse(value)) {
            if (address.host() == null) {
                continue;
            }
            var mailbox = address.mailbox() + (address.host().isEmpty() ? "" : "@" + address.host());
            var name = address.name() == null ? "" : EncodedWords.decode(address.name());
            if (isAscii(mailbox)) {
                all.add((name.isEmpty() ? "" : isAscii(name) ? quoted(name) + " " : words(name) + " ") + "<" + mailbox
                        + ">");
            } else {
                all.add(words(name.isEmpty() ? mailbox : name + " <" + mailbox + ">") + " " + INVALID);
            }
        }
        return all.isEmpty() ? List.of("undisclosed:;") : all;
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    private static String parameters(MimeValue value) {
        var text = new StringBuilder(isAscii(value.value()) ? value.value() : "application/octet-stream");
        value.parameters().forEach((name, parameter) -> {
            if (isAscii(name)) {
                text.append(";\r\n ").append(name);
                text.append(isAscii(parameter) ? "=" + quoted(parameter) : "*=" + ExtendedValue.of(parameter));
            }
        });
        return text.toString();
    }

    /** Encoded words in UTF-8 and BASE64, none of which cuts a character. */
    private static String words(String text) {
        var out = new StringBuilder();
        var word = new ByteArrayOutputStream();
        text.codePoints().forEach(point -> {
            var octets = Character.toString(point).getBytes(StandardCharsets.UTF_8);
            if (word.size() + octets.length > OCTETS_OF_WORD) {
                finish(word, out);
            }
            word.writeBytes(octets);
        });
        finish(word, out);
        return out.toString();
    }

    private static void finish(ByteArrayOutputStream word, StringBuilder out) {
        out.append(out.isEmpty() ? "" : "\r\n ").append("=?UTF-8?B?");
        out.append(Base64.getEncoder().encodeToString(word.toByteArray())).append("?=");
        word.reset();
    }
}
