package org.kantor.mail.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What follows the answer to COMPRESS (RFC 4978). */
class CompressTest {

    @RegisterExtension
    static final ImapFixture server = new ImapFixture();

    @BeforeEach
    void alice() {
        server.newAlice();
    }

    private static ImapClient compressed() throws IOException {
        var client = server.logIn();
        client.command("COMPRESS DEFLATE");
        client.compress();
        return client;
    }

    @Test
    void everyAnswerArrivesWithoutAnotherCommand() throws IOException {
        try (var client = compressed()) {
            for (var i = 0; i < 50; i++) {
                client.command("NOOP");
            }
            client.send("a APPEND INBOX {12}\r\n");
            assertThat(client.line()).startsWith("+ ");
            client.send("Subject: x\r\n\r\n");
            assertThat(client.line()).startsWith("a OK ");
            client.command("SELECT INBOX");
            assertThat(client.command("FETCH 1 BODY.PEEK[]")).contains("* 1 FETCH (BODY[] {12}", "Subject: x");
        }
    }

    @Test
    void commandsMayCloselyFollowOneAnother() throws IOException {
        try (var client = compressed()) {
            client.send("NOOP\r\n".repeat(200).replace("NOOP", "x NOOP"));
            for (var i = 0; i < 200; i++) {
                assertThat(client.line()).isEqualTo("x OK NOOP completed");
            }
        }
    }

    @Test
    void newsIsPushedToAnIdlingClient() throws IOException {
        try (var client = compressed()) {
            client.command("SELECT INBOX");
            client.send("a IDLE\r\n");
            assertThat(client.line()).startsWith("+ ");
            server.deliver("INBOX", SectionsTest.message("simple"), 0, Set.of());
            assertThat(client.line()).isEqualTo("* 1 EXISTS");
        }
    }

    @Test
    void itIsTurnedOnOnce() throws IOException {
        try (var client = compressed()) {
            assertThat(client.any("COMPRESS DEFLATE"))
                    .singleElement()
                    .asString()
                    .startsWith("NO [COMPRESSIONACTIVE] ");
            assertThat(client.command("CAPABILITY").getFirst()).doesNotContain("COMPRESS");
            client.command("NOOP");
        }
    }

    @Test
    void itWorksUnderTls() throws IOException {
        try (var client = server.connect()) {
            client.command("STARTTLS");
            client.startTls();
            client.command("LOGIN alice secret");
            client.command("COMPRESS DEFLATE");
            client.compress();
            client.command("NOOP");
            assertThat(client.command("LIST \"\" *")).hasSizeGreaterThan(3);
        }
    }

    @Test
    void damagedOctetsEndTheDialogue() throws IOException {
        try (var client = server.logIn()) {
            client.command("COMPRESS DEFLATE");
            client.send(new byte[] {7, 7, 7, 7, 7, 7, 7, 7});
            assertThat(client.line()).isNull();
        }
    }
}
