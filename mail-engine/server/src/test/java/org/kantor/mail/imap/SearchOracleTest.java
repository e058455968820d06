package org.kantor.mail.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Random messages, in several scripts, charsets and encodings, and random conditions: SEARCH finds exactly those that a look at each message finds, whether
 * the index has them already or not.
 */
class SearchOracleTest {

    private static final int MESSAGES = 120;
    private static final int SEARCHES = 300;

    @RegisterExtension
    static final ImapFixture server = new ImapFixture();

    private static final List<String> WORDS = List.of(
            "invoice",
            "Invoices",
            "rapat",
            "Rapat anggaran",
            "kantor",
            "voice",
            "straße",
            "ΟΔΟΣ",
            "οδός",
            "Привет",
            "привет мир",
            "会议室",
            "会议",
            "ประชุม",
            "émile",
            "EMILE",
            "in",
            "a",
            "100%",
            "foo_bar",
            "x-y",
            "שלום",
            "paperclip",
            "paper",
            "clip",
            "İstanbul",
            "café",
            "smile 😀",
            "😀😃");

    private record Written(String from, String to, String subject, String header, String body, String raw) {}

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void searchFindsWhatALookAtEveryMessageFinds() throws Exception {
        server.newAlice();
        var written = new ArrayList<Written>();
        try (var client = server.logIn()) {
            client.command("SELECT INBOX");
            for (var round = 0; round < 3; round++) {
                for (var i = 0; i < MESSAGES / 3; i++) {
                    var message = message();
                    written.add(message);
                    server.deliver("INBOX", message.raw().getBytes(StandardCharsets.UTF_8), 0, Set.of());
                }
                client.command("NOOP");
                for (var i = 0; i < SEARCHES / 3; i++) {
                    var condition = condition(2);
                    server.indexAway = random.nextInt(3) == 0;
                    var expected = IntStream.range(0, written.size())
                            .filter(index -> condition.holds().test(written.get(index)))
                            .mapToObj(index -> " " + (index + 1))
                            .collect(Collectors.joining());
                    assertThat(client.command("SEARCH CHARSET UTF-8 " + condition.key()))
                            .as("seed %d, SEARCH %s", seed, condition.key())
                            .contains("* SEARCH" + expected);
                }
            }
        }
    }

    private record Wanted(String key, Predicate<Written> holds) {}

    private Wanted condition(int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 5)) {
            case 0 -> on("FROM", Written::from);
            case 1 -> on("TO", Written::to);
            case 2 -> on("SUBJECT", Written::subject);
            case 3 -> on("BODY", Written::body);
            case 4 -> {
                var text = text();
                yield new Wanted("TEXT " + literal(text), m -> contains(m.body(), text) || contains(m.header(), text));
            }
            case 5 -> {
                var inner = condition(depth - 1);
                yield new Wanted("NOT " + inner.key(), inner.holds().negate());
            }
            case 6 -> {
                var one = condition(depth - 1);
                var other = condition(depth - 1);
                yield new Wanted(
                        "OR " + one.key() + " " + other.key(), one.holds().or(other.holds()));
            }
            default -> {
                var one = condition(depth - 1);
                var other = condition(depth - 1);
                yield new Wanted(
                        "(" + one.key() + " " + other.key() + ")", one.holds().and(other.holds()));
            }
        };
    }

    private Wanted on(String key, java.util.function.Function<Written, String> part) {
        var text = text();
        return new Wanted(key + " " + literal(text), m -> contains(part.apply(m), text));
    }

    /** Folded by hand: what differs between scripts is in the words above. */
    private static boolean contains(String text, String wanted) {
        return folded(text).contains(folded(wanted));
    }

    private static String folded(String text) {
        var upper = new StringBuilder();
        java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFD)
                .codePoints()
                .map(c -> c == 'ς' ? 'Σ' : c == 'ß' ? 'ß' : Character.toUpperCase(c))
                .forEach(upper::appendCodePoint);
        return upper.toString();
    }

    private static String literal(String text) {
        return "{" + text.getBytes(StandardCharsets.UTF_8).length + "+}\r\n" + text;
    }

    /** A piece of a word, or a word, sometimes with what follows it, in any case. */
    private String text() {
        var word = any(WORDS) + (random.nextInt(4) == 0 ? " " + any(WORDS) : "");
        var points = word.codePoints().toArray();
        var from = random.nextInt(3) == 0 ? random.nextInt(points.length) : 0;
        var end = random.nextInt(3) == 0 ? from + 1 + random.nextInt(points.length - from) : points.length;
        var piece = new String(points, from, end - from);
        return switch (random.nextInt(3)) {
            case 0 -> piece.toUpperCase(Locale.ROOT);
            case 1 ->
                piece.codePoints()
                        .map(Character::toLowerCase)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
            default -> piece;
        };
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private String words(int most) {
        return IntStream.rangeClosed(0, random.nextInt(most))
                .mapToObj(i -> any(WORDS))
                .collect(Collectors.joining(" "));
    }

    private Written message() {
        var from = words(2) + " <" + any(List.of("alice", "Bob.Invoice", "eve")) + "@example.org>";
        var to = words(1) + " <" + any(List.of("carol", "dave")) + "@paper.example>";
        var subject = words(4);
        var body = words(30);
        var part = part(body);
        return new Written(
                from,
                to,
                subject,
                "\nFrom: " + from + "\nTo: " + to + "\nSubject: " + subject + "\n"
                        + part.substring(0, part.indexOf("\r\n\r\n")).replace("\r", ""),
                body,
                "From: " + address(from) + "\r\nTo: " + address(to) + "\r\nSubject: " + encoded(subject) + "\r\n"
                        + part);
    }

    private String address(String written) {
        var name = written.substring(0, written.lastIndexOf(" <"));
        return encoded(name) + written.substring(name.length());
    }

    private String encoded(String text) {
        return "=?utf-8?b?" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "?=";
    }

    private String part(String body) {
        return switch (random.nextInt(4)) {
            case 0 -> "Content-Type: text/plain; charset=utf-8\r\n\r\n" + body;
            case 1 ->
                "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                        + base64("<html><p class='none'>" + body.replace("i", "<b>i</b>") + "</p></html>", "utf-8");
            case 2 ->
                "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-16le\r\n"
                        + "Content-Transfer-Encoding: base64\r\n\r\n" + base64(body, "utf-16le")
                        + "\r\n--b\r\nContent-Type: application/pdf\r\n\r\nqqqqq\r\n--b--\r\n";
            default ->
                "Content-Type: text/plain; charset=gb18030\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                        + base64(body, "gb18030");
        };
    }

    private static String base64(String text, String charset) {
        return Base64.getMimeEncoder().encodeToString(text.getBytes(Charset.forName(charset)));
    }
}
