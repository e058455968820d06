package org.kantor.mail.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kantor.mail.listener.Endpoint;
import org.kantor.mail.listener.Listener;
import org.kantor.mail.listener.TestTls;

/** NOTIFY (RFC 5465) of others' mailboxes, of very many, and with what else changes the answers. */
class NotifyTest {

    @RegisterExtension
    static final ImapFixture server = new ImapFixture();

    private static final String HERS = "Other Users/alice@example.org/";
    private static final String TEAM = "\"" + HERS + "team\"";
    private static final String MESSAGES = "(MessageNew MessageExpunge FlagChange)";

    private ImapClient alice;
    private ImapClient bob;

    @BeforeEach
    void logIn() throws IOException {
        server.newAlice();
        server.newPerson("bob");
        alice = server.logIn();
        bob = server.logIn("bob");
        alice.command("CREATE team");
    }

    @AfterEach
    void logOut() throws IOException {
        alice.close();
        bob.close();
    }

    private static void deliver(String mailbox) {
        server.deliver(mailbox, SectionsTest.message("simple"), 0, Set.of());
    }

    private void share(String rights) throws IOException {
        alice.command("SETACL team bob@example.org \"" + rights + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "subtree \"Other Users\"",
                "subtree \"Other Users/alice@example.org\"",
                "mailboxes " + TEAM,
                "subtree " + TEAM
            })
    void ofOthersMailboxesIsToldWhatTheRightsAllowWhileTheyDo(String filter) throws IOException {
        assertThat(bob.command("NOTIFY SET STATUS (" + filter + " " + MESSAGES + ")"))
                .isEmpty();
        deliver("team");
        deliver("INBOX");
        assertThat(bob.command("NOOP")).isEmpty();
        // that it may be looked up is not enough
        share("l");
        assertThat(bob.command("NOOP")).isEmpty();
        share("lr");
        assertThat(bob.line()).isEqualTo("* LIST (\\HasNoChildren) \"/\" " + TEAM);
        assertThat(bob.line()).startsWith("* STATUS " + TEAM + " (MESSAGES 1 ");
        deliver("team");
        assertThat(bob.line()).startsWith("* STATUS " + TEAM + " (MESSAGES 2 ");
        share("l");
        assertThat(bob.line()).isEqualTo("* LIST (\\HasNoChildren \\NoAccess) \"/\" " + TEAM);
        deliver("team");
        assertThat(bob.command("NOOP")).isEmpty();
        share("lr");
        assertThat(bob.line()).isEqualTo("* LIST (\\HasNoChildren) \"/\" " + TEAM);
        assertThat(bob.line()).startsWith("* STATUS " + TEAM + " (MESSAGES 3 ");
        share("");
        assertThat(bob.line()).contains("\\NoAccess").contains(TEAM);
        deliver("team");
        assertThat(bob.command("NOOP")).isEmpty();
    }

    @Test
    void aMailboxThatMayOnlyBeLookedUpIsSaidToBeOutOfReach() throws IOException {
        share("l");
        assertThat(bob.command("NOTIFY SET STATUS (mailboxes (" + TEAM + " \"" + HERS + "INBOX\") " + MESSAGES + ")"))
                .containsExactly("* LIST (\\HasNoChildren \\NoAccess) \"/\" " + TEAM);
    }

    /** Section 5.4: the right to look a mailbox up is its being there. */
    @Test
    void rightsThatAreGivenAndTakenMakeAMailboxComeAndGo() throws IOException {
        bob.command("NOTIFY SET (subtree \"Other Users\" (MailboxName))");
        share("lr");
        assertThat(bob.line()).isEqualTo("* LIST (\\HasNoChildren) \"/\" " + TEAM);
        assertThat(bob.line())
                .isEqualTo("* LIST (\\NonExistent \\Noselect \\HasChildren) \"/\" \"Other Users/alice@example.org\"");
        alice.command("CREATE team/below");
        assertThat(bob.line()).isEqualTo("* LIST (\\HasNoChildren) \"/\" \"" + HERS + "team/below\"");
        assertThat(bob.line()).isEqualTo("* LIST (\\HasChildren) \"/\" " + TEAM);
        alice.command("RENAME team crew");
        assertThat(bob.line())
                .isEqualTo("* LIST (\\HasChildren) \"/\" \"" + HERS + "crew\" (\"OLDNAME\" (" + TEAM + "))");
        alice.command("DELETE crew/below");
        assertThat(bob.line())
                .isEqualTo("* LIST (\\NonExistent \\Noselect \\HasNoChildren) \"/\" \"" + HERS + "crew/below\"");
        assertThat(bob.line()).isEqualTo("* LIST (\\HasNoChildren) \"/\" \"" + HERS + "crew\"");
        alice.command("DELETEACL crew bob@example.org");
        assertThat(bob.line())
                .isEqualTo("* LIST (\\NonExistent \\Noselect \\HasNoChildren) \"/\" \"" + HERS + "crew\"");
        // nothing of what is not shared
        alice.command("CREATE secret");
        alice.command("SETMETADATA secret (/shared/comment \"x\")");
        assertThat(bob.command("NOOP")).noneMatch(line -> line.contains("secret"));
    }

