package org.kantor.mail.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** ESEARCH in several mailboxes (RFC 7377): the same as a search in each. */
class MultisearchTest {

    @RegisterExtension
    static final ImapFixture server = new ImapFixture();

    private static final List<String> MAILBOXES = List.of("INBOX", "Archive", "a", "a/b", "a/b/c", "d");

    private static final String HERS = "Other Users/alice@example.org/";

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);

    @BeforeEach
    void people() {
        server.newAlice();
        server.newPerson("bob");
    }

    private static String answer(List<String> lines, String mailbox) {
        return lines.stream()
                .filter(line ->
                        line.contains(" MAILBOX \"" + mailbox + "\" ") || line.contains(" MAILBOX " + mailbox + " "))
                .map(line -> line.replaceAll(".* UID", "UID"))
                .findFirst()
                .orElse("");
    }

    @Test
    void aSearchInSeveralMailboxesFindsWhatASearchInEachDoes() throws IOException {
        try (var client = server.logIn()) {
            client.command("CREATE a/b/c");
            client.command("CREATE d");
            for (var i = 0; i < 60; i++) {
                server.deliver(
                        MAILBOXES.get(random.nextInt(MAILBOXES.size())),
                        SectionsTest.message(
                                List.of("simple", "nested", "encoded").get(random.nextInt(3))),
                        random.nextInt(32),
                        Set.of());
            }
            for (var round = 0; round < 60; round++) {
                server.indexAway = random.nextInt(4) == 0;
                var key = key(2);
                var options = List.of("ALL", "MIN MAX COUNT", "PARTIAL 1:3", "").get(random.nextInt(4));
                var chosen = new ArrayList<String>();
                MAILBOXES.stream().filter(name -> random.nextBoolean()).forEach(chosen::add);
                var source = switch (random.nextInt(3)) {
                    case 0 -> {
                        chosen.clear();
                        chosen.addAll(MAILBOXES);
                        yield "personal";
                    }
                    case 1 -> {
                        chosen.clear();
                        chosen.addAll(List.of("a", "a/b", "a/b/c", "INBOX"));
                        yield "subtree (a INBOX)";
                    }
                    default -> {
                        if (chosen.isEmpty()) {
                            chosen.add("d");
                        }
                        yield "mailboxes (" + String.join(" ", chosen) + ")";
                    }
                };
                var command = "ESEARCH IN (" + source + ") RETURN (" + options + ") " + key;
                var lines = client.command(command);
                var expected = 0;
                for (var mailbox : chosen) {
                    client.command("EXAMINE " + mailbox);
                    var alone = client.command("UID SEARCH RETURN (" + options + ") " + key)
                            .getFirst();
                    var nothing = client.command("UID SEARCH RETURN (COUNT) " + key)
                            .getFirst()
                            .endsWith(" COUNT 0");
                    expected += nothing ? 0 : 1;
                    assertThat(answer(lines, mailbox))
                            .as("seed %d: %s in %s", seed, command, mailbox)
                            .isEqualTo(nothing ? "" : alone.replaceAll(".* UID", "UID"));
                }
                assertThat(lines).as("seed %d: %s", seed, command).hasSize(expected);
                client.command("UNSELECT");
            }
        } finally {
            server.indexAway = false;
        }
    }

    private String key(int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0 -> "SEEN";
            case 1 -> "SUBJECT afternoon";
            case 2 -> "TEXT a";
            case 3 -> "1:3";
            case 4 -> "UNFLAGGED";
            case 5 -> "NOT " + key(depth - 1);
            default -> "OR " + key(depth - 1) + " " + key(depth - 1);
        };
    }

    @Test
    void ofOthersOnlyWhatMayBeReadIsSearched() throws IOException {
        try (var alice = server.logIn();
                var bob = server.logIn("bob")) {
            for (var name : List.of("lr", "l", "r", "none")) {
                alice.command("CREATE " + name);
                server.deliver(name, SectionsTest.message("simple"), 0, Set.of());
                if (!name.equals("none")) {
                    alice.command("SETACL " + name + " bob@example.org " + name);
                }
            }
            var named = "mailboxes (\"" + HERS + "lr\" \"" + HERS + "l\" \"" + HERS + "r\" \"" + HERS + "none\")";
            assertThat(bob.command("ESEARCH IN (" + named + ") TEXT afternoon"))
                    .satisfiesExactlyInAnyOrder(
                            line -> assertThat(line).contains(HERS + "lr\" "),
                            line -> assertThat(line).contains(HERS + "r\" "));
            // what is not named must be one that can be looked up
            for (var source :
                    List.of("subtree \"Other Users\"", "subtree \"" + HERS.substring(0, HERS.length() - 1) + "\"")) {
                assertThat(bob.command("ESEARCH IN (" + source + ") ALL"))
                        .singleElement()
                        .asString()
                        .contains(HERS + "lr\" ");
            }
            assertThat(alice.command("ESEARCH IN (subtree \"\") ALL"))
                    .as("everything is below the empty name")
                    .hasSize(4);
            assertThat(bob.command("ESEARCH IN (subtree \"\") ALL"))
                    .singleElement()
                    .asString()
                    .contains(HERS + "lr\" ");
            assertThat(bob.command("ESEARCH IN (personal subscribed inboxes) ALL"))
                    .isEmpty();
            bob.command("SUBSCRIBE \"" + HERS + "lr\"");
            assertThat(bob.command("ESEARCH IN (subscribed) ALL")).hasSize(1);
            alice.command("DELETEACL lr bob@example.org");
            assertThat(bob.command("ESEARCH IN (subscribed mailboxes \"" + HERS + "lr\") ALL"))
                    .isEmpty();
        }
    }

    @Test
    void whatItCostsDoesNotGrowWithTheMessagesNorWithMailboxesThatHaveNone() throws IOException {
        try (var client = server.logIn()) {
            server.deliver("INBOX", SectionsTest.message("simple"), 0, Set.of());
            var few = statements(client);
            for (var i = 0; i < 30; i++) {
                server.deliver("INBOX", SectionsTest.message("simple"), 0, Set.of());
                client.command("CREATE x" + i);
            }
            assertThat(statements(client)).isEqualTo(few).isLessThanOrEqualTo(6);
        }
    }

    private static int statements(ImapClient client) throws IOException {
        client.command("ESEARCH IN (personal) TEXT a");
        return server.db.count(() -> {
            try {
                client.command("ESEARCH IN (personal) TEXT a");
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }
}
