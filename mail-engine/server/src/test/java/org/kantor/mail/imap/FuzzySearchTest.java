package org.kantor.mail.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.kantor.mail.search.query.Query;

/** What FUZZY finds, and what comes first (RFC 6203). */
class FuzzySearchTest {

    @RegisterExtension
    static final ImapFixture server = new ImapFixture();

    private ImapClient client;

    @BeforeEach
    void logIn() throws IOException {
        server.newAlice();
        client = server.logIn();
        deliver("INBOX", "Lunch", "The annual report is on the table.");
        deliver("INBOX", "Annual report 2026", "As promised.");
        deliver("INBOX", "Laporan tahunan", "Rapat anggaran tentang penghematan.");
        deliver("INBOX", "Reports", "These come out annually, said the report on annual reports.");
        client.command("SELECT INBOX");
    }

    @AfterEach
    void logOut() throws IOException {
        server.indexAway = false;
        client.close();
    }

    private static void deliver(String mailbox, String subject, String body) {
        var text = "From: Bob <bob@example.org>\r\nSubject: " + subject + "\r\n\r\n" + body + "\r\n";
        server.deliver(mailbox, text.getBytes(StandardCharsets.UTF_8), 0, Set.of());
    }

    private String found(String keys) throws IOException {
        return client.command("SEARCH " + keys)
                .getFirst()
                .replace("* SEARCH", "")
                .strip();
    }

    @Test
    void wordsAreFoundInAnyOrderByTheirStemsTheirBeginningsAndAlmostTheirSpelling() throws IOException {
        assertThat(found("SUBJECT \"report annual\"")).isEmpty();
        assertThat(found("FUZZY SUBJECT \"report annual\"")).isEqualTo("2");
        assertThat(found("FUZZY TEXT \"report annual\"")).isEqualTo("1 2 4");
        assertThat(found("FUZZY SUBJECT reporting")).isEqualTo("2 4");
        assertThat(found("FUZZY SUBJECT \"anual repotr\"")).isEqualTo("2");
        assertThat(found("FUZZY BODY anggar")).isEqualTo("3");
        assertThat(found("FUZZY BODY hemat")).isEqualTo("3");
        assertThat(found("FUZZY FROM bobb")).isEqualTo("1 2 3 4");
        assertThat(found("FUZZY SUBJECT xyzzy")).isEmpty();
    }

    @Test
    void grammarIsNotAskedForAndOtherKeysMeanWhatTheySay() throws IOException {
        assertThat(found("FUZZY SUBJECT \"the report of the annual\"")).isEqualTo("2");
        assertThat(found("FUZZY (SUBJECT report NOT SUBJECT anual)")).isEqualTo("4");
        assertThat(found("NOT FUZZY SUBJECT report")).isEqualTo("1 3");
        client.command("STORE 2 +FLAGS.SILENT (\\Flagged)");
        assertThat(found("FUZZY FLAGGED FUZZY SUBJECT report")).isEqualTo("2");
        assertThat(found("FUZZY 4 FUZZY HEADER Subject port")).isEqualTo("4");
        assertThat(found("SUBJECT epor FUZZY SUBJECT annual")).isEqualTo("2");
    }

    @Test
    void whatTheIndexDoesNotKnowIsFoundByWhatIsWritten() throws IOException {
        server.indexAway = true;
        assertThat(found("FUZZY SUBJECT \"annual report\"")).isEqualTo("2");
        assertThat(client.command("SEARCH RETURN (RELEVANCY ALL) FUZZY SUBJECT report")
                        .getFirst())
                .endsWith(" ALL 2,4 RELEVANCY (100 100)");
    }

