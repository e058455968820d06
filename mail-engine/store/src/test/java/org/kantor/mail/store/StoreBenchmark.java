package org.kantor.mail.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.kantor.directory.Quota;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.Deliveries.Delivery;
import org.kantor.testkit.EmbeddedPostgres;
import org.kantor.testkit.Folders;
import org.kantor.testkit.TestDatabase;
import org.kantor.tx.Migrations;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Measures the store alone on the embedded PostgreSQL with durable commits. A program, not a test: run by {@code main} with the test class path; its one
 * argument is how many seconds each measurement of deliveries takes; with 1 the large mailbox is left out.
 */
final class StoreBenchmark {

    private static final int WRITERS = 10;
    private static final int LARGE = 100_000;

    private final Store store;
    private final TestDatabase db;
    private final EmbeddedPostgres postgres;
    private final int seconds;
    private final AtomicLong number = new AtomicLong();

    private StoreBenchmark(Store store, TestDatabase db, EmbeddedPostgres postgres, int seconds) {
        this.postgres = postgres;
        this.store = store;
        this.db = db;
        this.seconds = seconds;
    }

    public static void main(String[] arguments) throws Exception {
        var blobs = Files.createTempDirectory("kantor-bench");
        try (var postgres = EmbeddedPostgres.start(EmbeddedPostgres.Durability.FULL)) {
            var url = postgres.url("postgres");
            var source = new PGSimpleDataSource();
            source.setUrl(url);
            Migrations.run(source, StoreBenchmark.class.getClassLoader());
            try (var db = TestDatabase.at(url, Store.ENTITIES)) {
                new StoreBenchmark(open(db, blobs), db, postgres, Integer.parseInt(arguments[0]))
                        .run(() -> open(db, blobs));
            }
        } finally {
            Folders.delete(blobs);
        }
    }

    private static Store open(TestDatabase db, Path blobs) {
        return Store.open(db.transactions(), db.entities(), Clock.systemUTC(), blobs, account -> Quota.NONE);
    }

    private interface Reopened {
        Store open();
    }

    private void run(Reopened reopened) throws Exception {
        var one = List.of(account());
        var many = new ArrayList<AccountId>();
        for (var i = 0; i < 50; i++) {
            many.add(account());
        }
        deliveries("warm-up", many, 4_000, WRITERS);
        deliveries("4 KB, 50 accounts, 10 writers", many, 4_000, WRITERS);
        deliveries("4 KB, one mailbox, 10 writers", one, 4_000, WRITERS);
        deliveries("4 KB, one mailbox, 64 writers", one, 4_000, 64);
        deliveries("50 KB, 50 accounts, 10 writers", many, 50_000, WRITERS);
        deliveries("4 KB, one thread", many, 4_000, 1);
        if (seconds > 1) {
            largeMailbox(reopened);
        }
    }

    private AccountId account() {
        var id = new AccountId(db.number("""
                insert into account (login, given_name, family_name, display_name, kind, enabled, quota_bytes, created)
                values (gen_random_uuid()::text, 'A', 'B', 'A B', 'PERSON', true, 0, now()) returning id
                """));
        store.accountMade().accept(id);
        return id;
    }

