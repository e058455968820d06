package org.kantor.webmail.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.kantor.mail.wire.mime.MessageParser;

class FileSizeTest {

    private static byte[] message(byte[] file, String end) {
        var encoded = Base64.getMimeEncoder().encodeToString(file);
        return ("MIME-Version: 1.0\r\nContent-Type: application/pdf; name=a.pdf\r\nContent-Disposition: attachment\r\n"
                        + "Content-Transfer-Encoding: base64\r\n\r\n" + encoded + end)
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void aFileIsAsLargeAsItWasWhenItWasAttached() {
        for (var length = 0; length < 400; length++) {
            for (var end : new String[] {"", "\r\n", "\r\n\r\n"}) {
                var content = message(new byte[length], end);
                var structure = MessageParser.parse(content).structure();
                assertThat(FileSize.of(structure, content)).isEqualTo(length);
            }
            var structure = MessageParser.parse(message(new byte[length], "")).structure();
            assertThat(FileSize.of(structure)).isBetween((long) length, length + 2L);
        }
    }
}