    @Test
    void theMostRelevantComesFirst() throws IOException {
        var lines = client.command("SORT RETURN (RELEVANCY ALL) (RELEVANCY) UTF-8 FUZZY TEXT \"annual report\"");
        assertThat(lines.getFirst())
                .matches("\\* ESEARCH \\(TAG \"t\\d+\"\\) ALL 2,[14],[14] RELEVANCY \\(100 \\d+ \\d+\\)");
        var scores = lines.getFirst().replaceAll(".*\\(100 (.*)\\)", "$1").split(" ");
        assertThat(Integer.parseInt(scores[0])).isBetween(Integer.parseInt(scores[1]), 99);
        assertThat(Integer.parseInt(scores[1])).isPositive();
        var backwards = client.command("SORT (REVERSE RELEVANCY) UTF-8 FUZZY TEXT \"annual report\"");
        assertThat(backwards.getFirst()).endsWith(" 2");
        assertThat(client.command("SORT RETURN (PARTIAL 1:1 RELEVANCY) (RELEVANCY) UTF-8 FUZZY TEXT \"annual report\"")
                        .getFirst())
                .endsWith(" PARTIAL (1:1 2) RELEVANCY (100)");
        assertThat(client.command("SEARCH RETURN (RELEVANCY) FUZZY TEXT \"annual report\"")
                        .getFirst())
                .matches(".* RELEVANCY \\(\\d+ 100 \\d+\\)");
    }

    /** They are found by people, in the webmail (decision 0086). */
    @Test
    void wordsInAttachedFilesAreNotTheMessages() throws IOException {
        var figures = "From: bob@example.org\r\nSubject: Figures\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
                + "--b\r\n\r\nSee there.\r\n--b\r\nContent-Type: application/pdf; name=\"sums.pdf\"\r\n"
                + "Content-Disposition: attachment\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + Base64.getMimeEncoder().encodeToString("quarterly turnover".getBytes(StandardCharsets.UTF_8))
                + "\r\n--b--\r\n";
        server.deliver("INBOX", figures.getBytes(StandardCharsets.UTF_8), 0, Set.of());
        client.command("NOOP");
        assertThat(found("FUZZY TEXT figures")).isEqualTo("5");
        server.readAttachments();
        var message = server.db.number(
                "select max(id) from message where account = ?", server.alice().value());
        try (var index = server.snapshot()) {
            var anywhere = new Query.Text(Query.Text.ANYWHERE, "turnover", Query.Nearness.LIKE);
            assertThat(index.matching(anywhere).contains(message)).isTrue();
        }
        for (var key : new String[] {"TEXT", "BODY", "SUBJECT", "FROM", "HEADER Subject"}) {
            assertThat(found(key + " turnover")).as(key).isEmpty();
            assertThat(found("FUZZY " + key + " turnover")).as("FUZZY " + key).isEmpty();
        }
        assertThat(found("FUZZY TEXT \"figures turnover\"")).isEmpty();
        assertThat(found("FUZZY BODY sums")).isEqualTo("5");
        assertThat(client.command("SEARCH RETURN (RELEVANCY) OR FUZZY TEXT turnover FUZZY SUBJECT lunch")
                        .getFirst())
                .endsWith(" RELEVANCY (100)");
    }

    /** A score is one of the whole command. */
    @Test
    void relevanciesOfDifferentMailboxesCanBeCompared() throws IOException {
        deliver(
                "Archive",
                "Lunch again",
                "Somewhere in a long text about other things there was an annual report too.");
        var lines = client.command("ESEARCH IN (personal) RETURN (RELEVANCY ALL) FUZZY TEXT \"annual report\"");
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).contains("MAILBOX INBOX").contains("100");
        assertThat(lines.get(1)).contains("MAILBOX Archive").doesNotContain("100");
    }

    @Test
    void aSearchTakesOneSnapshotHoweverManyTextsItHas() throws IOException {
        server.snapshots.set(0);
        found("FUZZY SUBJECT report TEXT a OR BODY b FROM c NOT TO d");
        assertThat(server.snapshots.get()).isOne();
        assertThat(server.openSnapshots.get()).isZero();
    }

    @Test
    void longAndStrangeTextsAreSearchedForToo() throws IOException {
        for (var text :
                new String[] {"x".repeat(300), "x ".repeat(200), "!!!", "\u0e1b\u0e23\u0e30", "a".repeat(600)}) {
            var octets = text.getBytes(StandardCharsets.UTF_8).length;
            assertThat(client.command("SEARCH CHARSET UTF-8 FUZZY TEXT {" + octets + "+}\r\n" + text))
                    .hasSize(1);
        }
    }
}
