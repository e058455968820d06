package org.kantor.mail.wire.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kantor.mail.wire.mime.Mail.octets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartDecoderTest {

    private static String decode(String encoding, String text) {
        var in = octets(text.translateEscapes());
        return Mail.cut(
                PartDecoder.decode(in, 0, in.length, encoding, Integer.MAX_VALUE),
                0,
                PartDecoder.decode(in, 0, in.length, encoding, Integer.MAX_VALUE).length);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "a=3Db|a=b",
                "soft=\\r\\nline|softline",
                "soft= \\t\\r\\nline|softline",
                "soft=\\nline|softline",
                "bad=ZZ|bad=ZZ",
                "end=|end",
                "low=c3=a9|low\u00c3\u00a9",
                "trail  \\r\\nx|trail\\r\\nx",
                "kept=20\\r\\nx|kept \\r\\nx",
                "=|''"
            })
    void quotedPrintableIsReadLeniently(String in, String expected) {
        assertThat(decode("quoted-printable", in)).isEqualTo(expected.translateEscapes());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "aGVsbG8=|hello",
                "aGVs\\r\\nbG8=|hello",
                "aGVsbG8|hello",
                "aG*V s!bG8=|hello",
                "aGk=aGk=|hihi",
                "=|''",
                "a|''"
            })
    void base64IsReadLeniently(String in, String expected) {
        assertThat(decode("Base64", in)).isEqualTo(expected);
    }

    @Test
    void uuencodedPartsAreRead() {
        assertThat(decode("x-uuencode", "begin 644 a.txt\\n%:&5L;&\\\\\\n`\\nend\\n"))
                .isEqualTo("hello");
    }

    @Test
    void anUnknownEncodingIsIdentity() {
        assertThat(decode("x-none", "a=3D")).isEqualTo("a=3D");
    }

    @Test
    void noMoreIsDecodedThanAsked() {
        var in = octets("aGVsbG8gd29ybGQ=");
        assertThat(PartDecoder.decode(in, 0, in.length, "base64", 4)).isEqualTo(octets("hell"));
    }
}
