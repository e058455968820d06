package org.kantor.mail.wire.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kantor.mail.wire.smtp.DataDecoder.Fault;

class DataDecoderTest {

    @Test
    void theMessageEndsAtTheLineWithOneDot() {
        assertThat(decode("a\r\nb\r\n.\r\n")).isEqualTo("a\r\nb\r\n");
        assertThat(decode(".\r\n")).isEmpty();
        assertThat(decode("..\r\n...x\r\n.y\r\n.\r\n")).isEqualTo(".\r\n..x\r\ny\r\n");
    }

    @Test
    void whatFollowsTheEndIsNotTaken() {
        var decoder = new DataDecoder(100);
        var octets = bytes("a\r\n.\r\nQUIT\r\n");
        assertThat(decoder.feed(octets, 0, octets.length)).isEqualTo(6);
        assertThat(decoder.complete()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\n.\n",
                "a\n.\r\n",
                "a\r\n.\n",
                "a\r.\r",
                "a\r.\r\n",
                "a\r\n.\r",
                "a\n\n.\r\n",
                "a\r\r\n.\n",
                "\n.\r\n",
                "a\r\n.\r.\r\n",
                "\r.\r\n",
                ".\n",
                ".\r\r\n"
            })
    void noBareLineEndEndsAMessage(String smuggled) {
        var decoder = new DataDecoder(1000);
        var octets = bytes(smuggled + "MAIL FROM:<evil@example.org>\r\nx");
        assertThat(decoder.feed(octets, 0, octets.length)).isEqualTo(octets.length);
        assertThat(decoder.complete()).isFalse();
        assertThat(decoder.fault()).isEqualTo(Fault.BARE_LINE_END);
        var end = bytes("\r\n.\r\n");
        assertThat(decoder.feed(end, 0, end.length)).isEqualTo(end.length);
        assertThat(decoder.complete()).isTrue();
        assertThat(decoder.fault()).isEqualTo(Fault.BARE_LINE_END);
    }

    @Test
    void aMessageThatIsTooLargeIsReadToItsEndButNotKept() {
        var decoder = new DataDecoder(10);
        var octets = bytes("0123456789\r\nmore\r\n.\r\n");
        assertThat(decoder.feed(octets, 0, octets.length)).isEqualTo(octets.length);
        assertThat(decoder.complete()).isTrue();
        assertThat(decoder.fault()).isEqualTo(Fault.TOO_LARGE);
        assertThat(decoder.length()).isZero();
    }

    @Test
    void whateverTheCutsTheMessageIsTheSame() throws IOException {
        var seed = System.nanoTime();
        var random = new Random(seed);
        var alphabet = bytes("ab.\r\n\0\u00e9");
        for (var i = 0; i < 20_000; i++) {
            var message = new ByteArrayOutputStream();
            for (var n = random.nextInt(40); n > 0; n--) {
                var c = alphabet[random.nextInt(alphabet.length)];
                if (c == '\r' || c == '\n') {
                    message.write('\r');
                    message.write('\n');
                } else {
                    message.write(c);
                }
            }
            if (message.size() > 0) {
                message.write('\r');
                message.write('\n');
            }
            var wire = new ByteArrayOutputStream();
            DotStuffing.write(message.toByteArray(), wire);
            var decoder = new DataDecoder(1000);
            var octets = wire.toByteArray();
            for (var at = 0; at < octets.length; ) {
                var piece = Math.min(1 + random.nextInt(4), octets.length - at);
                assertThat(decoder.feed(octets, at, piece)).as("seed %d", seed).isEqualTo(piece);
                at += piece;
            }
            assertThat(decoder.complete()).as("seed %d", seed).isTrue();
            assertThat(decoder.content(new byte[0])).as("seed %d", seed).isEqualTo(message.toByteArray());
        }
    }

    @Test
    void aLargeMessageComesWholeBehindWhatIsToBeFirst() {
        var seed = System.nanoTime();
        var random = new Random(seed);
        var message = new StringBuilder();
        while (message.length() < 3_000_000) {
            message.append(random.nextLong())
                    .append("x".repeat(random.nextInt(200)))
                    .append("\r\n");
        }
        var octets = bytes(message + ".\r\n");
        var decoder = new DataDecoder(message.length());
        for (var at = 0; at < octets.length; ) {
            var piece = Math.min(1 + random.nextInt(40_000), octets.length - at);
            assertThat(decoder.feed(octets, at, piece)).as("seed %d", seed).isEqualTo(piece);
            at += piece;
        }
        assertThat(decoder.length()).as("seed %d", seed).isEqualTo(message.length());
        assertThat(new String(decoder.content(bytes("First: 1\r\n")), StandardCharsets.UTF_8))
                .as("seed %d", seed)
                .isEqualTo("First: 1\r\n" + message);
    }

    @Test
    void randomOctetsNeverEndAMessageButByCrlfDotCrlf() {
        var seed = System.nanoTime();
        var random = new Random(seed);
        var alphabet = bytes("a.\r\n");
        for (var i = 0; i < 50_000; i++) {
            var octets = new byte[random.nextInt(24)];
            for (var n = 0; n < octets.length; n++) {
                octets[n] = alphabet[random.nextInt(alphabet.length)];
            }
            var decoder = new DataDecoder(1000);
            var taken = decoder.feed(octets, 0, octets.length);
            var text = "\r\n" + new String(octets, StandardCharsets.US_ASCII);
            var end = text.indexOf("\r\n.\r\n");
            assertThat(decoder.complete()).as("seed %d, %s", seed, text).isEqualTo(end >= 0);
            assertThat(taken).as("seed %d", seed).isEqualTo(end >= 0 ? end + 3 : octets.length);
        }
    }

    @Test
    void bareLineEndsAreMendedOnTheWayOut() throws IOException {
        var out = new ByteArrayOutputStream();
        DotStuffing.write(bytes("a\n.\nb\rc"), out);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("a\r\n..\r\nb\r\nc\r\n.\r\n");
    }

    private static String decode(String wire) {
        var decoder = new DataDecoder(1000);
        var octets = bytes(wire);
        assertThat(decoder.feed(octets, 0, octets.length)).isEqualTo(octets.length);
        assertThat(decoder.complete()).isTrue();
        return new String(decoder.content(new byte[0]), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
