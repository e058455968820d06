package org.kantor.webmail.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.kantor.bean.TemporaryFiles;
import org.kantor.change.Actor;
import org.kantor.directory.Quota;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.Flags;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.Messages;
import org.kantor.mail.store.Store;
import org.kantor.testkit.TestDatabase;

/** Files of mail, also with large messages, into the real store: what they take of the heap, and of each other's time. */
class ImportsTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.of(Store.ENTITIES);

    private static final Actor ACTOR = new Actor("web", "test", null);
    private static final int LARGE = 24 * 1024 * 1024;

    @TempDir
    private static Path blobs;

    @TempDir
    private Path temporary;

    private static Store store;
    private AccountId alice;

    @BeforeAll
    static void open() {
        store = Store.open(db.transactions(), db.entities(), db.clock(), blobs, account -> Quota.NONE);
    }

    @BeforeEach
    void account() {
        alice = newAccount();
    }

    private static AccountId newAccount() {
        var id = new AccountId(db.number("""
                insert into account (login, given_name, family_name, display_name, kind, enabled, quota_bytes, created)
                values (gen_random_uuid()::text, 'A', 'B', 'A B', 'PERSON', true, 0, now()) returning id
                """));
        db.transactions().run(() -> store.accountMade().accept(id));
        return id;
    }

    private static MailboxId inbox(AccountId account) {
        return store.mailboxes().find(account, "INBOX").orElseThrow().id();
    }

    private Imports imports(Messages messages) {
        return imports(messages, Duration.ofMillis(50));
    }

    private Imports imports(Messages messages, Duration patience) {
        return new Imports(messages, db.clock(), new TemporaryFiles(temporary), patience);
    }

    private static InputStream octets(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A file of one attached file, as programs write them, which is never in memory. */
    private static InputStream large(long seed, int octets) {
        var random = new Random(seed);
        var line = new byte[77];
        var left = new AtomicInteger(octets / line.length);
        return new SequenceInputStream(octets("Subject: large\n\n"), new InputStream() {
            private int at = line.length;

            @Override
            public int read() {
                if (at == line.length) {
                    if (left.getAndDecrement() <= 0) {
                        return -1;
                    }
                    for (var i = 0; i < line.length - 1; i++) {
                        line[i] = (byte) ('A' + random.nextInt(26));
                    }
                    line[line.length - 1] = '\n';
                    at = 0;
                }
                return line[at++];
            }
        });
    }

    private static InputStream mbox(InputStream... messages) {
        var all = new ArrayList<InputStream>();
        for (var message : messages) {
            all.add(octets("From a@example.org Thu Nov  5 09:08:07 2026\nStatus: RO\nX-Status: F\nX-Keywords: work\n"));
            all.add(message);
            all.add(octets("\n"));
        }
        return new SequenceInputStream(Collections.enumeration(all));
    }

    private static <T> long allocated(Callable<T> work) throws Exception {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var before = threads.getCurrentThreadAllocatedBytes();
        work.call();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    /** The store, seen by those who put messages into it. */
    private static Messages watched(Runnable append) {
        return (Messages) Proxy.newProxyInstance(
                ImportsTest.class.getClassLoader(), new Class<?>[] {Messages.class}, (proxy, method, values) -> {
                    if (method.getName().equals("append")) {
                        append.run();
                        return List.of();
                    }
                    return method.getName().equals("hashes") ? Map.of() : method.invoke(store.messages(), values);
                });
    }

    @Test
    void aLargeMessageIsInMemoryOnceAndNowhereElseAfterwards() throws Exception {
        var imports = imports(watched(() -> {}));
        var whole = imports(store.messages());
        // what is allocated once is no copy
        imports.run(alice, inbox(alice), ACTOR, mbox(large(1, 2_000_000)));
        var alone = allocated(() -> imports.run(alice, inbox(alice), ACTOR, large(2, LARGE)));
        assertThat(alone).isBetween((long) LARGE, LARGE + LARGE / 4L);
        var inFile = allocated(() -> imports.run(alice, inbox(alice), ACTOR, mbox(large(3, LARGE), large(4, LARGE))));
        assertThat(inFile).isBetween(2L * LARGE, 2L * LARGE + LARGE / 2);
        // and for what compresses it
        var stored = allocated(() -> whole.run(alice, inbox(alice), ACTOR, mbox(large(5, LARGE))));
        assertThat(stored).isLessThan(3L * LARGE);
        var view = store.messages().view(alice, inbox(alice));
        assertThat(view.size()).isOne();
        assertThat(view.flags(0)).isEqualTo(Flags.SEEN | Flags.FLAGGED);
        assertThat(view.keywords(0)).containsExactly("work");
        var lines = new ByteArrayOutputStream();
        large(5, LARGE).transferTo(lines);
        assertThat(new String(store.messages().content(alice, view.message(0)), StandardCharsets.US_ASCII))
                .isEqualTo(lines.toString(StandardCharsets.US_ASCII).replace("\n", "\r\n"));
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void ofManyPeoplesLargeMessagesOneIsInMemoryAtATime() throws Exception {
        var now = new AtomicInteger();
        var second = new CountDownLatch(1);
        var imports = imports(watched(() -> {
            if (now.incrementAndGet() > 1) {
                second.countDown();
            }
            // long enough for another one, which is being read meanwhile
            assertThat(within(second, Duration.ofMillis(100))).isFalse();
            now.decrementAndGet();
        }));
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<java.util.concurrent.Future<Imports.Result>>();
            for (var i = 0; i < Imports.FILING; i++) {
                var seed = i;
                var account = newAccount();
                all.add(people.submit(() -> imports.run(
                        account, inbox(account), ACTOR, mbox(large(seed, 3_000_000), large(-seed - 1, 3_000_000)))));
            }
            for (var one : all) {
                assertThat(one.get(1, TimeUnit.MINUTES).added()).isEqualTo(2);
            }
        }
        assertThat(second.getCount()).as("nobody came second").isOne();
        assertThat(temporary).isEmptyDirectory();
    }

    private static boolean within(CountDownLatch latch, Duration limit) {
        try {
            return latch.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A file that does not end before it is allowed to. */
    private static InputStream slow(CountDownLatch begun, CountDownLatch end) {
        return new SequenceInputStream(octets("Subject: slow\n\n"), new InputStream() {
            @Override
            public int read() {
                begun.countDown();
                assertThat(within(end, Duration.ofMinutes(1))).isTrue();
                return -1;
            }
        });
    }

    private void refused(String sentence, Imports imports, AccountId account) {
        assertThatThrownBy(() -> imports.run(account, inbox(account), ACTOR, octets("Subject: one more\n\n")))
                .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo(Refused.Code.TRY_LATER))
                .hasMessageContaining(sentence);
    }

    @Test
    void whoeverSendsSlowlyKeepsNobodyElseOutUntilThereAreVeryManyAndThenGivesWay() throws Exception {
        var imports = imports(store.messages());
        var begun = new CountDownLatch(Imports.MOST);
        var end = new CountDownLatch(1);
        var bob = newAccount();
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                for (var i = 0; i < Imports.MOST - 1; i++) {
                    var other = newAccount();
                    people.submit(() -> imports.run(other, inbox(other), ACTOR, slow(begun, end)));
                }
                assertThat(imports.run(bob, inbox(bob), ACTOR, octets("Subject: quick\n\n")))
                        .isEqualTo(new Imports.Result(1, 0));
                people.submit(() -> imports.run(alice, inbox(alice), ACTOR, slow(begun, end)));
                assertThat(within(begun, Duration.ofMinutes(1))).isTrue();
                refused("of yours", imports, alice);
                refused("Many imports", imports, bob);
                db.clock().advance(Imports.STILL);
                imports.run(bob, inbox(bob), ACTOR, octets("Subject: one more\n\n"));
            } finally {
                end.countDown();
            }
        }
        assertThat(imports.run(bob, inbox(bob), ACTOR, octets("Subject: quick\n\n")))
                .isEqualTo(new Imports.Result(0, 1));
        assertThat(store.messages().view(bob, inbox(bob)).size()).isEqualTo(2);
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void anUploadThatStandsStillGivesWayToTheNextOneOfItsAccountAndStoresNothingTwice() throws Exception {
        var imports = imports(store.messages());
        var begun = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                var first = people.submit(() -> imports.run(
                        alice,
                        inbox(alice),
                        ACTOR,
                        new SequenceInputStream(
                                mbox(octets("Subject: one\n\nText\n"), octets("Subject: two\n\nText\n")),
                                slow(begun, end))));
                assertThat(within(begun, Duration.ofMinutes(1))).isTrue();
                refused("of yours", imports, alice);
                db.clock().advance(Imports.STILL);
                assertThat(imports.run(alice, inbox(alice), ACTOR, mbox(octets("Subject: one\n\nText\n"))))
                        .isEqualTo(new Imports.Result(1, 0));
                end.countDown();
                assertThatThrownBy(() -> first.get(1, TimeUnit.MINUTES)).hasMessageContaining("stood still");
            } finally {
                end.countDown();
            }
        }
        assertThat(store.messages().view(alice, inbox(alice)).size()).isOne();
    }

    @Test
    void oneImportOfAnAccountWaitsForTheFormerAndAThirdIsRefusedAtOnce() throws Exception {
        var patience = Duration.ofMinutes(2);
        var imports = imports(store.messages(), patience);
        var begun = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                people.submit(() -> imports.run(alice, inbox(alice), ACTOR, slow(begun, end)));
                assertThat(within(begun, Duration.ofMinutes(1))).isTrue();
                var second =
                        people.submit(() -> imports.run(alice, inbox(alice), ACTOR, octets("Subject: second\n\n")));
                var limit = System.nanoTime() + Duration.ofMinutes(1).toNanos();
                while (!imports.isWaiting(alice)) {
                    assertThat(System.nanoTime()).isLessThan(limit);
                    Thread.onSpinWait();
                }
                assertTimeoutPreemptively(Duration.ofMinutes(1), () -> refused("of yours", imports, alice));
                end.countDown();
                assertThat(second.get(1, TimeUnit.MINUTES)).isEqualTo(new Imports.Result(1, 0));
            } finally {
                end.countDown();
            }
        }
        assertThat(store.messages().view(alice, inbox(alice)).size()).isEqualTo(2);
    }

    @Test
    void anUploadThatDripsEndsAndWhatCameOfItIsFiled() {
        var imports = imports(store.messages());
        var drips = new InputStream() {
            private int drops;

            @Override
            public int read() {
                assertThat(++drops).as("it ends").isLessThan(10_000);
                db.clock().advance(Duration.ofSeconds(1));
                return 'a';
            }

            @Override
            public int read(byte[] into, int from, int length) {
                into[from] = (byte) read();
                return 1;
            }
        };
        var file = new SequenceInputStream(mbox(octets("Subject: one\n\nText\n"), octets("Subject: two\n\n")), drips);
        assertThatThrownBy(() -> imports.run(alice, inbox(alice), ACTOR, file))
                .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo(Refused.Code.TRY_LATER))
                .hasMessageContaining("too slowly");
        assertThat(store.messages().view(alice, inbox(alice)).size()).isOne();
    }

    @Test
    void whatIsStoredIsStoredBySomeAtATime() throws Exception {
        var now = new AtomicInteger();
        var tooMany = new CountDownLatch(1);
        var imports = imports(watched(() -> {
            if (now.incrementAndGet() > Imports.FILING) {
                tooMany.countDown();
            }
            // long enough for one more
            within(tooMany, Duration.ofMillis(500));
            now.decrementAndGet();
        }));
        var accounts = Stream.generate(ImportsTest::newAccount)
                .limit(2 * Imports.FILING)
                .toList();
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<java.util.concurrent.Future<Imports.Result>>();
            for (var account : accounts) {
                all.add(people.submit(() -> imports.run(account, inbox(account), ACTOR, octets("Subject: small\n\n"))));
            }
            for (var one : all) {
                assertThat(one.get(1, TimeUnit.MINUTES).added()).isOne();
            }
        }
        assertThat(tooMany.getCount()).isOne();
    }

    @Test
    void whatCameBeforeAMessageThatIsTooLargeStays() throws IOException {
        var imports = imports(store.messages());
        var file = mbox(octets("Subject: one\n\nText\n"), octets("Subject: two\n\nText\n"), large(1, 51 * 1024 * 1024));
        assertThatThrownBy(() -> imports.run(alice, inbox(alice), ACTOR, file))
                .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo(Refused.Code.LIMIT));
        assertThat(store.messages().view(alice, inbox(alice)).size()).isEqualTo(2);
        assertThat(temporary).isEmptyDirectory();
    }
}
