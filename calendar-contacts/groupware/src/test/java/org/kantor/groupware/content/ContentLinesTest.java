package org.kantor.groupware.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentLinesTest {

    @Test
    void whatIsReadIsWrittenBackUnchanged() {
        var text = """
                BEGIN:VCARD\r
                VERSION:3.0\r
                item1.EMAIL;TYPE=INTERNET,pref;X-SOMETHING="a;b:c":carol@example.org\r
                item1.X-ABLabel:_$!<Work>!$_\r
                NOTE:one\\, two\\; three\\nfour\r
                X-UNKNOWN;A=1:anything at all\r
                END:VCARD\r
                """;
        assertThat(ContentWriter.write(ContentReader.read(text)).toLowerCase(java.util.Locale.ROOT))
                .isEqualTo(text.toLowerCase(java.util.Locale.ROOT));
    }

    @Test
    void foldedLinesAreJoinedAndLongLinesAreFoldedBetweenCharacters() {
        var card = ContentReader.read("BEGIN:VCARD\nNOTE:a\n b\n\tc\nEND:VCARD");
        assertThat(card.text("NOTE")).isEqualTo("abc");
        var umlauts = "ä€😀".repeat(60);
        var written = ContentWriter.write(card.with(Property.text("NOTE", umlauts)));
        assertThat(written.lines())
                .allSatisfy(line ->
                        assertThat(line.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(75));
        assertThat(ContentReader.read(written).text("NOTE")).isEqualTo(umlauts);
    }

    @Test
    void textIsEscapedBothWays() {
        for (var text : new String[] {"", "plain", "a,b;c\\d\ne", "\\n", "\\\\,"}) {
            assertThat(Text.unescape(Text.escape(text))).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "a,b;c:d", "say \"when\"", "one\ntwo", "2^3", "^n ^' ^^", "^", "a\"b,c^d"})
    void parametersAreWrittenSoThatTheyAreReadAgain(String value) {
        var component =
                new Component("VCARD", List.of(Property.of("NOTE", "", Parameter.of("X-LABEL", value))), List.of());

        assertThat(ContentReader.read(ContentWriter.write(component))).isEqualTo(component);
    }

    @Test
    void aCaretBeforeAnotherCharacterStandsForItself() {
        assertThat(ContentReader.read("BEGIN:A\nB;C=x^y^:\nEND:A").properties())
                .containsExactly(Property.of("B", "", Parameter.of("C", "x^y^")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "BEGIN:VCARD",
                "END:VCARD",
                "BEGIN:VCARD\nEND:VCALENDAR",
                "BEGIN:VCARD\nEND:VCARD\nBEGIN:VCARD\nEND:VCARD",
                "BEGIN:VCARD\nNAME\nEND:VCARD",
                "BEGIN:VCARD\n:value\nEND:VCARD",
                "BEGIN:VCARD\nFN;X=\"open:value\nEND:VCARD",
                "BEGIN:VCARD\nFN:nul\0\nEND:VCARD",
                "BEGIN:VCARD\nFN:esc\u001b\nEND:VCARD",
                "FN:outside\nBEGIN:VCARD\nEND:VCARD"
            })
    void whatIsNoComponentIsRefused(String text) {
        assertThatThrownBy(() -> ContentReader.read(text)).isInstanceOf(MalformedContent.class);
    }

    @Test
    void nestingAndInvalidUtf8AreRefused() {
        assertThatThrownBy(() -> ContentReader.read("BEGIN:A\n".repeat(1000))).isInstanceOf(MalformedContent.class);
        assertThatThrownBy(() -> ContentReader.read(new byte[] {'B', (byte) 0xc3, '('}))
                .isInstanceOf(MalformedContent.class);
    }

    @Test
    void randomInputIsReadOrRefused() {
        long seed = Long.getLong("kantor.seed", System.nanoTime());
        var random = new Random(seed);
        var alphabet = "BEGIN:END:VCARD\r\n ;=\",.aß\0\\^'n";
        for (var i = 0; i < 20_000; i++) {
            var text = new StringBuilder("BEGIN:VCARD\n");
            for (var j = random.nextInt(60); j > 0; j--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                var read = ContentReader.read(text.append("\nEND:VCARD").toString());
                assertThat(ContentReader.read(ContentWriter.write(read)))
                        .as("seed " + seed)
                        .isEqualTo(read);
            } catch (MalformedContent e) {
                assertThat(e.getMessage()).as("seed " + seed).isNotBlank();
            }
        }
    }
}
