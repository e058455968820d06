package org.kantor.mail.wire.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** RFC 3516 section 4.4: what a server may change about a message that holds NUL, without losing anything of it. */
class BinaryEncoderTest {

    private static byte[] octets(String text) {
        return text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String encoded(String text) {
        return new String(BinaryEncoder.withoutNul(octets(text)).orElseThrow(), StandardCharsets.ISO_8859_1)
                .replace("\r\n", "\n");
    }

    @Test
    void aMessageWithoutNulStaysAsItIs() {
        var message = octets("Subject: x\n\nhello\n");
        assertThat(BinaryEncoder.withoutNul(message)).containsSame(message);
    }

    @Test
    void aSinglePartIsEncodedInBase64() {
        assertThat(encoded("Content-Type: image/png\nContent-Transfer-Encoding: binary\nSubject: x\n\na\0b"))
                .isEqualTo("Content-Transfer-Encoding: base64\nContent-Type: image/png\nSubject: x\n\nYQBi");
    }

    @Test
    void onlyThePartsThatNeedItAreTouchedAndTheirParentsAreBinaryNoMore() {
        var message = """
                Content-Type: multipart/mixed; boundary=b
                Content-Transfer-Encoding:
                 BINARY

                --b

                plain
                --b
                content-transfer-encoding : binary
                Content-Type: message/rfc822

                Subject: inner

                %s
                --b
                Content-Transfer-Encoding: base64

                AAEC
                --b--
                """;
        var whole = octets(message.formatted("\0\1".repeat(60)));
        var done = BinaryEncoder.withoutNul(whole).orElseThrow();
        assertThat(new String(done, StandardCharsets.ISO_8859_1).replace("\r\n", "\n"))
                .doesNotContainIgnoringCase("binary")
                .startsWith(
                        "Content-Transfer-Encoding: 8bit\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nplain\n--b\n"
                                + "Content-Transfer-Encoding: 8bit\nContent-Type: message/rfc822\n\nContent-Transfer-Encoding: base64\nSubject: inner\n\nAAEA")
                .endsWith("\n--b\nContent-Transfer-Encoding: base64\n\nAAEC\n--b--\n");
        var part = MessageParser.parse(done)
                .structure()
                .children()
                .get(1)
                .children()
                .getFirst();
        assertThat(PartDecoder.decode(done, part)).isEqualTo(octets("\0\1".repeat(60)));
    }

    @Test
    void aPartWithoutAHeaderGetsOne() {
        assertThat(encoded("Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx\0\n--b--\n"))
                .isEqualTo(
                        "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Transfer-Encoding: base64\n\neAA=\n--b--\n");
        assertThat(encoded("no header \0 here")).startsWith("Content-Transfer-Encoding: base64\n\nbm8g");
    }

    @Test
    void aNulWhereNoEncodingHelpsIsRefused() {
        for (var text : new String[] {
            "Subject: a\0b\n\nhello\n",
            "Content-Transfer-Encoding: base64\n\nAA\0EC\n",
            "Content-Type: multipart/mixed; boundary=b\n\npre\0amble\n--b\n\nx\n--b--\n"
        }) {
            assertThat(BinaryEncoder.withoutNul(octets(text))).isEmpty();
        }
    }
}
