package org.kantor.mail.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client must not send: a clear answer, no thread that waits for ever, and the session goes on where the RFC lets it. */
class BadInputTest {

    @RegisterExtension
    static final ImapFixture server = new ImapFixture();

    @BeforeEach
    void alice() {
        server.newAlice();
    }

    @AfterEach
    void noConnectionIsLeft() throws InterruptedException {
        var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (server.connections() > 0) {
            assertThat(System.nanoTime()).as("connections left").isLessThan(deadline);
            Thread.sleep(5);
        }
    }

    private static void goesOn(ImapClient client) throws IOException {
        assertThat(client.any("NOOP")).last().asString().startsWith("OK");
    }

    @Test
    void aLineOfTenMegabytesIsRefusedAndTheSessionGoesOn() throws IOException {
        try (var client = server.logIn()) {
            client.send("a LOGIN " + "x".repeat(10_000_000) + "\r\n");
            assertThat(client.line()).isEqualTo("* BAD The line is too long");
            goesOn(client);
        }
    }

    @Test
    void aLineWithoutEndEndsTheConnection() throws IOException {
        try (var client = server.connect()) {
            var chunk = "x".repeat(1_000_000);
            try {
                for (var i = 0; i < 40; i++) {
                    client.send(chunk);
                }
                assertThat(client.line()).isNull();
            } catch (IOException e) {
                assertThat(e).hasMessageMatching("(?i).*(reset|broken pipe|aborted|closed).*");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a \0\0\0",
                "a LOGIN \"al\0ice\" x",
                "a LOGIN {3+}\r\na\0b x",
                "a SELECT {2+}\r\n\0\0",
                "a LOGIN \"\u0001\u0002",
                "a FETCH 1:2:3 FLAGS",
                "a STORE 1 +FLAGS (\\)"
            })
    void octetsThatMeanNothingAreBad(String text) throws IOException {
        try (var client = server.logIn()) {
            client.send(text + "\r\n");
            assertThat(client.line()).startsWith("a BAD ");
            goesOn(client);
        }
    }

    @Test
    void invalidUtf8IsBad() throws IOException {
        try (var client = server.logIn()) {
            client.send("a SELECT \"\u00c3\u0028\"\r\n".getBytes(StandardCharsets.ISO_8859_1));
            assertThat(client.line()).isEqualTo("a BAD A string is not UTF-8");
            client.send("b SEARCH CHARSET UTF-8 TEXT {2+}\r\n\u00ff\u00fe\r\n".getBytes(StandardCharsets.ISO_8859_1));
            assertThat(client.line()).startsWith("b BAD ");
            goesOn(client);
        }
    }

    @Test
    void aTruncatedLiteralEndsWithTheConnection() throws IOException {
        try (var client = server.logIn()) {
            client.send("a APPEND INBOX {1000+}\r\nhalf");
        }
        try (var client = server.logIn()) {
            client.send("a APPEND INBOX {1000}\r\n");
            assertThat(client.line()).startsWith("+ ");
            client.send("half");
            client.endOutput();
            assertThat(client.line()).isNull();
        }
        try (var client = server.logIn()) {
            assertThat(client.command("STATUS INBOX (MESSAGES)")).containsExactly("* STATUS INBOX (MESSAGES 0)");
        }
    }

    @Test
    void aLiteralThatIsTooBigIsNeverTakenForCommands() throws IOException {
        try (var client = server.logIn()) {
            var size = ImapFixture.MAX_MESSAGE + 1;
            client.send("a APPEND INBOX {" + size + "+}\r\n"
                    + "\r\nb NOOP\r\n".repeat(size / 10 + 1).substring(0, size) + "\r\n");
            assertThat(client.line()).isEqualTo("a NO [TOOBIG] The message is too big");
            goesOn(client);
            client.send("c APPEND INBOX {" + size + "}\r\n");
            assertThat(client.line()).isEqualTo("c NO [TOOBIG] The message is too big");
            client.send("d LOGIN {500000+}\r\n" + "x".repeat(500_000) + " {2+}\r\nab\r\n");
            assertThat(client.line()).isEqualTo("d BAD The command is too long");
            goesOn(client);
        }
    }

    @Test
    void aLiteralBeyondAllBoundsIsNotWaitedFor() throws IOException {
        try (var client = server.logIn()) {
            client.send("a APPEND INBOX {99999999999+}\r\nabc");
            assertThat(client.line()).isEqualTo("* BYE [TOOBIG] The literal is too big");
            assertThat(client.line()).isNull();
        }
    }

    @Test
    void strangersMaySendLittle() throws IOException {
        try (var client = server.connect()) {
            client.send("a LOGIN {40000}\r\n");
            assertThat(client.line()).isEqualTo("a BAD The command is too long");
            client.send("b APPEND INBOX {100000}\r\n");
            assertThat(client.line()).isEqualTo("b BAD The command is too long");
            goesOn(client);
        }
    }

    @Test
    void whoeverSpeaksNoImapIsSentAway() throws IOException {
        try (var client = server.connect()) {
            client.send("GET / HTTP/1.1\r\n".repeat(30));
            var line = client.line();
            while (line != null && line.contains(" BAD ")) {
                line = client.line();
            }
            assertThat(line).isEqualTo("* BYE Too many wrong commands");
        }
    }

    @Test
    void aMessageOfAnyOctetsIsKeptAsItIs() throws IOException {
        var octets = new byte[1_024];
        for (var i = 0; i < octets.length; i++) {
            octets[i] = (byte) (1 + i % 255);
        }
        try (var client = server.logIn()) {
            // RFC 3516 section 4.4: a NUL where no encoding of a part takes it away
            client.send("n APPEND INBOX {12+}\r\nSubject: \0\r\n\r\n");
            assertThat(client.line()).startsWith("n NO [UNKNOWN-CTE] ");
            client.send("a APPEND INBOX {1024+}\r\n");
            client.send(octets);
            client.send("\r\n");
            assertThat(client.line()).startsWith("a OK [APPENDUID ");
            client.command("SELECT INBOX");
            assertThat(client.command("FETCH 1 (ENVELOPE BODYSTRUCTURE RFC822.SIZE)"))
                    .isNotEmpty();
        }
        var view = server.store()
                .messages()
                .view(
                        server.alice(),
                        server.store()
                                .mailboxes()
                                .find(server.alice(), "INBOX")
                                .orElseThrow()
                                .id());
        assertThat(server.store().messages().content(server.alice(), view.message(0)))
                .isEqualTo(octets);
    }

    /** Random octets and torn commands: answers of the protocol only, and never a failure of the server's own. */
    @Test
    void noiseIsAnsweredOrEnds() throws IOException {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        var commands = new String[] {
            "a FETCH 1:* (FLAGS BODY[HEADER.FIELDS (DATE)])",
            "b SEARCH OR SEEN NOT FROM \"x\"",
            "c STORE 1 +FLAGS (\\Seen)",
            "d APPEND INBOX (\\Seen) {3+}",
            "abc",
            "e LIST \"\" \"*\"",
            "f STATUS INBOX (MESSAGES)",
            "g LOGIN {2+}",
            "h COPY 1 Trash",
            "i IDLE",
            "DONE",
            "j UID EXPUNGE 1:*",
            "k CREATE \"a/b\"",
            "l RENAME a b",
            "m SELECT INBOX",
            "n AUTHENTICATE PLAIN"
        };
        for (var round = 0; round < 60; round++) {
            try (var client = round % 3 == 0 ? server.connect() : server.logIn()) {
                if (round % 3 == 1) {
                    client.command("SELECT INBOX");
                }
                for (var line = 0; line < 15; line++) {
                    var octets =
                            (commands[random.nextInt(commands.length)] + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
                    for (var flips = random.nextInt(4); flips > 0; flips--) {
                        octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
                    }
                    client.send(octets);
                }
                client.endOutput();
                for (var line = client.line(); line != null; line = client.line()) {
                    assertThat(line).as("seed %d", seed).doesNotContain("SERVERBUG");
                }
            } catch (IOException e) {
                assertThat(e).as("seed %d", seed).hasMessageMatching("(?i).*(reset|broken pipe|aborted|closed).*");
            }
        }
    }
}
