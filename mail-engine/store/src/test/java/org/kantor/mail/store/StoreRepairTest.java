package org.kantor.mail.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.StoreCheck.Depth;
import org.kantor.mail.store.StoreCheck.Finding;
import org.kantor.mail.store.StoreRepair.Repair;

/** Everything that can be broken is broken on purpose, found, and mended without a loss. */
class StoreRepairTest {

    @RegisterExtension
    static final StoreFixture store = new StoreFixture(Duration.ofDays(30));

    private final AccountId alice = store.account();

    @BeforeEach
    void messages() {
        store.fill(alice, "a", "b", "c");
        store.deliver(alice, "Projects", StoreFixture.message("d", Flags.SEEN, Set.of("work")));
        store.fill(alice, "deleted");
        store.messages().remove(alice, store.inbox(alice), new long[] {4}, StoreFixture.ACTOR);
        assertThat(findings()).isEmpty();
    }

    @AfterEach
    void cleanUp() {
        for (var table : new String[] {
            "placement",
            "message",
            "message_garbage",
            "recoverable",
            "change",
            "thread_key",
            "set_aside",
            "attachment_text",
            "account"
        }) {
            store.db.execute("delete from " + table);
        }
    }

    private static List<Finding> findings() {
        return store.store().check().run(Depth.CONTENT);
    }

