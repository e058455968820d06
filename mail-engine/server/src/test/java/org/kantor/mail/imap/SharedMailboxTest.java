package org.kantor.mail.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kantor.directory.Quota;

/** Alice shares her mailbox "team" with Bob (RFC 4314), who finds it below "Other Users". */
class SharedMailboxTest {

    @RegisterExtension
    static final ImapFixture server = new ImapFixture();

    private static final String HERS = "Other Users/alice@example.org/";
    private static final String TEAM = "\"" + HERS + "team\"";

    private ImapClient alice;
    private ImapClient bob;

    @BeforeEach
    void logIn() throws IOException {
        server.newAlice();
        server.newPerson("bob");
        alice = server.logIn();
        bob = server.logIn("bob");
        alice.command("CREATE team");
        server.deliver("team", SectionsTest.message("simple"), 0, Set.of());
        server.deliver("team", SectionsTest.message("nested"), 0, Set.of());
    }

    @AfterEach
    void logOut() throws IOException {
        alice.close();
        bob.close();
    }

    private void share(String rights) throws IOException {
        alice.command("SETACL team bob@example.org " + rights);
    }

    private static String answer(ImapClient client, String command) throws IOException {
        return client.any(command.replace("TEAM", TEAM)).getLast();
    }

    @Test
    void whatIsSharedIsListedAndOpened() throws IOException {
        assertThat(bob.command("LIST \"\" \"Other*\"")).isEmpty();
        share("lrs");
        assertThat(bob.command("LIST \"\" \"Other*\" RETURN (MYRIGHTS CHILDREN STATUS (MESSAGES))"))
                .containsExactly(
                        "* LIST (\\NonExistent \\Noselect \\HasChildren) \"/\" \"Other Users\"",
                        "* LIST (\\NonExistent \\Noselect \\HasChildren) \"/\" \"Other Users/alice@example.org\"",
                        "* LIST (\\HasNoChildren) \"/\" " + TEAM,
                        "* MYRIGHTS " + TEAM + " lrs",
                        "* STATUS " + TEAM + " (MESSAGES 2)");
        bob.command("SUBSCRIBE " + TEAM);
        assertThat(bob.command("LIST (SUBSCRIBED) \"\" \"Other*\""))
                .containsExactly("* LIST (\\Subscribed) \"/\" " + TEAM);
        assertThat(bob.command("STATUS " + TEAM + " (MESSAGES UNSEEN)"))
                .containsExactly("* STATUS " + TEAM + " (MESSAGES 2 UNSEEN 2)");
        assertThat(bob.command("SELECT " + TEAM))
                .contains("* 2 EXISTS")
                .anyMatch(line -> line.startsWith("* OK [PERMANENTFLAGS (\\Seen)]"));
        assertThat(bob.command("FETCH 1 BODY[HEADER.FIELDS (SUBJECT)]").getFirst())
                .startsWith("* 1 FETCH");
        assertThat(bob.command("FETCH 1 (ENVELOPE)").getFirst()).contains("ENVELOPE (");
        assertThat(bob.command("SEARCH TEXT a").getFirst()).startsWith("* SEARCH 1");
        assertThat(bob.command("SEARCH SEEN")).containsExactly("* SEARCH 1");
    }

    @Test
    void aListCostsTheSameForAnyNumberOfMailboxes() throws IOException {
        share("lr");
        var few = statements();
        for (var i = 0; i < 20; i++) {
            alice.command("CREATE team/" + i);
            bob.command("CREATE own/" + i);
        }
        assertThat(statements()).isEqualTo(few).isLessThanOrEqualTo(6);
    }

