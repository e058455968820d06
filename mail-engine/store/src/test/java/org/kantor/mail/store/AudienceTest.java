package org.kantor.mail.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kantor.mail.store.StoreFixture.ACTOR;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.tx.Migrations;

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

    private void forget() {
        store.db.execute("update message set audience = null where account = ?", alice.value());
    }

    /** Messages of the account of which it is not known. */
    private long unknown() {
        return store.db.number("select count(*) from message where audience is null and account = ?", alice.value());
    }

    private static void damage(AccountId account, String header) {
        store.db.execute(
                "update message set content = '\\x00' where account = ? and subject = ?",
                account.value(),
                Integer.toString(header.hashCode()));
    }

    private static String noise(long seed) {
        var noise = new byte[400_000];
        new Random(seed).nextBytes(noise);
        return Base64.getMimeEncoder().encodeToString(noise);
    }

    @Test
    void whatWasStoredBeforeIsFoundOutAndSeenAMinuteLater() throws SQLException {
        var seed = System.nanoTime();
        append("To: alice@example.org");
        append("To: alice@example.org\nList-Id: <large.example.org>", noise(seed));
        append("To: bob@example.org");
        append("To: bob@example.org\nX-Damaged: yes");
        var before = toAlice();
        forget();
        damage(alice, "To: bob@example.org\nX-Damaged: yes");
        var other = store.open();
        var known = other.conversations().audience(alice, store.view(alice));
        assertThat(known.size()).isEqualTo(4);
        assertThat(known.addressedTo(ALICE).test(0)).isFalse();
        append("To: alice@example.org\nX-New: yes");
        var withNew = other.conversations().audience(alice, store.view(alice));
        assertThat(withNew.size()).isEqualTo(5);
        assertThat(withNew.addressedTo(ALICE).test(4)).isTrue();
        var logged = Logged.by(() -> store.store().audiences().run());
        assertThat(logged).filteredOn(line -> line.contains("is damaged")).hasSize(1);
        store.db.clock().advance(Duration.ofMinutes(1));
        var after = other.conversations().audience(alice, store.view(alice));
        var to = after.addressedTo(ALICE);
        assertThat(IntStream.range(0, 4).mapToObj(to::test).toList())
                .as("seed %d", seed)
                .isEqualTo(before);
        assertThat(after.isListMail(1)).isTrue();
        assertThat(after.size()).isEqualTo(5);
        assertThat(to.test(4)).isTrue();
        assertThat(known.addressedTo(ALICE).test(0)).isFalse();
        var view = store.view(alice);
        store.db.clock().advance(Duration.ofDays(1));
        assertThat(store.db.statements(() -> other.conversations().audience(alice, view)))
                .isEmpty();
        assertThat(store.db.statements(() -> store.store().audiences().run()).stream()
                        .filter(statement -> statement.contains("set audience"))
                        .toList())
                .isEmpty();
    }

    @Test
    void whatIsNotKnownYetIsReadAgainOnceAMinuteAndNoOftener() {
        append("To: bob@example.org");
        append("To: alice@example.org");
        append("To: alice@example.org\nX-Late: yes");
        store.db.execute(
                "update message set audience = null where account = ? and subject = ?",
                alice.value(),
                Integer.toString("To: alice@example.org".hashCode()));
        var other = store.open();
        assertThat(rowsToAlice(other)).containsExactly(false, false, true);
        var view = store.view(alice);
        store.db.clock().advance(Duration.ofSeconds(59));
        assertThat(store.db.statements(() -> other.conversations().audience(alice, view)))
                .isEmpty();
        append("To: alice@example.org\nX-Later: yes");
        assertThat(rowsToAlice(other)).containsExactly(false, false, true, true);
        store.db.clock().advance(Duration.ofSeconds(1));
        assertThat(store.db.statements(() -> other.conversations().audience(alice, store.view(alice))))
                .isNotEmpty();
        store.store().audiences().run();
        assertThat(rowsToAlice(other)).containsExactly(false, false, true, true);
        store.db.clock().advance(Duration.ofMinutes(1));
        assertThat(rowsToAlice(other)).containsExactly(false, true, true, true);
    }

    private List<Boolean> rowsToAlice(Store of) {
        var audience = of.conversations().audience(alice, store.view(alice));
        var to = audience.addressedTo(ALICE);
        return IntStream.range(0, audience.size()).mapToObj(to::test).toList();
    }

    @Test
    void whatCannotBeReadForAMomentIsTriedAgainAndHoldsNothingUp() throws IOException {
        var seed = System.nanoTime();
        append("To: bob@example.org");
        append("To: alice@example.org\nX-Large: yes", noise(seed));
        forget();
        var blobs = store.blobs().resolve(alice.toString());
        var elsewhere = store.blobs().resolveSibling(alice + "-elsewhere-" + seed);
        Files.move(blobs, elsewhere);
        var logged = Logged.by(() -> store.store().audiences().run());
        Files.move(elsewhere, blobs);
        assertThat(unknown()).isOne();
        assertThat(logged)
                .filteredOn(line -> line.contains("they are tried again"))
                .hasSize(1);
        store.store().audiences().run();
        assertThat(unknown()).isZero();
        assertThat(rowsToAlice(store.open())).containsExactly(false, true);
    }

    @Test
    void whatIsUnknownIsFoundByItsIndex() throws SQLException {
        append("To: alice@example.org");
        assertThat(plan()).contains("message_audience");
    }

    private static String plan() throws SQLException {
        try (var connection = store.db.dataSource().getConnection();
                var few = connection.prepareStatement("set local enable_seqscan = off");
                var explained = connection.prepareStatement("""
                        explain select account, id, content, hash, parsed from message
                        where audience is null and (account, id) < (9223372036854775807, 9223372036854775807)
                        order by account desc, id desc limit 100
                        """)) {
            connection.setAutoCommit(false);
            few.execute();
            var plan = new StringBuilder();
            try (var rows = explained.executeQuery()) {
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
            }
            return plan.toString();
        }
    }

    @Test
    void theIndexIsBuiltAfterTheStartWhereThereAreMessagesAndAgainIfThatCameToNothing() throws Exception {
        append("To: alice@example.org");
        store.db.execute("drop index message_audience");
        try (var script = AudienceTest.class.getResourceAsStream("/db/migration/store/V18__audience.sql")) {
            store.db.execute(new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8));
        }
        assertThat(indexes()).isZero();
        forget();
        store.store().audiences().run();
        assertThat(unknown()).isZero();
        assertThat(plan()).contains("message_audience");
        store.db.execute("update pg_index set indisvalid = false where indexrelid = 'message_audience'::regclass");
        assertThat(indexes()).isZero();
        store.store().audiences().run();
        assertThat(indexes()).isOne();
    }

    private static long indexes() {
        return store.db.number("""
                select count(*) from pg_index where indexrelid = to_regclass('message_audience') and indisvalid
                """);
    }

    @Test
    void whatWasMigratedByTheScriptBeforeIsNotRefused() {
        store.db.execute("""
                insert into flyway_store (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
                values ((select max(installed_rank) + 1 from flyway_store), '17', 'audience', 'SQL', 'V17__audience.sql', 1, 'test', 1, true)
                """);
        assertThat(Migrations.run(store.db.dataSource(), AudienceTest.class.getClassLoader()))
                .isZero();
    }

    @Test
    void nobodySeesWhomAnothersMessagesAreFor() {
        append("To: alice@example.org");
        var mallory = store.account();
        var hers = store.store().sharing().conversations(mallory);
        assertThatThrownBy(() -> hers.audience(alice, store.view(alice))).isInstanceOf(Refused.class);
    }
}
