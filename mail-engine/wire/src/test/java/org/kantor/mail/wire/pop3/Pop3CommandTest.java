package org.kantor.mail.wire.pop3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Pop3CommandTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "USER alice@example.org",
                "PASS a b  c",
                "STAT",
                "LIST",
                "LIST 3",
                "RETR 1",
                "DELE 2",
                "NOOP",
                "RSET",
                "QUIT",
                "TOP 1 0",
                "TOP 12 5",
                "UIDL",
                "UIDL 7",
                "CAPA",
                "STLS",
                "AUTH",
                "AUTH PLAIN",
                "AUTH PLAIN AGEAYg==",
                "UTF8",
                "LANG",
                "LANG *",
                "LANG id-ID"
            })
    void aCommandSurvivesParsingAndWriting(String line) throws Pop3SyntaxException {
        assertThat(Command.parse(line).line()).isEqualTo(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "FOO",
                "APOP a b",
                "USER",
                "PASS ",
                "STAT 1",
                "LIST x",
                "LIST 0",
                "LIST -1",
                "RETR",
                "RETR 9999999999",
                "DELE",
                "TOP",
                "TOP 1",
                "TOP 1 -1",
                "TOP 0 1",
                "TOP 1 2 3",
                "AUTH A B C",
                "QUIT now",
                "\0"
            })
    void whatIsNotInTheGrammarIsRefused(String line) {
        assertThatThrownBy(() -> Command.parse(line)).isInstanceOf(Pop3SyntaxException.class);
    }

    @ParameterizedTest
    @CsvSource({"0,6", "1,11", "2,16", "9,19"})
    void topEndsAfterTheLinesOfTheBody(int lines, int end) {
        var content = "A: b\n\nc 1\r\nd 2\r\ne 3".getBytes(StandardCharsets.US_ASCII);
        assertThat(new Top(1, lines).end(content)).isEqualTo(end);
    }

    @Test
    void topOfAMessageWithoutBodyIsAllOfIt() {
        assertThat(new Top(1, 3).end(new byte[0])).isZero();
        assertThat(new Top(1, 3).end("A: b".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(4);
    }

    @Test
    void randomOctetsAreACommandOrASyntaxErrorAndNothingElse() {
        var seed = System.nanoTime();
        var random = new Random(seed);
        var pieces =
                new String[] {"TOP", "LIST", "RETR", " ", "1", "0", "-", "\0", "é", "AUTH", "UIDL", "99999999999", "x"};
        for (var i = 0; i < 50_000; i++) {
            var line = new StringBuilder();
            for (var n = random.nextInt(6); n > 0; n--) {
                line.append(pieces[random.nextInt(pieces.length)]);
            }
            try {
                var command = Command.parse(line.toString());
                assertThat(Command.parse(command.line())).isEqualTo(command);
            } catch (Pop3SyntaxException e) {
                assertThat(e.sentence()).isNotEmpty();
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ", line " + line, e);
            }
        }
    }

    @Test
    void secretsAreNotPrinted() {
        assertThat(new Pass("secret").toString()).doesNotContain("secret");
        assertThat(new Auth("PLAIN", "secret").toString()).doesNotContain("secret");
    }
}
