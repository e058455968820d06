package org.kantor.mail.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clients that come back (RFC 7162 section 3.2.5), and what it costs to bring them up to date. */
class SynchronisationTest {

    @RegisterExtension
    static final ImapFixture server = new ImapFixture();

    private static final Pattern VALIDITY = Pattern.compile("\\* OK \\[UIDVALIDITY (\\d+)].*");
    private static final Pattern NEWEST = Pattern.compile("\\* OK \\[HIGHESTMODSEQ (\\d+)].*");

    private String remembered = "";

    @BeforeEach
    void alice() {
        server.newAlice();
    }

    private static void deliver(int count) {
        for (var i = 0; i < count; i++) {
            server.deliver("INBOX", SectionsTest.message("simple"), 0, Set.of());
        }
    }

    private static ImapClient enabled() throws IOException {
        var client = server.logIn();
        client.command("ENABLE QRESYNC");
        return client;
    }

    private static String first(Pattern pattern, List<String> lines) {
        return lines.stream()
                .map(pattern::matcher)
                .filter(java.util.regex.Matcher::matches)
                .map(matcher -> matcher.group(1))
                .findFirst()
                .orElseThrow();
    }

    /** Remembers the mailbox as it is now. */
    private void remember() throws IOException {
        try (var client = server.logIn()) {
            var lines = client.command("EXAMINE INBOX");
            remembered = first(VALIDITY, lines) + " " + first(NEWEST, lines);
        }
    }

    /** What a client hears when it comes back that it would not hear otherwise. */
    private List<String> comeBack(String more) throws IOException {
        try (var client = enabled()) {
            return client.command("EXAMINE INBOX (QRESYNC (" + remembered + more + "))").stream()
                    .filter(line -> line.contains("VANISHED") || line.contains(" FETCH "))
                    .toList();
        }
    }

    private static void elsewhere(String... commands) throws IOException {
        try (var client = server.logIn()) {
            client.command("SELECT INBOX");
            for (var command : commands) {
                client.command(command);
            }
        }
    }

    @Test
    void whoMissedNothingHearsNothing() throws IOException {
        deliver(3);
        remember();
        assertThat(comeBack("")).isEmpty();
    }

    @Test
    void aClientThatComesBackHearsWhatItMissed() throws IOException {
        deliver(6);
        remember();
        elsewhere("STORE 2,5:6 +FLAGS.SILENT (\\Deleted)", "EXPUNGE", "STORE 2 +FLAGS.SILENT (\\Seen $x)");
        deliver(1);
        assertThat(comeBack(""))
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("* VANISHED (EARLIER) 2,5:6"),
                        line -> assertThat(line)
                                .matches("\\* 2 FETCH \\(UID 3 MODSEQ \\(\\d+\\) FLAGS \\(\\\\Seen \\$x\\)\\)"),
                        line -> assertThat(line)
                                .matches("\\* 4 FETCH \\(UID 7 MODSEQ \\(\\d+\\) FLAGS \\(\\\\Recent\\)\\)"));
        assertThat(comeBack(" 1:2,4:5")).containsExactly("* VANISHED (EARLIER) 2,5");
    }

    @Test
    void anotherMailboxUnderTheSameNameIsNoneThatTheClientKnows() throws IOException {
        deliver(3);
        remember();
        elsewhere("STORE 1 +FLAGS.SILENT (\\Deleted)", "EXPUNGE");
        remembered = "4294967295" + remembered.substring(remembered.indexOf(' '));
        assertThat(comeBack("")).isEmpty();
    }

    @Test
    void afterAVeryLongTimeAllThatIsNotThereVanished() throws IOException {
        deliver(8);
        elsewhere("STORE 1,3 +FLAGS.SILENT (\\Deleted)", "EXPUNGE");
        remember();
        elsewhere("STORE 2,6 +FLAGS.SILENT (\\Deleted)", "EXPUNGE");
        assertThat(comeBack("")).containsExactly("* VANISHED (EARLIER) 4,8");
        server.db.clock().advance(Duration.ofDays(100));
        server.collect();
        assertThat(comeBack("")).containsExactly("* VANISHED (EARLIER) 1,3:4,8");
        assertThat(comeBack(" 2,4:8")).containsExactly("* VANISHED (EARLIER) 4,8");
        // the first still is number 1, the third was UID 5 and is not any more
        assertThat(comeBack(" (1,3 2,5)")).containsExactly("* VANISHED (EARLIER) 3:4,8");
        try (var client = enabled()) {
            client.command("SELECT INBOX");
            assertThat(client.command(
                            "UID FETCH 2:5 (FLAGS) (CHANGEDSINCE " + remembered.split(" ")[1] + " VANISHED)"))
                    .containsExactly("* VANISHED (EARLIER) 3:4");
        }
    }

    @Test
    void whatItCostsDoesNotGrowWithTheMailboxOrTheChanges() throws IOException {
        deliver(5);
        remember();
        var quiet = statements();
        elsewhere("STORE 1:2 +FLAGS.SILENT (\\Deleted)", "EXPUNGE", "STORE 1 +FLAGS.SILENT (\\Seen)");
        var few = statements();
        deliver(40);
        elsewhere("STORE 1:20 +FLAGS.SILENT (\\Deleted)", "EXPUNGE", "STORE 1:10 +FLAGS.SILENT (\\Seen)");
        // one look into the change stream
        assertThat(few).isEqualTo(quiet + 1);
        assertThat(statements()).isEqualTo(few);
    }

    private int statements() throws IOException {
        elsewhere("NOOP");
        return server.db.count(() -> {
            try (var client = enabled()) {
                client.command("EXAMINE INBOX (QRESYNC (" + remembered + "))");
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void changeNumbersCostNoSqlOfTheirOwn() throws IOException {
        deliver(20);
        try (var client = enabled()) {
            client.command("SELECT INBOX");
            for (var command : List.of(
                    "FETCH 1:* (FLAGS) (CHANGEDSINCE 3)",
                    "SEARCH MODSEQ 3",
                    "FETCH 1:* (MODSEQ)",
                    "UID SEARCH MODSEQ 1")) {
                assertThat(count(client, command)).as(command).isZero();
            }
            assertThat(count(client, "STORE 1:9 +FLAGS (\\Flagged)"))
                    .isEqualTo(count(client, "STORE 1 (UNCHANGEDSINCE 1000000) +FLAGS (\\Draft)"));
            assertThat(count(client, "UID FETCH 1:* (FLAGS) (CHANGEDSINCE 3 VANISHED)"))
                    .isOne();
        }
    }

    private static int count(ImapClient client, String command) {
        return server.db.count(() -> {
            try {
                client.command(command);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }
}
