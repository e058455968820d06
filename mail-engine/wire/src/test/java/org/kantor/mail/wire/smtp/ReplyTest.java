package org.kantor.mail.wire.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReplyTest {

    @Test
    void aReplyIsWrittenWithItsStatusOnEveryLine() {
        assertThat(Reply.of(250, "2.1.0", "Ok").wire()).isEqualTo("250 2.1.0 Ok\r\n");
        assertThat(new Reply(550, EnhancedStatus.of("5.7.1"), List.of("No", "Really")).wire())
                .isEqualTo("550-5.7.1 No\r\n550 5.7.1 Really\r\n");
    }

    @Test
    void aReplyIsReadBack() throws SmtpSyntaxException {
        assertThat(read("250-mx.example.net\r\n250-SIZE 1000\r\n250 PIPELINING\r\n"))
                .isEqualTo(new Reply(250, null, List.of("mx.example.net", "SIZE 1000", "PIPELINING")));
        assertThat(read("550-5.1.1 No such\r\n550 5.1.1 person\r\n"))
                .isEqualTo(new Reply(550, EnhancedStatus.of("5.1.1"), List.of("No such", "person")));
        assertThat(read("250\r\n")).isEqualTo(new Reply(250, null, List.of("")));
        assertThat(read("220 1.2.3 is a version\r\n").status()).isNull();
    }

    @Test
    void whatIsNoReplyIsRefused() {
        for (var text :
                new String[] {"\r\n", "hello\r\n", "25 x\r\n", "250_x\r\n", "999 x\r\n", "250-a\r\n550 b\r\n"}) {
            assertThatThrownBy(() -> read(text)).as(text).isInstanceOf(SmtpSyntaxException.class);
        }
        assertThatThrownBy(() -> read("250-x\r\n".repeat(ReplyParser.MAX_LINES + 1)))
                .isInstanceOf(SmtpSyntaxException.class);
    }

    @Test
    void extensionsAreReadFromTheAnswerToEhlo() throws SmtpSyntaxException {
        var extensions = Extensions.of(read("250-mx\r\n250-size 1000\r\n250-Auth PLAIN LOGIN\r\n250 8BITMIME\r\n"));
        assertThat(extensions.has("8BITMIME")).isTrue();
        assertThat(extensions.has("SMTPUTF8")).isFalse();
        assertThat(extensions.maxSize()).isEqualTo(1000);
        assertThat(extensions.keywords()).containsEntry("AUTH", "PLAIN LOGIN");
        assertThat(Extensions.NONE.maxSize()).isEqualTo(Long.MAX_VALUE);
    }

    private static Reply read(String wire) throws SmtpSyntaxException {
        var parser = new ReplyParser();
        for (var line : wire.split("\r\n", -1)) {
            var reply = parser.add(line);
            if (reply.isPresent()) {
                return reply.get();
            }
        }
        throw new AssertionError("not whole");
    }
}
