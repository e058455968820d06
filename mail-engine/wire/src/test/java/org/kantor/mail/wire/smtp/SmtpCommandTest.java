package org.kantor.mail.wire.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpCommandTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EHLO mx.example.net",
                "HELO [192.0.2.1]",
                "LHLO localhost",
                "MAIL FROM:<>",
                "MAIL FROM:<alice@example.org>",
                "MAIL FROM:<\"a b\\\"c\"@example.org> SIZE=12345 BODY=8BITMIME SMTPUTF8 AUTH=<> RET=HDRS ENVID=QQ+2B1",
                "MAIL FROM:<a@[192.0.2.7]>",
                "MAIL FROM:<a@[IPv6:2001:db8::1]> AUTH=e+3Dmc2@example.com",
                "RCPT TO:<bob@example.org>",
                "RCPT TO:<Postmaster>",
                "RCPT TO:<grün@example.org> NOTIFY=SUCCESS,DELAY ORCPT=rfc822;Bob+2Bx@example.net",
                "RCPT TO:<b@example.org> NOTIFY=NEVER",
                "DATA",
                "RSET",
                "NOOP",
                "NOOP whatever this is",
                "QUIT",
                "VRFY alice",
                "EXPN staff",
                "HELP",
                "HELP MAIL",
                "STARTTLS",
                "AUTH PLAIN AGFsaWNlAHB3",
                "AUTH LOGIN"
            })
    void aCommandSurvivesParsingAndWriting(String line) throws SmtpSyntaxException {
        assertThat(Command.parse(line).line()).isEqualTo(line);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    mail from:<Alice@EXAMPLE.org>               | MAIL FROM:<Alice@example.org>
                    MAIL FROM: <a@example.org>                  | MAIL FROM:<a@example.org>
                    MAIL FROM:<@a.net,@b.net:a@example.org>     | MAIL FROM:<a@example.org>
                    RCPT TO:<a@bücher.example>                  | RCPT TO:<a@xn--bcher-kva.example>
                    RCPT TO:<"simple"@example.org>              | RCPT TO:<simple@example.org>
                    rcpt to:<a@example.org>   notify=failure    | RCPT TO:<a@example.org> NOTIFY=FAILURE
                    """)
    void whatIsWrittenOtherwiseMeansTheSame(String line, String canonical) throws SmtpSyntaxException {
        assertThat(Command.parse(line).line()).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    FOO                                             | 500
                    MAIL                                            | 501
                    MAIL FROM:                                      | 553
                    MAIL FROM:a@example.org                         | 553
                    MAIL FROM:<a@example.org                        | 553
                    MAIL FROM:<a@>                                  | 553
                    MAIL FROM:<@example.org>                        | 553
                    MAIL FROM:<a..b@example.org>                    | 553
                    MAIL FROM:<.a@example.org>                      | 553
                    MAIL FROM:<"a@example.org>                      | 553
                    MAIL FROM:<a@[1.2.3]>                           | 553
                    MAIL FROM:<a@exa_mple.org>                      | 553
                    MAIL FROM:<a@example.org>SIZE=1                 | 501
                    MAIL FROM:<a@example.org> SIZE=x                | 501
                    MAIL FROM:<a@example.org> SIZE=1 SIZE=2         | 501
                    MAIL FROM:<a@example.org> BODY=BINARYMIME       | 501
                    MAIL FROM:<a@example.org> RET=SOME              | 501
                    MAIL FROM:<a@example.org> ENVID=a+b             | 501
                    MAIL FROM:<a@example.org> SMTPUTF8=1            | 501
                    MAIL FROM:<a@example.org> WHAT=EVER             | 555
                    RCPT TO:<>                                      | 553
                    RCPT TO:<a@example.org> NOTIFY=NEVER,SUCCESS    | 501
                    RCPT TO:<a@example.org> NOTIFY=                 | 501
                    RCPT TO:<a@example.org> ORCPT=nothing           | 501
                    RCPT TO:<a@example.org> SIZE=7                  | 555
                    DATA now                                        | 501
                    EHLO                                            | 501
                    VRFY                                            | 501
                    AUTH                                            | 501
                    AUTH PLAIN a b                                  | 501
                    """)
    void whatIsNotInTheGrammarGetsItsCode(String line, int code) {
        try {
            fail("parsed as " + Command.parse(line));
        } catch (SmtpSyntaxException e) {
            assertThat(e.reply().code()).isEqualTo(code);
        }
    }

    @Test
    void aLocalPartOf64OctetsIsTheLongest() throws SmtpSyntaxException {
        assertThat(Command.parse("MAIL FROM:<" + "a".repeat(64) + "@example.org>"))
                .isInstanceOf(Mail.class);
        assertThat(reply("MAIL FROM:<" + "a".repeat(65) + "@example.org>")).isEqualTo(553);
    }

    @Test
    void randomOctetsAreACommandOrASyntaxErrorAndNothingElse() {
        var seed = System.nanoTime();
        var random = new Random(seed);
        var pieces = new String[] {
            "MAIL",
            "RCPT",
            "FROM:",
            "TO:",
            "<",
            ">",
            "@",
            "a",
            "\"",
            "\\",
            ".",
            "[",
            "]",
            " ",
            "SIZE=",
            "=",
            "+",
            "4",
            "ORCPT=",
            ";",
            "\0",
            "\t",
            "é",
            "\uD800",
            "AUTH",
            "NOTIFY=",
            ",",
            ":",
            "example.org",
            "IPv6:",
            "ENVID=",
            "xn--"
        };
        for (var i = 0; i < 50_000; i++) {
            var line = new StringBuilder(i % 2 == 0 ? "MAIL FROM:<" : "RCPT TO:<");
            for (var n = random.nextInt(12); n >= 0; n--) {
                line.append(pieces[random.nextInt(pieces.length)]);
            }
            var text = i % 5 == 0 ? line.substring(random.nextInt(line.length())) : line.toString();
            try {
                var command = Command.parse(text);
                assertThat(Command.parse(command.line()))
                        .as("seed %d, %s", seed, text)
                        .isEqualTo(command);
            } catch (SmtpSyntaxException e) {
                assertThat(e.reply().code()).isBetween(500, 599);
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ", line " + text, e);
            }
        }
    }

    @Test
    void xtextSurvivesItsEncoding() {
        for (var text : new String[] {"", "a+b=c", "grün @", "~!", "x\n"}) {
            assertThat(Xtext.decode(Xtext.encode(text))).contains(text);
        }
        for (var wrong : new String[] {"+", "+4", "a+4g", "=", " ", "+ff+fe", "+C3"}) {
            assertThat(Xtext.decode(wrong)).isEmpty();
        }
    }

    @Test
    void secretsAreNotPrinted() throws SmtpSyntaxException {
        assertThat(Command.parse("AUTH PLAIN c2VjcmV0").toString()).doesNotContain("c2VjcmV0");
    }

    private static int reply(String line) {
        try {
            Command.parse(line);
            return 250;
        } catch (SmtpSyntaxException e) {
            return e.reply().code();
        }
    }
}