    private int statements() {
        return server.db.count(() -> {
            try {
                bob.command(
                        "LIST (SUBSCRIBED RECURSIVEMATCH) \"\" * RETURN (CHILDREN MYRIGHTS STATUS (MESSAGES SIZE DELETED))");
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void whoeverMayChangeNothingOpensForReading() throws IOException {
        share("lr");
        assertThat(answer(bob, "SELECT TEAM")).startsWith("OK [READ-ONLY]");
        bob.command("FETCH 1 BODY[]");
        assertThat(bob.command("SEARCH SEEN")).containsExactly("* SEARCH");
        assertThat(answer(bob, "STORE 1 +FLAGS (\\Seen)")).startsWith("NO [READ-ONLY]");
    }

    @Test
    void readingWithoutTheRightToMarkLeavesMessagesUnseen() throws IOException {
        share("lrwi");
        assertThat(answer(bob, "SELECT TEAM")).startsWith("OK [READ-WRITE]");
        bob.command("FETCH 1 BODY[]");
        assertThat(bob.command("SEARCH SEEN")).containsExactly("* SEARCH");
    }

    /** Each verb with all rights but those that it needs. */
    @ParameterizedTest
    @CsvSource({
        "r, SELECT TEAM",
        "r, EXAMINE TEAM",
        "r, STATUS TEAM (MESSAGES)",
        "i, APPEND TEAM LITERAL",
        "k, CREATE \"Other Users/alice@example.org/team/new\"",
        "x, DELETE TEAM",
        "x, RENAME TEAM \"Other Users/alice@example.org/team2\"",
        "a, SETACL TEAM bob a",
        "a, DELETEACL TEAM bob",
        "a, GETACL TEAM",
        "a, LISTRIGHTS TEAM bob",
        "r, GETMETADATA TEAM /shared/comment",
        "w, SETMETADATA TEAM (/shared/comment NIL)",
        "r, GETQUOTAROOT TEAM",
    })
    void aVerbIsRefusedWithoutItsRight(String right, String command) throws IOException {
        share("lrswipkxtea".replace(right, ""));
        assertThat(answer(bob, command.replace("LITERAL", "{3+}\r\nabc")))
                .as(command)
                .startsWith("NO [NOPERM]");
    }

    @ParameterizedTest
    @CsvSource({
        "s, STORE 1 +FLAGS (\\Seen)",
        "w, STORE 1 +FLAGS (\\Flagged)",
        "w, STORE 1 +FLAGS (label)",
        "t, STORE 1 +FLAGS (\\Deleted)",
        "e, EXPUNGE",
        "e, UID EXPUNGE 1:*",
        "i, COPY 1 TEAM",
        "t, MOVE 1 INBOX",
        "e, MOVE 1 INBOX",
    })
    void aVerbOnTheOpenMailboxIsRefusedWithoutItsRight(String right, String command) throws IOException {
        share("lrswipkxtea".replace(right, ""));
        bob.command("SELECT " + TEAM);
        assertThat(answer(bob, command)).as(command).startsWith("NO [NOPERM]");
        share("lrswipkxtea");
        assertThat(answer(bob, command)).as(command).startsWith("OK");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT MAILBOX",
                "EXAMINE MAILBOX",
                "STATUS MAILBOX (MESSAGES)",
                "CREATE BELOW",
                "DELETE MAILBOX",
                "RENAME MAILBOX BELOW",
                "SETACL MAILBOX bob a",
                "DELETEACL MAILBOX bob",
                "GETACL MAILBOX",
                "LISTRIGHTS MAILBOX bob",
                "MYRIGHTS MAILBOX",
                "GETMETADATA MAILBOX /shared/comment",
                "SETMETADATA MAILBOX (/private/comment NIL)",
                "GETQUOTAROOT MAILBOX",
            })
    void aGuessedNameTellsNothing(String command) throws IOException {
        var answers = new HashSet<String>();
        for (var guess : List.of(HERS + "INBOX", HERS + "Inbux", HERS.replace("alice", "alike") + "INBOX")) {
            answers.add(answer(
                    bob, command.replace("MAILBOX", "\"" + guess + "\"").replace("BELOW", "\"" + guess + "/new\"")));
        }
        assertThat(answers).singleElement().asString().startsWith("NO [NONEXISTENT]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"APPEND MAILBOX {3+}\r\nabc", "COPY 1 MAILBOX", "MOVE 1 MAILBOX"})
    void aGuessedTargetIsNotThere(String command) throws IOException {
        server.newPerson("carol");
        alice.command("SELECT team");
        for (var owner : List.of("carol", "nobody")) {
            var name = "\"Other Users/" + owner + "@example.org/INBOX\"";
            assertThat(alice.any(command.replace("MAILBOX", name)).getLast()).startsWith("NO [TRYCREATE]");
        }
    }

    @Test
    void messagesGoFromOneAccountToTheOther() throws IOException {
        share("lrswipkxte");
        bob.command("SELECT " + TEAM);
        assertThat(answer(bob, "COPY 1:2 INBOX")).startsWith("OK [COPYUID ");
        assertThat(bob.command("STATUS INBOX (MESSAGES)")).containsExactly("* STATUS INBOX (MESSAGES 2)");
        assertThat(bob.command("MOVE 1 INBOX"))
                .anyMatch(line -> line.startsWith("* OK [COPYUID "))
                .contains("* 1 EXPUNGE");
        bob.command("SELECT INBOX");
        bob.command("STORE 1 +FLAGS (\\Flagged)");
        assertThat(answer(bob, "COPY 1 TEAM")).startsWith("OK [COPYUID ");
        assertThat(bob.command("APPEND " + TEAM + " (\\Seen) {15+}\r\nSubject: x\r\n\r\ny"))
                .isEmpty();
        assertThat(alice.command("STATUS team (MESSAGES UNSEEN)"))
                .containsExactly("* STATUS team (MESSAGES 3 UNSEEN 2)");
        alice.command("SELECT team");
        assertThat(alice.command("SEARCH FLAGGED")).containsExactly("* SEARCH 2");
    }

    @Test
    void mailboxesAreMadeRenamedAndDeletedBelowWhatIsShared() throws IOException {
        share("lrkx");
        bob.command("CREATE \"" + HERS + "team/a\"");
        bob.command("RENAME \"" + HERS + "team/a\" \"" + HERS + "team/b\"");
        assertThat(alice.command("LIST \"\" team/*")).containsExactly("* LIST (\\HasNoChildren) \"/\" team/b");
        assertThat(answer(bob, "RENAME TEAM mine")).startsWith("NO [CANNOT]");
        bob.command("DELETE \"" + HERS + "team/b\"");
        assertThat(alice.command("LIST \"\" team/*")).isEmpty();
    }

    @Test
    void whoWatchesASharedMailboxHearsOfItsNews() throws IOException {
        share("lrs");
        bob.command("SELECT " + TEAM);
        bob.send("i IDLE\r\n");
        assertThat(bob.line()).startsWith("+ ");
        server.deliver("team", SectionsTest.message("simple"), 0, Set.of());
        assertThat(bob.line()).isEqualTo("* 3 EXISTS");
        bob.send("DONE\r\n");
        var line = bob.line();
        while (!line.startsWith("i ")) {
            line = bob.line();
        }
        alice.command("SELECT team");
        alice.command("STORE 1 +FLAGS (\\Flagged)");
        assertThat(bob.command("NOOP")).anyMatch(news -> news.contains("\\Flagged"));
    }

    @Test
    void closingWithoutTheRightToExpungeRemovesNothing() throws IOException {
        share("lrt");
        bob.command("SELECT " + TEAM);
        bob.command("STORE 1 +FLAGS (\\Deleted)");
        bob.command("CLOSE");
        assertThat(alice.command("STATUS team (MESSAGES)")).containsExactly("* STATUS team (MESSAGES 2)");
    }

    @Test
    void whatHasLeftASharedMailboxIsFoundNoMore() throws IOException {
        share("lrs");
        alice.command("CREATE private");
        bob.command("SELECT " + TEAM);
        assertThat(bob.command("SEARCH 1:2 SUBJECT \"\" TEXT a")).containsExactly("* SEARCH 1 2");
        alice.command("SELECT team");
        alice.command("MOVE 1 private");
        // the numbers are still those of before, as no EXPUNGE may be told of yet
        assertThat(bob.any("SEARCH 1:2 TEXT a")).contains("* SEARCH 2");
    }

    /** An object identifier that is another message's would tell that the account has it. */
    @Test
    void whoeverPutsInWhatTheAccountHasDoesNotLearnThatItHasIt() throws IOException {
        share("lrsi");
        server.deliver("INBOX", SectionsTest.message("simple"), 0, Set.of());
        var content = new String(SectionsTest.message("simple"), StandardCharsets.ISO_8859_1);
        for (var client : List.of(bob, alice)) {
            client.command("APPEND " + (client == bob ? TEAM : "team") + " {" + content.length() + "+}\r\n" + content);
        }
        alice.command("SELECT INBOX");
        var hers = id(alice, 1);
        alice.command("SELECT team");
        assertThat(id(alice, 1)).isEqualTo(hers);
        assertThat(id(alice, 3)).isNotEqualTo(hers);
        assertThat(id(alice, 4)).isEqualTo(hers);
    }

    private static String id(ImapClient client, int number) throws IOException {
        return client.command("FETCH " + number + " (EMAILID)").getFirst().replaceAll(".*EMAILID ", "");
    }

    @Test
    void keywordsAreLimitedWhoeverBringsThem() throws IOException {
        alice.command("SELECT team");
        for (var hundred = 0; hundred < 3; hundred++) {
            var from = 100 * hundred;
            alice.command("STORE " + (1 + hundred % 2) + " FLAGS.SILENT ("
                    + IntStream.range(from, from + 100).mapToObj(i -> "k" + i).collect(Collectors.joining(" ")) + ")");
            server.deliver(
                    "team",
                    SectionsTest.message("simple"),
                    0,
                    IntStream.range(from, from + 100).mapToObj(i -> "k" + i).collect(Collectors.toSet()));
        }
        share("lwi");
        assertThat(answer(bob, "APPEND TEAM (one.more) {3+}\r\nabc")).startsWith("NO [LIMIT]");
        assertThat(answer(bob, "APPEND TEAM (K7) {3+}\r\nabc")).startsWith("OK");
        bob.command("APPEND INBOX (one.more) {3+}\r\nabc");
        bob.command("SELECT INBOX");
        assertThat(answer(bob, "COPY 1 TEAM")).startsWith("NO [LIMIT]");
        alice.command("APPEND INBOX (one.more) {3+}\r\nabc");
        alice.command("SELECT INBOX");
        assertThat(answer(alice, "COPY 1 team")).startsWith("NO [LIMIT]");
        assertThat(answer(alice, "MOVE 1 team")).startsWith("NO [LIMIT]");
        alice.command("STORE 1 -FLAGS.SILENT (one.more)");
        assertThat(answer(alice, "MOVE 1 team")).startsWith("OK");
    }

    @Test
    void howFullSomebodysAccountIsStaysTheirs() throws IOException {
        share("lrs");
        assertThat(bob.command("GETQUOTAROOT " + TEAM))
                .containsExactly("* QUOTAROOT " + TEAM + " \"alice@example.org\"");
        server.setQuota(server.alice(), new Quota(0, 1_000));
        assertThat(alice.command("GETQUOTAROOT team")).anyMatch(line -> line.startsWith("* QUOTA "));
    }

    @Test
    void rightsThatAreTakenAwayEndWhatWasOpen() throws IOException {
        share("lrs");
        bob.command("SELECT " + TEAM);
        alice.command("DELETEACL team bob");
        assertThat(answer(bob, "FETCH 1 ENVELOPE")).startsWith("NO");
        assertThat(answer(bob, "STORE 1 +FLAGS (\\Seen)")).startsWith("NO");
        assertThat(answer(bob, "SEARCH 1 TEXT a")).startsWith("NO");
        assertThat(answer(bob, "SORT (DATE) UTF-8 TEXT a")).startsWith("NO");
        server.deliver("team", SectionsTest.message("simple"), 0, Set.of());
        bob.send("n NOOP\r\n");
        assertThat(bob.line()).isEqualTo("n OK NOOP completed");
        assertThat(bob.line()).startsWith("* BYE");
    }
}