    private static List<Repair> repair(boolean really) {
        return store.store().repair().run(Depth.CONTENT, really);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            placement-message | delete from message where account = ? and id = (select min(message) from placement where account = ?)
            placement-mailbox | update placement set mailbox = 999999 where account = ? and uid = 2 and account = ?
            placement-mailbox | delete from mailbox where account = ? and name = 'Projects' and account = ?
            placement-size    | update placement set octets = octets + 1 where account = ? and uid = 2 and account = ?
            mailbox-counters  | update mailbox_counter set unseen = unseen - 1 where account = ? and account = ?
            mailbox-counters  | update mailbox_counter set messages = 0, size = 0 where account = ? and account = ?
            mailbox-counters  | delete from placement where account = ? and uid = 2 and account = ?
            uid-next          | update mailbox_counter set uid_next = 3 where account = ? and messages > 1 and account = ?
            uid-next          | update mailbox_counter set uid_next = 4 where account = ? and messages > 1 and account = ?
            uid-next          | update placement set uid = -uid where account = ? and uid > 1 and account = ?
            recent            | update mailbox_counter set first_recent = 9 where account = ? and account = ?
            mailbox           | delete from mailbox_counter where account = ? and messages = 0 and account = ?
            mailbox           | delete from mailbox_counter where account = ? and account = ?
            mailbox           | update mailbox_counter set uid_validity = 0 where account = ? and account = ?
            mailbox           | update mailbox set uid_validity = 0 where account = ? and account = ?
            mailbox           | update mailbox set name = 'elsewhere' where account = ? and name = 'INBOX' and account = ?
            mailbox           | delete from mailbox where account = ? and account = ?
            mailbox-name      | update mailbox set name = 'Shared' where account = ? and name = 'Projects' and account = ?
            mailbox-name      | update mailbox set name = 'Shared/x@y.example/z' where account = ? and name = 'Projects' and account = ?
            mailbox-name      | update mailbox set name = concat('Other Users/bob/', name) where account = ? and name <> 'INBOX' and account = ?
            modseq            | update change_counter set seq = 2 where account = ? and account = ?
            modseq            | update placement set modseq = 4711 where account = ? and uid = 3 and account = ?
            modseq            | update mailbox_counter set modseq = 1 where account = ? and account = ?
            modseq            | update change_counter set trimmed = 3 where account = ? and account = ?
            modseq            | update change_counter set trimmed = 4711 where account = ? and account = ?
            modseq            | delete from change_counter where account = ? and account = ?
            change-missing    | delete from change where account = ? and seq = (select max(modseq) from placement where account = ?)
            change-lost       | delete from placement where account = ? and uid = 2 and account = ?
            change-lost       | update change set destroyed = '{1}' where account = ? and created = '{2}' and account = ?
            recoverable-message | insert into recoverable select account, mailbox, 99, 'INBOX', message + 4711, 0, octets, flags, keywords, now() from placement where account = ? and uid = 2 and account = ?
            recoverable-message | update recoverable set octets = octets + 1 where account = ? and account = ?
            message-unused    | delete from placement where account = ? and uid = 2 and account = ?
            message-unused    | delete from recoverable where account = ? and account = ?
            thread-key        | delete from thread_key where account = ? and account = ?
            attachment-text   | insert into attachment_text values (?, 4711, '') on conflict (account, message) do update set account = ?
            sequence          | update message set id = id + 100000 where account = ? and subject = 'a' and account = ?
            sequence          | update mailbox set uid_validity = uid_validity + 100000 where account = ? and name = 'Sent' and account = ?
            content           | update message set hash = '\\x00' where account = ? and subject = 'a' and account = ?
            content           | update message set hash = '' where account = ? and subject = 'a' and account = ?
            content           | update message set octets = octets + 7 where account = ? and subject = 'a' and account = ?
            parsed            | update message set parsed = '\\x02' where account = ? and subject = 'a' and account = ?
            parsed            | update message set parsed = substring(parsed for 40) where account = ? and account = ?
            account           | delete from account where id = ? and id = ?
            """)
    void everyKindOfDamageIsFoundAndMended(String rule, String damage) {
        var before = store.open().messages();
        assertThat(store.db.execute(damage, alice.value(), alice.value())).isPositive();
        var found = findings();
        assertThat(found).extracting(Finding::rule).contains(rule);
        var contents = contents();

        var planned = repair(false);
        assertThat(planned).extracting(Repair::rule).contains(rule);
        assertThat(planned).allMatch(Repair::done);
        assertThat(findings()).as("what only saying it leaves behind").isEqualTo(found);

        assertThat(repair(true)).isEqualTo(planned);
        assertThat(findings()).isEmpty();
        assertThat(repair(true)).as("done again").isEmpty();
        assertThat(contents()).as("the messages that were there").containsAll(contents);
        everyMessageCanBeReached();
        sessionsSeeWhatIsStored(before);
        anotherMessageCanBeDelivered();
    }

    private Set<String> texts(String query) {
        var texts = new TreeSet<String>();
        try (var connection = store.db.dataSource().getConnection();
                var statement = connection.prepareStatement(query)) {
            statement.setLong(1, alice.value());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
        return texts;
    }

    private Set<String> contents() {
        return texts("select encode(content, 'hex') from message where account = ?");
    }

    private void everyMessageCanBeReached() {
        var reached = texts("select message from recoverable where account = ?");
        for (var mailbox : store.mailboxes().list(alice)) {
            var view = store.messages().view(alice, mailbox.id());
            for (var i = 0; i < view.size(); i++) {
                assertThat(store.messages().content(alice, view.message(i))).hasSize(view.octets(i));
                reached.add(Long.toString(view.message(i)));
            }
        }
        assertThat(reached).isEqualTo(texts("select id from message where account = ?"));
    }

    private void sessionsSeeWhatIsStored(Messages before) {
        for (var mailbox : store.mailboxes().list(alice)) {
            var fresh = store.open().messages().view(alice, mailbox.id());
            StoreFixture.isTheSame(before.view(alice, mailbox.id()), fresh);
            StoreFixture.isTheSame(store.messages().view(alice, mailbox.id()), fresh);
        }
    }

    private void anotherMessageCanBeDelivered() {
        store.fill(alice, "another");
        assertThat(findings()).isEmpty();
    }

    /** Half a megabyte that cannot be compressed, so that it lies in a blob. */
    private static NewMessage large(long seed) {
        var noise = new byte[500_000];
        new Random(seed).nextBytes(noise);
        return StoreFixture.raw(
                "Subject: large\r\n\r\n" + Base64.getMimeEncoder().encodeToString(noise), 0, Set.of());
    }

    private List<Path> blobs(AccountId account) throws IOException {
        try (var files = Files.walk(store.blobs().resolve(account.toString()))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void aBlobThatIsMissingOrDamagedComesBackFromAnotherAccountsOfTheSameContent() throws IOException {
        var bob = store.account();
        store.deliver(alice, "INBOX", large(2));
        store.deliver(bob, "INBOX", large(2));
        for (var damage : List.of("missing", "damaged")) {
            for (var file : blobs(alice)) {
                if (damage.equals("missing")) {
                    Files.delete(file);
                } else {
                    Files.write(file, new byte[] {1, 2, 3});
                }
            }
            assertThat(findings()).extracting(Finding::rule).containsExactly("content");
            assertThat(repair(false)).allMatch(Repair::done);
            assertThat(findings()).hasSize(1);
            assertThat(repair(true)).extracting(Repair::rule).contains("content");
            assertThat(findings()).isEmpty();
            everyMessageCanBeReached();
        }
        try (var aside = Files.walk(store.blobs().resolveSibling(store.blobs().getFileName() + "-aside"))) {
            assertThat(aside.filter(Files::isRegularFile).toList())
                    .as("the damaged blob")
                    .singleElement()
                    .satisfies(file -> assertThat(file).hasBinaryContent(new byte[] {1, 2, 3}));
        }
    }

    @Test
    void contentOfWhichThereIsNoOtherCopyIsReportedAndLeftAlone() {
        store.db.execute("update message set content = '\\x00' where account = ? and subject = 'a'", alice.value());
        for (var really : List.of(false, true, true)) {
            assertThat(repair(really)).singleElement().satisfies(repair -> {
                assertThat(repair.rule()).isEqualTo("content");
                assertThat(repair.done()).isFalse();
            });
        }
        assertThat(store.db.number("select count(*) from message where account = ?", alice.value()))
                .isEqualTo(5);
    }

    @Test
    void contentInARowComesBackFromAnotherAccount() {
        var bob = store.account();
        store.fill(bob, "a");
        store.db.execute("update message set content = '\\x00' where account = ? and subject = 'a'", alice.value());
        assertThat(repair(true)).allMatch(Repair::done);
        assertThat(findings()).isEmpty();
        everyMessageCanBeReached();
        assertThat(store.db.number("select count(*) from set_aside where account = ?", alice.value()))
                .as("the damaged content")
                .isOne();
    }

    @Test
    void aBlobWhoseMessageIsGoneComesIntoTheMailboxForWhatIsRecovered() throws IOException {
        store.deliver(alice, "INBOX", large(3));
        store.db.execute("delete from message where account = ? and subject = 'large'", alice.value());
        assertThat(repair(true)).extracting(Repair::rule).contains("placement-message");
        assertThat(findings()).isEmpty();
        var recovered = store.messages().view(alice, store.mailbox(alice, StoreRepair.RECOVERED));
        assertThat(store.subjects(alice, recovered)).containsExactly("large");
        assertThat(store.messages().content(alice, recovered.message(0))).isEqualTo(large(3).content());
    }

    @Test
    void messagesOfAMailboxThatIsGoneKeepTheirFlagsAndStayTogether() {
        var projects = store.mailbox(alice, "Projects");
        store.db.execute("delete from mailbox where account = ? and id = ?", alice.value(), projects.value());
        repair(true);
        var recovered = store.messages().view(alice, store.mailbox(alice, StoreRepair.RECOVERED + "/" + projects));
        assertThat(store.subjects(alice, recovered)).containsExactly("d");
        assertThat(recovered.flags(0)).isEqualTo(Flags.SEEN);
        assertThat(recovered.keywords(0)).containsExactly("work");
    }

    @Test
    void whatIsLeftOfAnAccountWithoutMailIsTakenOut() {
        store.db.execute("delete from message where account = ?", alice.value());
        store.db.execute("delete from account where id = ?", alice.value());
        assertThat(repair(true)).extracting(Repair::rule).containsExactly("account");
        assertThat(findings()).isEmpty();
        assertThat(store.db.number("select count(*) from set_aside where account = ?", alice.value()))
                .isEqualTo(5);
    }

    @Test
    void severalAccountsAreMendedAndTheOthersLeftAlone() {
        var bob = store.account();
        var carol = store.account();
        store.fill(bob, "e");
        store.fill(carol, "f");
        var untouched = store.messages().view(carol, store.inbox(carol)).modseq();
        store.db.execute("update mailbox_counter set messages = 7 where account <> ?", carol.value());
        repair(true);
        assertThat(findings()).isEmpty();
        assertThat(store.messages().view(carol, store.inbox(carol)).modseq()).isEqualTo(untouched);
    }

    /** Random damage of all kinds at once, many times over. */
    @Test
    void whateverIsDamagedTogetherIsMendedTogether() {
        var seed = Long.getLong("kantor.seed", System.nanoTime());
        System.out.println("StoreRepairTest: -Dkantor.seed=" + seed);
        var random = new Random(seed);
        for (var round = 0; round < 10; round++) {
            store.fill(alice, "round " + round, "more of round " + round);
            var broken = new ArrayList<String>();
            for (var i = random.nextInt(1, 5); i > 0; i--) {
                var damage = RANDOM_DAMAGE.get(random.nextInt(RANDOM_DAMAGE.size()));
                broken.add(damage);
                store.db.execute(damage, alice.value(), random.nextInt(1, 10));
            }
            var contents = contents();
            assertThat(repair(true))
                    .as("seed %d, round %d: %s", seed, round, broken)
                    .allMatch(Repair::done);
            assertThat(findings())
                    .as("seed %d, round %d: %s", seed, round, broken)
                    .isEmpty();
            assertThat(contents()).containsAll(contents);
            everyMessageCanBeReached();
        }
    }

    private static final List<String> RANDOM_DAMAGE = List.of(
            "delete from placement where account = ? and uid % 10 = ?",
            "delete from recoverable where account = ? and uid % 10 <= ?",
            "delete from change where account = ? and seq % 10 = ?",
            "delete from mailbox_counter where account = ? and mailbox % 10 = ?",
            "delete from mailbox where account = ? and id % 10 = ?",
            "update placement set mailbox = 999999 + mailbox where account = ? and uid % 10 = ?",
            "update placement set octets = octets + 1 where account = ? and uid % 10 = ?",
            "update placement set uid = -uid where account = ? and uid % 10 = ?",
            "update placement set modseq = modseq + 50 where account = ? and uid % 10 = ?",
            "update mailbox_counter set uid_next = uid_next - 2 where account = ? and uid_next > 2 + ?",
            "update mailbox_counter set messages = messages + 1 where account = ? and mailbox % 10 = ?",
            "update mailbox_counter set uid_validity = uid_validity + 1 where account = ? and mailbox % 10 = ?",
            "update change_counter set seq = greatest(seq - 5, 0) where account = ? and ? > 0",
            "update change_counter set trimmed = seq + 5 where account = ? and ? > 0",
            "update message set parsed = '\\x02' where account = ? and id % 10 = ?",
            "update message set octets = octets + 1 where account = ? and id % 10 = ?",
            "delete from thread_key where account = ? and abs(key % 10) = ?");
}
