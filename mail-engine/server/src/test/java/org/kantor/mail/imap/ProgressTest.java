package org.kantor.mail.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.kantor.change.Actor;
import org.kantor.mail.listener.Endpoint;
import org.kantor.mail.listener.Listener;
import org.kantor.mail.listener.TestTls;
import org.kantor.mail.store.NewMessage;
import org.kantor.mail.wire.mime.MessageParser;

/** A client that waits hears how far the server has come (RFC 9585). */
class ProgressTest {

    private static final int MESSAGES = 1_200;

    @RegisterExtension
    static final ImapFixture server = new ImapFixture();

    @BeforeEach
    void alice() throws IOException {
        var alice = server.newAlice();
        var content = SectionsTest.message("simple");
        var message = new NewMessage(
                content,
                MessageParser.parse(content),
                0,
                Set.of(),
                server.db.clock().instant());
        var inbox = server.store().mailboxes().find(alice, "INBOX").orElseThrow();
        server.store()
                .messages()
                .append(
                        alice,
                        inbox.id(),
                        Stream.generate(() -> message).limit(MESSAGES).toList(),
                        new Actor("test", "", null));
    }

    /** So much later each time that it is looked at. */
    private static final class HurriedClock extends Clock {

        private final Duration step;
        private Instant now = Instant.parse("2026-11-01T10:00:00Z");

        HurriedClock(Duration step) {
            this.step = step;
        }

        @Override
        public synchronized Instant instant() {
            now = now.plus(step);
            return now;
        }

        @Override
        public ZoneId getZone() {
            return server.db.clock().getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private interface Talk {
        void with(ImapClient client) throws IOException;
    }

    private static void talk(ImapProtocol protocol, Talk talk) throws IOException {
        var listener = Listener.onLoopback(protocol, Endpoint.plain("imap"), TestTls.server());
        try (var client = new ImapClient(listener.port())) {
            client.command("LOGIN alice secret");
            client.command("SELECT INBOX");
            talk.with(client);
        } finally {
            listener.abort();
        }
    }

    private static List<String> progress(ImapClient client, String command) throws IOException {
        return client.command(command).stream()
                .filter(line -> line.contains("INPROGRESS"))
                .toList();
    }

    @Test
    void aSearchThatLooksAtManyMessagesTellsHowManyItHasLookedAt() throws IOException {
        server.indexAway = true;
        try {
            talk(server.protocol(ImapFixture.LIMITS, new HurriedClock(Duration.ofSeconds(11))), client -> {
                for (var command : List.of("SEARCH TEXT xyzzy", "SORT (DATE) UTF-8 TEXT xyzzy", "ESEARCH TEXT xyzzy")) {
                    assertThat(progress(client, command))
                            .as(command)
                            .satisfiesExactly(
                                    line -> assertThat(line)
                                            .matches("\\* OK \\[INPROGRESS \\(\"t\\d+\" 0 1200\\)\\] .*"),
                                    line -> assertThat(line)
                                            .matches("\\* OK \\[INPROGRESS \\(\"t\\d+\" 500 1200\\)\\] .*"),
                                    line -> assertThat(line)
                                            .matches("\\* OK \\[INPROGRESS \\(\"t\\d+\" 1000 1200\\)\\] .*"));
                }
            });
        } finally {
            server.indexAway = false;
        }
    }

    @Test
    void aFetchTellsBetweenItsLines() throws IOException {
        talk(server.protocol(ImapFixture.LIMITS, new HurriedClock(Duration.ofSeconds(5))), client -> {
            assertThat(progress(client, "FETCH 1:* (UID)")).hasSize(1);
            client.send("a]b FETCH 1:* (UID)\r\n");
            var line = client.line();
            while (!line.startsWith("a]b ")) {
                assertThat(line)
                        .satisfiesAnyOf(
                                each -> assertThat(each).contains("FETCH"),
                                each -> assertThat(each).startsWith("* OK [INPROGRESS (NIL "));
                line = client.line();
            }
        });
    }

    @Test
    void whoeverIsQuickTellsNothing() throws IOException {
        talk(server.protocol(ImapFixture.LIMITS, new HurriedClock(Duration.ofSeconds(1))), client -> {
            assertThat(progress(client, "FETCH 1:* (UID)")).isEmpty();
            assertThat(progress(client, "STORE 1:* +FLAGS.SILENT (\\Flagged)")).isEmpty();
        });
    }

    /** The account is locked by somebody, so that all of these wait. */
    @Test
    void aTransactionThatTakesLongIsToldOfByAnotherThread() throws IOException {
        var limits = ImapFixture.limits(Duration.ofMillis(20), 10);
        talk(server.protocol(limits), client -> {
            for (var command : List.of("STORE 1:* +FLAGS.SILENT (\\Flagged)", "COPY 1:* Archive", "MOVE 1:* Archive")) {
                server.db.transactions().run(() -> {
                    server.store().changes().next(server.alice());
                    try {
                        client.send("w " + command + "\r\n");
                        assertThat(client.line()).startsWith("* OK [INPROGRESS (\"w\" NIL NIL)] ");
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                });
                var line = client.line();
                while (!line.startsWith("w ")) {
                    line = client.line();
                }
                assertThat(line).startsWith("w OK");
            }
        });
    }
}
