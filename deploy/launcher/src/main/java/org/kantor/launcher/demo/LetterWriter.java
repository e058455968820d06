package org.kantor.launcher.demo;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes a letter as a message (RFC 5322, MIME), in ASCII only, with CRLF. */
final class LetterWriter {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT);

    /** Octets of text in one encoded word, so that it stays within the 75 characters of RFC 2047 section 2. */
    private static final int ENCODED_OCTETS = 42;

    private final Clock clock;

    LetterWriter(Clock clock) {
        this.clock = clock;
    }

    byte[] write(Letter letter) {
        var out = new StringBuilder();
        out.append("From: ").append(party(letter.from())).append("\r\n");
        out.append("To: ").append(parties(letter.to())).append("\r\n");
        if (!letter.cc().isEmpty()) {
            out.append("Cc: ").append(parties(letter.cc())).append("\r\n");
        }
        out.append("Subject: ").append(encoded(letter.subject())).append("\r\n");
        out.append("Date: ")
                .append(DATE.format(letter.when().atZone(clock.getZone())))
                .append("\r\n");
        out.append("Message-ID: <").append(letter.messageId()).append(">\r\n");
        if (!letter.references().isEmpty()) {
            out.append("In-Reply-To: <").append(letter.references().getLast()).append(">\r\n");
            out.append("References: ")
                    .append(letter.references().stream()
                            .map(id -> "<" + id + ">")
                            .collect(Collectors.joining("\r\n ")))
                    .append("\r\n");
        }
        if (letter.all("html").contains("newsletter.html")) {
            out.append("List-Id: Warta Logistik <warta.logistiknews.example>\r\n");
            out.append("List-Unsubscribe: <https://logistiknews.example/berhenti>\r\n");
        }
        out.append("MIME-Version: 1.0\r\n");
        body(letter, out);
        return out.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private void body(Letter letter, StringBuilder out) {
        var files = letter.all("file");
        if (files.isEmpty()) {
            text(letter, out);
            return;
        }
        var boundary = "=_files_" + letter.messageId().hashCode();
        out.append("Content-Type: multipart/mixed; boundary=\"")
                .append(boundary)
                .append("\"\r\n\r\n--")
                .append(boundary)
                .append("\r\n");
        text(letter, out);
        for (var name : files) {
            var file = DemoFiles.make(name, letter.subject());
            out.append("--")
                    .append(boundary)
                    .append("\r\nContent-Type: ")
                    .append(file.mediaType())
                    .append("\r\nContent-Disposition: attachment;\r\n filename*=UTF-8''")
                    .append(percent(name));
            base64(file.content(), out);
        }
        out.append("--").append(boundary).append("--\r\n");
    }

    private void text(Letter letter, StringBuilder out) {
        var html = letter.all("html");
        if (html.isEmpty()) {
            part("text/plain", letter.body(), out);
            return;
        }
        var boundary = "=_text_" + letter.messageId().hashCode();
        out.append("Content-Type: multipart/alternative; boundary=\"")
                .append(boundary)
                .append("\"\r\n\r\n--")
                .append(boundary)
                .append("\r\n");
        part("text/plain", letter.body(), out);
        out.append("--").append(boundary).append("\r\n");
        part(
                "text/html",
                Script.text(html.getFirst())
                        .replace("{subject}", letter.subject())
                        .replace("{text}", letter.body()),
                out);
        if (!letter.all("invitation").isEmpty()) {
            out.append("--").append(boundary).append("\r\n");
            part("text/calendar; method=REQUEST", DemoCalendar.siteVisit(clock).invitation(), out);
        }
        out.append("--").append(boundary).append("--\r\n");
    }

    private static void part(String type, String text, StringBuilder out) {
        var lines = (text.strip() + "\n").replace("\r\n", "\n").replace("\n", "\r\n");
        out.append("Content-Type: ").append(type).append("; charset=utf-8");
        if (lines.chars().allMatch(c -> c < 0x7f) && lines.lines().allMatch(line -> line.length() < 900)) {
            out.append("\r\n\r\n").append(lines);
        } else {
            base64(lines.getBytes(StandardCharsets.UTF_8), out);
        }
    }

    private static void base64(byte[] octets, StringBuilder out) {
        out.append("\r\nContent-Transfer-Encoding: base64\r\n\r\n")
                .append(Base64.getMimeEncoder().encodeToString(octets))
                .append("\r\n");
    }

    private static String parties(List<Party> parties) {
        return parties.stream().map(LetterWriter::party).collect(Collectors.joining(",\r\n "));
    }

    private static String party(Party party) {
        if (party.name().isEmpty()) {
            return party.address();
        }
        var plain = party.name().chars().allMatch(c -> c < 0x7f);
        return (plain ? '"' + party.name() + '"' : encoded(party.name())) + " <" + party.address() + ">";
    }

    /** As encoded words (RFC 2047) where it isn't ASCII, folded. */
    static String encoded(String text) {
        if (text.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            return text;
        }
        var out = new StringBuilder();
        var chunk = new StringBuilder();
        text.codePoints().forEach(c -> {
            chunk.appendCodePoint(c);
            if (chunk.toString().getBytes(StandardCharsets.UTF_8).length >= ENCODED_OCTETS - 4) {
                word(chunk, out);
            }
        });
        word(chunk, out);
        return out.toString();
    }

    private static void word(StringBuilder chunk, StringBuilder out) {
        if (!chunk.isEmpty()) {
            out.append(out.isEmpty() ? "=?utf-8?B?" : "\r\n =?utf-8?B?")
                    .append(Base64.getEncoder().encodeToString(chunk.toString().getBytes(StandardCharsets.UTF_8)))
                    .append("?=");
            chunk.setLength(0);
        }
    }

    private static String percent(String text) {
        var out = new StringBuilder();
        for (var octet : text.getBytes(StandardCharsets.UTF_8)) {
            var c = (char) (octet & 0xff);
            if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '.') {
                out.append(c);
            } else {
                out.append('%')
                        .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            }
        }
        return out.toString();
    }
}
