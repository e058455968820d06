package org.kantor.mail.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.kantor.kernel.AccountId;
import org.kantor.mail.search.MessageIndex;
import org.kantor.mail.search.TextField;
import org.kantor.mail.search.internal.LuceneMessageIndex;
import org.kantor.mail.store.StoreCheck.Depth;
import org.kantor.mail.wire.mime.Casemap;

/** The search index: what it finds, and that it comes back from whatever happens to its files. */
class MessageIndexTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @RegisterExtension
    static final StoreFixture store = new StoreFixture();

    @TempDir
    Path folder;

    private LuceneMessageIndex index;
    private AccountId alice;

    @BeforeEach
    void openIndex() {
        index = open(folder);
        alice = store.account();
    }

    @AfterEach
    void closeIndex() {
        index.close();
    }

    private static LuceneMessageIndex open(Path folder) {
        return new LuceneMessageIndex(
                folder,
                store.db.transactions(),
                store.db.jdbc(),
                store.messages(),
                store.store().changes());
    }

    /** The UIDs in the INBOX of the messages with the text in their subject; those that the index does not know are negative. */
    private long[] found(LuceneMessageIndex index, AccountId account, String text) {
        try (var snapshot = index.snapshot(account, PATIENCE)) {
            var matches = snapshot.containing(TextField.SUBJECT, Casemap.map(text));
            var view = store.view(account);
            return LongStream.range(0, view.size())
                    .map(i -> !matches.knows(view.message((int) i))
                            ? -view.uid((int) i)
                            : matches.contains(view.message((int) i)) ? view.uid((int) i) : 0)
                    .filter(uid -> uid != 0)
                    .toArray();
        }
    }

    private long[] found(String text) {
        return found(index, alice, text);
    }

    @Test
    void findsWhatWasDeliveredBeforeTheSearchBegan() {
        store.fill(alice, "Minutes of Monday", "Invoice 17");
        assertThat(found("invoice")).containsExactly(2);
        store.fill(alice, "Another invoice", "Monday again");
        assertThat(found("INVOICE")).containsExactly(2, 3);
        assertThat(found("monday")).containsExactly(1, 4);
        assertThat(found("nothing like it")).isEmpty();
    }

    @Test
    void findsWhatWasDeliveredWhileMuchElseWasBeingIndexed() {
        store.fill(alice, IntStream.range(0, 250).mapToObj(i -> "Report " + i).toArray(String[]::new));
        // leaves most of it for the next turn
        index.snapshot(alice, Duration.ofNanos(1)).close();
        store.fill(alice, "Invoice 17");
        assertThat(found("invoice")).containsExactly(251);
    }

    @Test
    void aMessageIsIndexedOnceHoweverOftenItIsFiled() {
        store.fill(alice, "Invoice 17");
        assertThat(found("invoice")).containsExactly(1);
        var sent = store.mailbox(alice, "Sent");
        store.messages().copy(alice, store.inbox(alice), new long[] {1}, sent, StoreFixture.ACTOR);
        store.fill(alice, "Invoice 17", "Invoice 18");
        assertThat(found("invoice")).containsExactly(1, 2, 3);
        try (var snapshot = index.snapshot(alice, PATIENCE)) {
            var copied = store.messages().view(alice, sent).message(0);
            var matches = snapshot.containing(TextField.SUBJECT, "INVOICE");
            assertThat(matches.knows(copied) && matches.contains(copied)).isTrue();
        }
    }

    @Test
    void anAccountNeverSeesWhatIsInTheIndexOfAnother() {
        var bob = store.account();
        store.fill(alice, "Secret of Alice");
        store.fill(bob, "Secret of Bob");
        assertThat(found(index, bob, "secret")).containsExactly(1);
        assertThat(found("secret")).containsExactly(1);
        assertThat(found("bob")).isEmpty();
        try (var snapshot = index.snapshot(bob, PATIENCE)) {
            assertThat(snapshot.containing(TextField.SUBJECT, "SECRET")
                            .knows(store.view(alice).message(0)))
                    .isFalse();
        }
    }

    @Test
    void afterACrashItGoesOnFromWhatWasCommitted() throws Exception {
        store.fill(alice, "Invoice 1", "Invoice 2");
        assertThat(found("invoice")).containsExactly(1, 2);
        index.close();
        index = open(folder);
        store.fill(alice, "Invoice 3");
        assertThat(found("invoice")).containsExactly(1, 2, 3);
        try (var restarted = open(copyOfFiles())) {
            assertThat(found(restarted, alice, "invoice")).containsExactly(1, 2, 3);
            store.fill(alice, "Invoice 4");
            assertThat(found(restarted, alice, "invoice")).containsExactly(1, 2, 3, 4);
        }
    }

    /** What a crash would leave. */
    private Path copyOfFiles() throws IOException {
        var copy = Files.createDirectories(folder.resolve("copy").resolve(alice.toString()));
        try (var files = Files.list(folder.resolve(alice.toString()))) {
            for (var file : files.filter(each -> !each.endsWith("write.lock")).toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        return copy.getParent();
    }

    @Test
    void aDamagedIndexIsMadeAnew() throws Exception {
        store.fill(alice, "Invoice 1", "Invoice 2");
        assertThat(found("invoice")).containsExactly(1, 2);
        index.close();
        try (var files = Files.list(folder.resolve(alice.toString()))) {
            for (var file : files.filter(each -> !each.endsWith("write.lock")).toList()) {
                Files.write(file, new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
            }
        }
        index = open(folder);
        store.fill(alice, "Invoice 3");
        assertThat(found("invoice")).containsExactly(1, 2, 3);
    }

    @Test
    void aRebuiltIndexFindsTheSame() {
        store.fill(alice, "Invoice 1", "Minutes", "Invoice 2");
        assertThat(found("invoice")).containsExactly(1, 3);
        index.rebuild(alice);
        assertThat(found("invoice")).containsExactly(1, 3);
    }

    @Test
    void whatTheStreamHasForgottenIsReadFromTheStore() {
        store.fill(alice, "Invoice 1");
        assertThat(found("invoice")).containsExactly(1);
        store.fill(alice, "Invoice 2");
        store.db.execute("update change_counter set trimmed = seq where account = " + alice.value());
        store.db.execute("delete from change where account = " + alice.value());
        assertThat(found("invoice")).containsExactly(1, 2);
    }

    @Test
    void messagesThatAreGoneLeaveTheIndex() {
        store.fill(alice, "Invoice 1", "Invoice 2");
        assertThat(found("invoice")).containsExactly(1, 2);
        var gone = store.view(alice).message(0);
        store.db.execute("delete from placement where account = " + alice.value() + " and uid = 1");
        store.db.execute("delete from message where account = " + alice.value() + " and id = " + gone);
        index.tidy();
        try (var snapshot = index.snapshot(alice, PATIENCE)) {
            assertThat(snapshot.containing(TextField.SUBJECT, "INVOICE").knows(gone))
                    .isFalse();
        }
        assertThat(found(index, alice, "2")).contains(2);
    }

    @Test
    void theIndexGoesWithItsAccount() {
        store.fill(alice, "Invoice 1");
        assertThat(found("invoice")).containsExactly(1);
        assertThat(folder.resolve(alice.toString())).isDirectory();
        store.db.execute("delete from account where id = " + alice.value());
        index.tidy();
        assertThat(folder.resolve(alice.toString())).doesNotExist();
    }

    @Test
    void theCheckFindsAnIndexThatIsDamagedIncompleteOrAheadAndARebuildMendsIt() throws IOException {
        store.fill(alice, "one", "two", "three");
        assertThat(found("two")).containsExactly(2);
        assertThat(index.check(Depth.CONTENT)).isEmpty();

        index.close();
        try (var files = Files.list(folder.resolve(alice.toString()))) {
            var file = files.filter(each -> each.toString().endsWith(".cfs"))
                    .findFirst()
                    .orElseThrow();
            var octets = Files.readAllBytes(file);
            octets[octets.length / 2] ^= 1;
            Files.write(file, octets);
        }
        index = open(folder);
        assertThat(index.check(Depth.CONTENT))
                .extracting(MessageIndex.Damage::account)
                .containsExactly(alice);
        index.rebuild(alice);
        assertThat(found("two")).containsExactly(2);
        assertThat(index.check(Depth.CONTENT)).isEmpty();

        // a message that came without being told of
        store.db.execute("update placement set message = message + 100 where account = ? and uid = 2", alice.value());
        assertThat(index.check(Depth.TABLES))
                .singleElement()
                .satisfies(damage -> assertThat(damage.what()).contains("missing"));
        store.db.execute("update placement set message = message - 100 where account = ? and uid = 2", alice.value());

        store.db.execute("update change_counter set seq = 2 where account = ?", alice.value());
        assertThat(index.check(Depth.TABLES))
                .singleElement()
                .satisfies(damage -> assertThat(damage.what()).contains("ahead"));
        index.rebuild(alice);
        assertThat(index.check(Depth.TABLES)).isEmpty();
    }
}
