package org.kantor.webmail.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.kantor.change.Actor;
import org.kantor.directory.Quota;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.Flags;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.Messages;
import org.kantor.mail.store.Store;
import org.kantor.testkit.Folders;
import org.kantor.testkit.TestDatabase;

/** Files of mail, also with large messages, into the real store: what they take of the heap, and of each other's time. */
class ImportsTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.of(Store.ENTITIES);

    private static final Actor ACTOR = new Actor("web", "test", null);
    private static final int LARGE = 24 * 1024 * 1024;

    private static Path blobs;
    private static Store store;
    private AccountId alice;

    @BeforeAll
    static void open() throws IOException {
        blobs = Files.createTempDirectory("kantor-blobs");
        store = Store.open(db.transactions(), db.entities(), db.clock(), blobs, account -> Quota.NONE);
    }

    @AfterAll
    static void close() throws IOException {
        Folders.delete(blobs);
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

    private static Imports imports(Messages messages) {
        return new Imports(messages, db.clock(), Duration.ofMillis(50));
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

    private static List<String> temporary() throws IOException {
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("kantor-import-"))
                    .toList();
        }
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
        assertThat(temporary()).isEmpty();
    }

    @Test
    void ofManyPeoplesLargeMessagesOneIsInMemoryAtATime() throws Exception {
        var now = new AtomicInteger();
        var most = new AtomicInteger();
        var imports = imports(watched(() -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            Thread.yield();
            now.decrementAndGet();
        }));
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<java.util.concurrent.Future<Imports.Result>>();
            for (var i = 0; i < Imports.MOST; i++) {
                var seed = i;
                var account = newAccount();
                all.add(people.submit(() -> imports.run(
                        account, inbox(account), ACTOR, mbox(large(seed, 3_000_000), large(-seed - 1, 3_000_000)))));
            }
            for (var one : all) {
                assertThat(one.get(1, TimeUnit.MINUTES).added()).isEqualTo(2);
            }
        }
        assertThat(most).hasValue(1);
        assertThat(temporary()).isEmpty();
    }

    /** A file that does not end before it is allowed to. */
    private static InputStream slow(CountDownLatch begun, CountDownLatch end) {
        return new SequenceInputStream(octets("Subject: slow\n\n"), new InputStream() {
            @Override
            public int read() throws IOException {
                begun.countDown();
                try {
                    assertThat(end.await(1, TimeUnit.MINUTES)).isTrue();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                return -1;
            }
        });
    }

    @Test
    void anAccountImportsOneFileAtATimeAndANodeOnlySoMany() throws Exception {
        var imports = imports(store.messages());
        var begun = new CountDownLatch(Imports.MOST);
        var end = new CountDownLatch(1);
        var bob = newAccount();
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            people.submit(() -> imports.run(alice, inbox(alice), ACTOR, slow(begun, end)));
            for (var i = 1; i < Imports.MOST - 1; i++) {
                var other = newAccount();
                people.submit(() -> imports.run(other, inbox(other), ACTOR, slow(begun, end)));
            }
            imports.run(bob, inbox(bob), ACTOR, octets("Subject: quick\n\n"));
            var carol = newAccount();
            people.submit(() -> imports.run(carol, inbox(carol), ACTOR, slow(begun, end)));
            assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
            assertThatThrownBy(() -> imports.run(alice, inbox(alice), ACTOR, octets("Subject: second\n\n")))
                    .isInstanceOfSatisfying(
                            Refused.class, e -> assertThat(e.code()).isEqualTo(Refused.Code.TRY_LATER))
                    .hasMessageContaining("of yours");
            assertThatThrownBy(() -> imports.run(bob, inbox(bob), ACTOR, octets("Subject: one more\n\n")))
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("Many imports");
            end.countDown();
        }
        assertThat(imports.run(alice, inbox(alice), ACTOR, octets("Subject: second\n\n")))
                .isEqualTo(new Imports.Result(1, 0));
        assertThat(imports.run(bob, inbox(bob), ACTOR, octets("Subject: quick\n\n")))
                .isEqualTo(new Imports.Result(0, 1));
        assertThat(store.messages().view(alice, inbox(alice)).size()).isEqualTo(2);
    }

    @Test
    void whatCameBeforeAMessageThatIsTooLargeStays() throws IOException {
        var imports = imports(store.messages());
        var file = mbox(octets("Subject: one\n\nText\n"), octets("Subject: two\n\nText\n"), large(1, 51 * 1024 * 1024));
        assertThatThrownBy(() -> imports.run(alice, inbox(alice), ACTOR, file))
                .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo(Refused.Code.LIMIT));
        assertThat(store.messages().view(alice, inbox(alice)).size()).isEqualTo(2);
        assertThat(temporary()).isEmpty();
    }
}