    @Test
    void theAnnotationsOfSharedMailboxesAndOfTheServerAreToldToWhoeverSeesThem() throws IOException {
        share("lr");
        server.makeAdministrator(server.alice());
        bob.command("NOTIFY SET (mailboxes " + TEAM + " (MailboxMetadataChange ServerMetadataChange))");
        alice.command("SETMETADATA team (/private/comment \"hers\")");
        alice.command("SETMETADATA team (/shared/comment \"all's\")");
        assertThat(bob.line()).isEqualTo("* METADATA " + TEAM + " /shared/comment");
        alice.command("SETMETADATA \"\" (/private/comment \"hers\")");
        alice.command("SETMETADATA \"\" (/shared/comment \"all's\")");
        assertThat(bob.line()).isEqualTo("* METADATA \"\" /shared/comment");
        bob.command("SETMETADATA " + TEAM + " (/private/comment \"his\")");
        alice.command("SETMETADATA \"\" (/shared/comment NIL)");
        assertThat(bob.line()).isEqualTo("* METADATA \"\" /shared/comment");
    }

    @Test
    void aSubscriptionBringsAMailboxAmongThoseThatAreToldOf() throws IOException {
        share("lr");
        try (var other = server.logIn("bob")) {
            bob.command("NOTIFY SET (subscribed " + MESSAGES + ") (subscribed (SubscriptionChange))");
            other.command("SUBSCRIBE " + TEAM);
            assertThat(bob.line()).isEqualTo("* LIST (\\Subscribed \\HasNoChildren) \"/\" " + TEAM);
            assertThat(bob.line()).startsWith("* STATUS " + TEAM + " (MESSAGES 0 ");
            deliver("team");
            assertThat(bob.line()).startsWith("* STATUS " + TEAM + " (MESSAGES 1 ");
            other.command("UNSUBSCRIBE " + TEAM);
            assertThat(bob.line()).isEqualTo("* LIST (\\HasNoChildren) \"/\" " + TEAM);
            deliver("team");
            assertThat(bob.command("NOOP")).isEmpty();
        }
    }

    @Test
    void whatASharedMailboxThatIsSelectedLosesEndsTheSession() throws IOException {
        share("lr");
        bob.command("NOTIFY SET (selected " + MESSAGES + ")");
        bob.command("SELECT " + TEAM);
        deliver("team");
        assertThat(bob.line()).isEqualTo("* 1 EXISTS");
        assertThat(bob.line()).endsWith(" RECENT");
        share("");
        deliver("team");
        assertThat(bob.line()).startsWith("* BYE");
    }

    @Test
    void clientsThatCountNoMessagesAreToldByUid() throws IOException {
        deliver("team");
        alice.command("ENABLE QRESYNC UIDONLY");
        alice.command("SELECT team");
        alice.command("NOTIFY SET (selected (MessageNew (FLAGS) MessageExpunge FlagChange))");
        deliver("team");
        assertThat(alice.line()).isEqualTo("* 2 EXISTS");
        assertThat(alice.line()).endsWith(" RECENT");
        assertThat(alice.line()).matches("\\* 2 UIDFETCH \\(FLAGS \\(\\\\Recent\\) MODSEQ \\(\\d+\\)\\)");
        try (var other = server.logIn()) {
            other.command("SELECT team");
            other.command("STORE 1 +FLAGS.SILENT (\\Deleted)");
            assertThat(alice.line()).matches("\\* 1 UIDFETCH \\(MODSEQ \\(\\d+\\) FLAGS .*");
            other.command("EXPUNGE");
            assertThat(alice.line()).isEqualTo("* VANISHED 1");
        }
    }

    /** RFC 7162 section 3.2.7: a client may take it that it knows all up to that number. */
    @Test
    void theNewestChangeIsNotNamedToWhoDoesNotWantToHearOfFlags() throws IOException {
        deliver("team");
        deliver("team");
        alice.command("ENABLE QRESYNC");
        var before = alice.command("SELECT team").stream()
                .filter(line -> line.contains("HIGHESTMODSEQ"))
                .findFirst()
                .orElseThrow()
                .replaceAll("\\D", "");
        alice.command("NOTIFY SET (selected (MessageNew MessageExpunge))");
        try (var other = server.logIn()) {
            other.command("SELECT team");
            other.command("STORE 1 +FLAGS.SILENT (\\Flagged)");
        }
        alice.command("UID STORE 2 +FLAGS.SILENT (\\Deleted)");
        assertThat(alice.any("EXPUNGE").getLast()).startsWith("OK [HIGHESTMODSEQ " + before + "]");
        assertThat(alice.command("UID FETCH 1 (FLAGS)").getFirst()).contains("\\Flagged");
    }