    private void deliveries(String name, List<AccountId> accounts, int octets, int writers) throws Exception {
        var latencies = new ArrayList<Future<long[]>>();
        var mine = mine();
        var database = postgres.cpu();
        var end = System.nanoTime() + seconds * 1_000_000_000L;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < writers; i++) {
                var random = new Random(i);
                latencies.add(threads.submit(() -> writer(accounts, octets, random, end)));
            }
        }
        var all = LongStream.builder();
        for (var each : latencies) {
            Arrays.stream(each.get()).forEach(all::add);
        }
        var sorted = all.build().sorted().toArray();
        print(
                "%-34s %6d/s, processor time of each %d us here and %d us in PostgreSQL, median %.2f ms, p99 %.2f ms",
                name,
                sorted.length / seconds,
                mine().minus(mine).toNanos() / 1_000 / sorted.length,
                postgres.cpu().minus(database).toNanos() / 1_000 / sorted.length,
                sorted[sorted.length / 2] / 1e6,
                sorted[(int) (sorted.length * 0.99)] / 1e6);
    }

    /** The processor time of this JVM, which also makes the messages and compiles itself. */
    private static Duration mine() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private long[] writer(List<AccountId> accounts, int octets, Random random, long end) {
        var times = LongStream.builder();
        while (System.nanoTime() < end) {
            var account = accounts.get(random.nextInt(accounts.size()));
            var message = message(octets, random);
            var began = System.nanoTime();
            store.deliveries().deliver(new Delivery(account, "INBOX", message, StoreFixture.ACTOR));
            times.add(System.nanoTime() - began);
        }
        return times.build().toArray();
    }

    /** About half as large compressed, as mail is. */
    private NewMessage message(int octets, Random random) {
        var noise = new byte[octets * 3 / 8];
        random.nextBytes(noise);
        var n = number.incrementAndGet();
        return StoreFixture.raw(
                "From: Alice <alice@example.org>\r\nTo: bob@example.org\r\nSubject: Message " + n + "\r\nMessage-ID: <"
                        + n
                        + "@example.org>\r\n\r\n" + "Dear Bob, this is the text.\r\n".repeat(octets / 60)
                        + Base64.getMimeEncoder().encodeToString(noise),
                0,
                Set.of());
    }

    private void largeMailbox(Reopened reopened) {
        var account = account();
        var inbox = store.mailboxes().find(account, "INBOX").orElseThrow().id();
        var archive = store.mailboxes().find(account, "Archive").orElseThrow().id();
        var random = new Random(7);
        for (var i = 0; i < LARGE; i += 500) {
            var batch = new ArrayList<NewMessage>();
            for (var j = 0; j < 500; j++) {
                batch.add(message(300, random));
            }
            store.messages().append(account, inbox, batch, StoreFixture.ACTOR);
        }
        db.execute("vacuum analyze");
        time(
                "view of 100,000, not in memory",
                5,
                i -> reopened.open().messages().view(account, inbox));
        time("view of 100,000, valid", 200, i -> store.messages().view(account, inbox));
        time("flag one", 200, i -> flag(account, inbox, 1, 1 + i));
        time("flag one and bring the view forward", 50, i -> {
            flag(account, inbox, 2, 1 + i);
            store.messages().view(account, inbox);
        });
        time("deliver one and bring the view forward", 50, i -> {
            store.deliveries().deliver(new Delivery(account, "INBOX", message(300, random), StoreFixture.ACTOR));
            store.messages().view(account, inbox);
        });
        time("flag 10,000 together", 3, i -> flag(account, inbox, 4 << i, range(20_001, 30_000)));
        time("flag every tenth", 1, i -> flag(account, inbox, 2, range(1, LARGE, 10)));
        time(
                "COPY 1,000",
                5,
                i -> store.messages()
                        .copy(
                                account,
                                inbox,
                                range(50_001 + i * 1_000, 51_000 + i * 1_000),
                                archive,
                                StoreFixture.ACTOR));
        time(
                "expunge 1,000",
                5,
                i -> store.messages()
                        .remove(account, inbox, range(50_001 + i * 1_000, 51_000 + i * 1_000), StoreFixture.ACTOR));
        var view = store.messages().view(account, inbox);
        var messages = new long[1_000];
        Arrays.setAll(messages, view::message);
        time("1,000 summaries", 10, i -> store.messages().summaries(account, messages));
        time("1,000 envelopes and structures", 10, i -> store.messages().stored(account, messages));
        time("1,000 contents one by one", 3, i -> {
            for (var message : messages) {
                store.messages().content(account, message);
            }
        });
        time("consistency check", 1, i -> {
            if (!store.check().run(StoreCheck.Depth.TABLES).isEmpty()) {
                throw new IllegalStateException("the store is not whole");
            }
        });
    }

    private void flag(AccountId account, MailboxId mailbox, int flag, long... uids) {
        store.messages().store(account, mailbox, uids, FlagChange.add(flag), Long.MAX_VALUE, StoreFixture.ACTOR);
    }

    private static long[] range(long from, long to) {
        return range(from, to, 1);
    }

    private static long[] range(long from, long to, int step) {
        return LongStream.rangeClosed(from, to)
                .filter(uid -> (uid - from) % step == 0)
                .toArray();
    }

    private interface Step {
        void run(int turn);
    }

    private static void time(String name, int turns, Step step) {
        var times = new long[turns];
        for (var i = 0; i < turns; i++) {
            var began = System.nanoTime();
            step.run(i);
            times[i] = System.nanoTime() - began;
        }
        Arrays.sort(times);
        print("%-40s median %.2f ms", name, times[turns / 2] / 1e6);
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
