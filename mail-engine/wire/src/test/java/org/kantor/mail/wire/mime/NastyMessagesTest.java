package org.kantor.mail.wire.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kantor.mail.wire.mime.Mail.lines;
import static org.kantor.mail.wire.mime.Mail.octets;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** Octets that no honest mailer writes. The timeouts only keep a quadratic parser from hanging the build. */
@Timeout(120)
class NastyMessagesTest {

    private static final int MEGABYTES = 10;

    private static String times(String text, int count) {
        return text.repeat(count);
    }

    private static String filling(String unit) {
        return unit.repeat(MEGABYTES * 1024 * 1024 / unit.length());
    }

    private static Map<String, byte[]> messages() {
        var all = new LinkedHashMap<String, byte[]>();
        all.put("unbalanced quote in a content type", lines("Content-Type: text/plain; charset=\"utf-8", "", "x"));
        all.put(
                "unbalanced quote in a boundary",
                lines("Content-Type: multipart/mixed; boundary=\"b", "", "--b", "", "x", "--b--"));
        all.put("null bytes", octets("Subject: a\0b\r\n\0\r\n\r\n\0\0"));
        all.put("only null bytes", new byte[100_000]);
        all.put("only 0xFF", filled((byte) 0xff, 100_000));
        all.put("a boundary of spaces", lines("Content-Type: multipart/mixed; boundary=\"   \"", "", "--", "", "x"));
        all.put(
                "a boundary of nothing",
                lines("Content-Type: multipart/mixed; boundary=\"\"", "", "--", "", "x", "----"));
        all.put(
                "the closing boundary first",
                lines("Content-Type: multipart/mixed; boundary=b", "", "--b--", "--b", "", "x"));
        all.put(
                "a header cut by a boundary",
                lines("Content-Type: multipart/mixed; boundary=b", "", "--b", "Content-Type: text/html", "--b--"));
        all.put("parts of nothing", octets("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n--b\r\n--b--"));
        all.put(
                "one boundary at two levels",
                lines(
                        "Content-Type: multipart/mixed; boundary=b",
                        "",
                        "--b",
                        "Content-Type: multipart/mixed; boundary=b",
                        "",
                        "--b",
                        "",
                        "x",
                        "--b--",
                        "--b--"));
        all.put("a thousand nested multiparts", nestedMultiparts(1000));
        all.put(
                "a thousand nested messages",
                octets(times("Content-Type: message/rfc822\r\n\r\n", 1000) + "Subject: x\r\n\r\ny"));
        all.put("a hundred thousand nested messages", octets(times("Content-Type: message/rfc822\n\n", 100_000)));
        all.put(
                "a million parts",
                octets("Content-Type: multipart/mixed; boundary=b\r\n\r\n" + times("--b\r\n\r\n", 1_000_000)));
        all.put(
                "a million parts in a digest",
                octets("Content-Type: multipart/digest; boundary=b\r\n\r\n" + times("--b\r\n\r\n", 1_000_000)));
        all.put("one line", octets(filling("x")));
        all.put("one header field", octets("Subject: " + filling("=?utf-8?q?x?= ")));
        all.put("a folded header field", octets("Subject: " + filling("x\r\n ")));
        all.put("header fields without end", octets(filling("X-A: b\r\n")));
        all.put("empty header names", octets(filling(": b\r\n")));
        all.put("addresses without end", octets("To: " + filling("a@b, ")));
        all.put("open brackets", octets("To: " + filling("<")));
        all.put("open comments", octets("To: " + filling("(")));
        all.put("open comments in a type", octets("Content-Type: " + filling("(")));
        all.put("open quotes", octets("To: " + filling("\"")));
        all.put("backslashes", octets("To: \"" + filling("\\")));
        all.put("groups", octets("To: " + filling("a:")));
        all.put("parameters without end", octets("Content-Type: text/plain; " + filling("a=b;")));
        all.put("sections without end", octets("Content-Type: text/plain; " + filling("a*1=b; a*0*=c;")));
        all.put("half encoded words", octets("Subject: " + filling("=?u?q?")));
        all.put("encoded word openings", octets("Subject: " + filling("=?")));
        all.put("references without end", octets("References: " + filling("<a@b>")));
        all.put("open references", octets("References: " + filling("<")));
        all.put(
                "dashes",
                octets("Content-Type: multipart/mixed; boundary=\"" + times("-", 900) + "\"\r\n\r\n"
                        + filling(times("-", 901) + "x\r\n")));
        all.put("html of brackets", octets("Content-Type: text/html\r\n\r\n" + filling("<")));
        all.put("html of open comments", octets("Content-Type: text/html\r\n\r\n" + filling("<!--")));
        all.put("html of open quotes", octets("Content-Type: text/html\r\n\r\n" + filling("<a b='")));
        all.put("html of ampersands", octets("Content-Type: text/html\r\n\r\n" + filling("&")));
        all.put("html of open styles", octets("Content-Type: text/html\r\n\r\n" + filling("<style></")));
        all.put("html of meta", octets("Content-Type: text/html\r\n\r\n" + filling("<meta ")));
        all.put(
                "quoted-printable of equals",
                octets("Content-Transfer-Encoding: quoted-printable\r\n\r\n" + filling("=")));
        all.put(
                "quoted-printable of soft spaces",
                octets("Content-Transfer-Encoding: quoted-printable\r\n\r\n" + filling("= ")));
        all.put(
                "quoted-printable of spaces",
                octets("Content-Transfer-Encoding: quoted-printable\r\n\r\n=" + filling(" ")));
        all.put("carriage returns", octets(filling("\r")));
        all.put("line feeds", octets(filling("\n")));
        all.put("broken surrogates", lines("Subject: =?utf-16be?B?2ADYAA==?=", "", "x"));
        all.put("a date of digits", octets("Date: " + filling("9")));
        return all;
    }

