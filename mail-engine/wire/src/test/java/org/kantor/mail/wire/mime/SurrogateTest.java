package org.kantor.mail.wire.mime;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SurrogateTest {

    private static byte[] utf8(String... lines) {
        return (String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String of(String... lines) {
        var message = utf8(lines);
        var surrogate = Surrogate.of(message);
        assertThat(octets(message)).isEqualTo(surrogate.length);
        return new String(surrogate, StandardCharsets.UTF_8);
    }

    private static int octets(byte[] message) {
        return Surrogate.octets(message, MessageParser.parse(message).structure());
    }

    @Test
    void theSizeIsFoundWithoutTheBody() {
        var message = utf8("Subject: ü", "X-Note: ü", "", "x".repeat(8_000_000));
        var structure = MessageParser.parse(message).structure();
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var before = threads.getCurrentThreadAllocatedBytes();
        var octets = Surrogate.octets(message, structure);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(2_000_000);
        assertThat(octets).isEqualTo(Surrogate.of(message).length);
    }

    @Test
    void aMessageWithAsciiHeadersIsTheMessageItself() {
        var message = utf8("Subject: a", "Content-Type: text/plain; charset=utf-8", "", "ü");
        assertThat(Surrogate.of(message)).isSameAs(message);
    }

    @Test
    void whatListsShowIsTheSameAfterwards() {
        var subject = "Grüße aus Malmö, ".repeat(20).strip();
        var message = utf8(
                "From: Zoë \"Z\" Ö <zoe@example.org>",
                "To: a@example.org, Jörg",
                " <j@example.org>",
                "Subject: " + subject,
                "",
                "x");
        var surrogate = Surrogate.of(message);
        for (var octet : surrogate) {
            assertThat(octet).isNotNegative();
        }
        var parsed = MessageParser.parse(surrogate);
        assertThat(parsed.subject()).isEqualTo(subject);
        assertThat(octets(message)).isEqualTo(surrogate.length);
        assertThat(parsed.fromName()).isEqualTo(MessageParser.parse(message).fromName());
        assertThat(parsed.envelope().to()).hasSize(2);
        assertThat(new String(surrogate, StandardCharsets.US_ASCII).lines()).allMatch(line -> line.length() <= 76);
    }

    @Test
    void anAddressBeyondAsciiIsToldAsAName() {
        assertThat(of("To: b@example.org, ü@example.org", "", ""))
                .startsWith(
                        "To: <b@example.org>,\r\n =?UTF-8?B?w7xAZXhhbXBsZS5vcmc=?= <invalid@internationalized-address.invalid>\r\n\r\n");
    }

    @Test
    void otherFieldsAreLeftOutAndTheOrderStays() {
        assertThat(of("Date: x", "X-Ü: y", "X-Note: ü", "\tmore", "Received: z", "", "ü"))
                .isEqualTo("Date: x\r\nReceived: z\r\n\r\nü\r\n");
    }

    @Test
    void headersOfPartsAndOfEnclosedMessagesAreBroughtToAsciiAndBodiesAreNot() {
        var text = of(
                "Content-Type: multipart/mixed; boundary=b",
                "",
                "--b",
                "Content-Type: text/plain; charset=utf-8; name=\"ü.txt\"",
                "",
                "ü",
                "--b",
                "Content-Type: message/rfc822",
                "",
                "Subject: ü",
                "",
                "ü",
                "--b--");
        assertThat(text)
                .contains("text/plain;\r\n charset=\"utf-8\";\r\n name*=utf-8''%C3%BC.txt\r\n\r\nü\r\n--b")
                .contains("\r\nSubject: =?UTF-8?B?w7w=?=\r\n\r\nü\r\n--b--");
    }

    @Test
    void anyOctetsHaveASurrogateWithAnAsciiHeader() {
        var seed = System.nanoTime();
        var random = new Random(seed);
        var pieces = new String[] {
            "From:",
            "Subject:",
            "To:",
            ": ",
            "<",
            ">",
            ",",
            "@",
            "ü",
            "a",
            "\r\n",
            "\n",
            " ",
            "\"",
            ";",
            "(",
            "=?",
            "Content-Type: text/x; n=",
            "Content-Type: multipart/mixed; boundary=b\r\n",
            "Content-Type: message/rfc822\r\n",
            "\r\n--b\r\n",
            "\r\n\r\n",
            "Subject: ü\r\n",
            "😀"
        };
        for (var i = 0; i < 5_000; i++) {
            var text = new StringBuilder();
            for (var k = random.nextInt(40); k >= 0; k--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            var message = text.toString().getBytes(StandardCharsets.UTF_8);
            var surrogate = Surrogate.of(message);
            assertThat(octets(message)).as("seed %d", seed).isEqualTo(surrogate.length);
            var root = MessageParser.parse(surrogate).structure();
            for (var at = root.headerOffset(); at < root.bodyOffset(); at++) {
                assertThat(surrogate[at]).as("seed %d: %s", seed, text).isNotNegative();
            }
        }
    }
}
