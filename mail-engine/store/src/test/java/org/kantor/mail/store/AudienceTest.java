package org.kantor.mail.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kantor.mail.store.StoreFixture.ACTOR;

import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;

class AudienceTest {

    private static final Set<String> ALICE = Set.of("alice@example.org", "alice@kantor.test");

    @RegisterExtension
    static final StoreFixture store = new StoreFixture();

    private final AccountId alice = store.account();

    private void append(String header) {
        append(header, "Text");
    }

    private void append(String header, String text) {
        var message = StoreFixture.raw(header + "\nSubject: " + header.hashCode() + "\n\n" + text + "\n", 0, Set.of());
        store.messages().append(alice, store.inbox(alice), List.of(message), ACTOR);
    }

    private MailboxAudience audience() {
        return store.store().conversations().audience(alice, store.view(alice));
    }

    private List<Boolean> toAlice() {
        var audience = audience();
        var to = audience.addressedTo(ALICE);
        return IntStream.range(0, audience.size()).mapToObj(to::test).toList();
    }

    private List<Boolean> listMail() {
        var audience = audience();
        return IntStream.range(0, audience.size())
                .mapToObj(audience::isListMail)
                .toList();
    }

    @Test
    void whoStandsInToOrCcIsWrittenToByAnyOfTheAddresses() {
        append("To: Bob <bob@example.org>, \"Alice\" <Alice@Example.ORG>");
        append("To: bob@example.org\nCc: alice@kantor.test");
        append("To: alice+shop@example.org");
        append("To: bob@example.org\nBcc: alice@example.org");
        append("To: undisclosed-recipients:;");
        append("From: alice@example.org");
        append("To: alice@example.com");
        append("To: Team: carol@example.org, alice@example.org;");
        assertThat(toAlice()).containsExactly(true, true, true, false, false, false, false, true);
    }

    @Test
    void listMailNamesItsListOrTheWayOutOrSaysThatItIsBulk() {
        append("List-Id: <dev.example.org>");
        append("List-Unsubscribe: <https://example.org/leave>");
        append("precedence: Bulk");
        append("Precedence: list");
        append("Precedence: first-class");
        append("List-Id:");
        append("To: alice@example.org");
        append("To: alice@example.org", "List-Id: <only.in.the.text>");
        assertThat(listMail()).containsExactly(true, true, true, true, false, false, false, false);
    }

    @Test
    void soManyAddresseesAreLookedAt() {
        var others = IntStream.range(0, MailboxAudience.MOST - 1)
                .mapToObj(number -> "p" + number + "@example.org")
                .collect(Collectors.joining(",\n "));
        append("To: " + others + ",\n alice@example.org");
        append("To: " + others + ",\n bob@example.org,\n alice@example.org");
        assertThat(toAlice()).containsExactly(true, false);
    }

    @Test
    void itIsReadWithTheThreadsInOneStatementAndThenOnlyForNewMessages() {
        append("To: alice@example.org");
        var view = store.view(alice);
        assertThat(store.db.statements(() -> {
                    var unused = store.store().conversations().threads(alice, view);
                    var shared = store.store().conversations().audience(alice, view);
                }))
                .hasSize(1);
        assertThat(store.db.statements(() -> store.store().conversations().audience(alice, view)))
                .isEmpty();
        append("To: bob@example.org");
        assertThat(toAlice()).containsExactly(true, false);
    }

    @Test
    void whatWasStoredBeforeIsFoundOutByMaintenanceAndThenSeen() throws SQLException {
        var noise = new byte[400_000];
        var seed = System.nanoTime();
        new Random(seed).nextBytes(noise);
        append("To: alice@example.org");
        append(
                "To: alice@example.org\nList-Id: <large.example.org>",
                Base64.getMimeEncoder().encodeToString(noise));
        append("To: bob@example.org");
        append("To: bob@example.org\nX-Damaged: yes");
        var before = toAlice();
        store.db.execute("update message set audience = null where account = ?", alice.value());
        store.db.execute(
                "update message set content = '\\x00' where account = ? and subject = ?",
                alice.value(),
                Integer.toString("To: bob@example.org\nX-Damaged: yes".hashCode()));
        var other = store.open();
        var known = other.conversations().audience(alice, store.view(alice));
        assertThat(known.size()).isEqualTo(4);
        assertThat(known.addressedTo(ALICE).test(0)).isFalse();
        append("To: alice@example.org\nX-New: yes");
        var withNew = other.conversations().audience(alice, store.view(alice));
        assertThat(withNew.size()).isEqualTo(5);
        assertThat(withNew.addressedTo(ALICE).test(4)).isTrue();
        store.store().maintenance().run();
        var after = other.conversations().audience(alice, store.view(alice));
        var to = after.addressedTo(ALICE);
        assertThat(IntStream.range(0, 4).mapToObj(to::test).toList())
                .as("seed %d", seed)
                .isEqualTo(before);
        assertThat(after.isListMail(1)).isTrue();
        assertThat(known.addressedTo(ALICE).test(0)).isFalse();
        var view = store.view(alice);
        assertThat(store.db.statements(() -> other.conversations().audience(alice, view)))
                .isEmpty();
        assertThat(store.db.statements(() -> store.store().maintenance().run()).stream()
                        .filter(statement -> statement.contains("set audience"))
                        .toList())
                .isEmpty();
    }

    @Test
    void whatIsUnknownIsFoundByItsIndex() throws SQLException {
        append("To: alice@example.org");
        try (var connection = store.db.dataSource().getConnection();
                var explained = connection.prepareStatement(
                        "explain select account, id, content, hash, parsed from message where audience is null order by account desc, id desc limit 100");
                var rows = explained.executeQuery()) {
            var plan = new StringBuilder();
            while (rows.next()) {
                plan.append(rows.getString(1)).append('\n');
            }
            assertThat(plan.toString()).contains("message_audience");
        }
    }

    @Test
    void nobodySeesWhomAnothersMessagesAreFor() {
        append("To: alice@example.org");
        var mallory = store.account();
        var hers = store.store().sharing().conversations(mallory);
        assertThatThrownBy(() -> hers.audience(alice, store.view(alice))).isInstanceOf(Refused.class);
    }
}