    private static byte[] filled(byte value, int length) {
        var octets = new byte[length];
        Arrays.fill(octets, value);
        return octets;
    }

    static byte[] nestedMultiparts(int depth) {
        var text = new StringBuilder();
        for (var i = 0; i < depth; i++) {
            text.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\r\n\r\n--b")
                    .append(i)
                    .append("\r\n");
        }
        text.append("\r\nthe innermost text\r\n");
        for (var i = depth - 1; i >= 0; i--) {
            text.append("--b").append(i).append("--\r\n");
        }
        return octets(text.toString());
    }

    @TestFactory
    Stream<DynamicTest> everyNastyMessageIsReadIntoABoundedStructure() {
        return messages().entrySet().stream().map(m -> DynamicTest.dynamicTest(m.getKey(), () -> verify(m.getValue())));
    }

    @Test
    void theTextBelowAThousandLevelsCanStillBeRead() {
        var message = nestedMultiparts(1000);
        assertThat(TextDecoder.text(
                        message, deepest(MessageParser.parse(message).structure())))
                .contains("the innermost text");
    }

    private static BodyPart deepest(BodyPart part) {
        return part.children().isEmpty() ? part : deepest(part.children().getFirst());
    }

    @Test
    void mutatedMessagesAreReadToo() {
        var seed = Long.getLong("kantor.seed", System.nanoTime());
        System.out.println("NastyMessagesTest seed " + seed + " (-Dkantor.seed=...)");
        var random = new Random(seed);
        var honest = new byte[][] {
            nestedMultiparts(5),
            lines(
                    "From: =?utf-8?b?44GV?= <a@b>, \"x\" <y@z>",
                    "To: g: a@b (c), <d@e>;",
                    "Date: Wed, 25 Nov 2026 10:12:00 +0700",
                    "Subject: =?iso-2022-jp?B?GyRCJDMbKEI=?=",
                    "References: <a@b> <c@d>",
                    "MIME-Version: 1.0",
                    "Content-Type: multipart/mixed; boundary=\"=_b\"",
                    "",
                    "--=_b",
                    "Content-Type: text/html; charset=utf-8",
                    "Content-Transfer-Encoding: quoted-printable",
                    "",
                    "<p title=3D'x'>caf=C3=A9 &amp;</p>=",
                    "",
                    "--=_b",
                    "Content-Type: message/rfc822",
                    "",
                    "Subject: in",
                    "Content-Type: multipart/digest; boundary=c",
                    "",
                    "--c",
                    "",
                    "A: b",
                    "",
                    "x",
                    "--c--",
                    "--=_b",
                    "Content-Disposition: attachment; filename*0*=utf-8''%e2%82; filename*1*=%ac",
                    "Content-Transfer-Encoding: base64",
                    "",
                    "aGVsbG8=",
                    "--=_b--")
        };
        for (var round = 0; round < 20_000; round++) {
            var message = honest[random.nextInt(honest.length)].clone();
            for (var i = random.nextInt(12); i >= 0; i--) {
                var at = random.nextInt(message.length);
                switch (random.nextInt(4)) {
                    case 0 -> message[at] = (byte) random.nextInt(256);
                    case 1 -> message[at] = (byte) "\r\n\0\"<>()=?;:,-\\ ".charAt(random.nextInt(16));
                    case 2 -> message = Arrays.copyOf(message, at + 1);
                    default -> {
                        var length = Math.min(random.nextInt(60), message.length - at);
                        System.arraycopy(message, random.nextInt(message.length - length + 1), message, at, length);
                    }
                }
            }
            try {
                verify(message);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ", round " + round, e);
            }
        }
    }

    private static void verify(byte[] message) {
        var parsed = MessageParser.parse(message);
        assertThat(count(message, parsed.structure(), 0, message.length, 0))
                .isLessThanOrEqualTo(StructureParser.MAX_PARTS + 1);
        assertThat(parsed.structure().headerOffset()).isZero();
        assertThat(parsed.envelope().to()).hasSizeLessThanOrEqualTo(AddressParser.MAX_ADDRESSES + 2);
        assertThat(parsed.preview()).hasSizeLessThan(210).doesNotContain("\0");
        assertThat(parsed.subject()).doesNotContain("\0").doesNotContain("\n");
    }

    /** Checks that the parts lie inside their parents and follow one another; answers how many there are. */
    private static int count(byte[] message, BodyPart part, int from, int end, int depth) {
        assertThat(part.headerOffset()).isBetween(from, end);
        assertThat(part.bodyOffset()).isBetween(part.headerOffset(), end);
        assertThat(part.end()).isBetween(part.bodyOffset(), end);
        assertThat(depth).isLessThanOrEqualTo(StructureParser.MAX_DEPTH);
        assertThat(part.isMultipart())
                .isEqualTo(part.isMultipart() && !part.children().isEmpty());
        if (part.children().isEmpty() && message.length < 5_000) {
            assertThat(TextDecoder.text(message, part)).isNotNull();
        }
        var parts = 1;
        var at = part.bodyOffset();
        for (var child : part.children()) {
            parts += count(message, child, at, part.end(), depth + 1);
            at = child.end();
        }
        return parts;
    }
}