    @Test
    void aMailboxThatIsLeftIsToldOfAmongTheOthersAgain() throws IOException {
        deliver("team");
        alice.command("NOTIFY SET (personal " + MESSAGES + ") (selected " + MESSAGES + ")");
        alice.command("SELECT team");
        deliver("team");
        assertThat(alice.line()).isEqualTo("* 2 EXISTS");
        assertThat(alice.line()).endsWith(" RECENT");
        alice.command("UNSELECT");
        assertThat(alice.command("NOOP")).isEmpty();
        deliver("team");
        assertThat(alice.line()).startsWith("* STATUS team (MESSAGES 3 ");
    }

    /** Whoever does something in a mailbox must not miss what somebody else did there just before. */
    @Test
    void oneAccountsOwnChangesDoNotHideAnothers() throws IOException {
        alice.command("NOTIFY SET (personal " + MESSAGES + ")");
        for (var i = 1; i <= 20; i++) {
            deliver("team");
            var lines = alice.command("APPEND team {3+}\r\nabc");
            lines.addAll(alice.command("NOOP"));
            assertThat(lines).isNotEmpty().allMatch(line -> line.startsWith("* STATUS team (MESSAGES "));
        }
    }

    @Test
    void whoWantsToHearOfTooMuchIsRefusedOrToldThatItMissesSomething() throws IOException {
        var listener = Listener.onLoopback(
                server.protocol(ImapFixture.limits(Duration.ofSeconds(10), 9)),
                Endpoint.plain("imap"),
                TestTls.server());
        try (var client = new ImapClient(listener.port())) {
            client.command("LOGIN alice secret");
            client.command("NOTIFY SET (mailboxes team " + MESSAGES + ")");
            client.command("NOTIFY SET (personal " + MESSAGES + ")");
            alice.command("CREATE a/b");
            assertThat(client.line()).startsWith("* STATUS a ");
            assertThat(client.line()).startsWith("* STATUS a/b ");
            alice.command("CREATE c");
            assertThat(client.line()).startsWith("* OK [NOTIFICATIONOVERFLOW] ");
            deliver("team");
            alice.command("CREATE d");
            assertThat(client.command("NOOP")).isEmpty();
            assertThat(client.any("NOTIFY SET (personal " + MESSAGES + ")").getLast())
                    .startsWith("NO [NOTIFICATIONOVERFLOW]");
            client.command("NOTIFY SET (mailboxes team " + MESSAGES + ")");
            deliver("team");
            assertThat(client.line()).startsWith("* STATUS team (MESSAGES 2 ");
        } finally {
            listener.abort();
        }
    }

    @Test
    void whatItCostsDoesNotGrowWithTheMailboxes() throws IOException {
        share("lr");
        bob.command("NOTIFY SET (subtree \"Other Users\" " + MESSAGES + ")");
        var one = statements();
        var set = set();
        for (var i = 0; i < 30; i++) {
            alice.command("CREATE team/" + i);
        }
        bob.command("NOOP");
        assertThat(statements()).isEqualTo(one);
        assertThat(set()).isEqualTo(set).isLessThanOrEqualTo(7);
    }

    private int set() {
        return server.db.count(() -> {
            try {
                bob.command("NOTIFY SET STATUS (subtree \"Other Users\" (MessageNew MessageExpunge))"
                        + " (subtree \"Other Users\" (MailboxMetadataChange MailboxName))");
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    private int statements() {
        return server.db.count(() -> {
            try {
                deliver("team");
                assertThat(bob.line()).startsWith("* STATUS " + TEAM);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void everythingIsBelowTheEmptyName() throws IOException {
        alice.command("NOTIFY SET (subtree \"\" " + MESSAGES + ")");
        deliver("INBOX");
        assertThat(alice.command("NOOP")).singleElement().asString().startsWith("* STATUS INBOX ");
    }

    @Test
    void oddSetsAreAnsweredAndTheSessionGoesOn() throws IOException {
        for (var command : List.of(
                "NOTIFY SET (mailboxes (\"Other Users\" \"Other Users/\" \"Other Users/x\" \"Other Users/x@y/z\" \"\" \"*\") (MailboxName))",
                "NOTIFY SET (subtree (\"/\" \"a//b\") " + MESSAGES + ")",
                "NOTIFY SET (personal NONE) (selected NONE)",
                "NOTIFY NONE",
                "NOTIFY NONE")) {
            alice.command(command);
            deliver("INBOX");
            assertThat(alice.command("NOOP")).isEmpty();
        }
    }
}
