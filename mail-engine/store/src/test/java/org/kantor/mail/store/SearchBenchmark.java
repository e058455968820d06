package org.kantor.mail.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.kantor.directory.Quota;
import org.kantor.kernel.AccountId;
import org.kantor.mail.search.TextField;
import org.kantor.mail.search.internal.LuceneMessageIndex;
import org.kantor.mail.wire.mime.Casemap;
import org.kantor.mail.wire.mime.MessageParser;
import org.kantor.testkit.EmbeddedPostgres;
import org.kantor.testkit.Folders;
import org.kantor.testkit.TestDatabase;
import org.kantor.tx.Migrations;
import org.postgresql.ds.PGSimpleDataSource;

/** Measures the search index. A program, not a test: its arguments are how many messages one account has, of how many octets, and how many accounts have 20. */
final class SearchBenchmark {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final int BATCH = 500;
    private static final int REPEATS = 21;

    private final TestDatabase db;
    private final Store store;
    private final Path folder;
    private final Random random = new Random(1);
    private final List<String> vocabulary = new ArrayList<>();
    private int number;

    private SearchBenchmark(TestDatabase db, Path folder) {
        this.db = db;
        this.folder = folder;
        this.store = Store.open(
                db.transactions(), db.entities(), Clock.systemUTC(), folder.resolve("blobs"), account -> Quota.NONE);
        var syllables = "ba ku ran ti me sol vor ing pre da lem nu to sha wi ek".split(" ");
        for (var i = 0; i < 40_000; i++) {
            var word = new StringBuilder();
            for (var j = 0; j < 2 + random.nextInt(3); j++) {
                word.append(syllables[random.nextInt(syllables.length)]);
            }
            vocabulary.add(word.toString());
        }
    }

    public static void main(String[] arguments) throws Exception {
        var folder = Files.createTempDirectory("kantor-bench");
        try (var postgres = EmbeddedPostgres.start(EmbeddedPostgres.Durability.FULL)) {
            var source = new PGSimpleDataSource();
            source.setUrl(postgres.url("postgres"));
            Migrations.run(source, SearchBenchmark.class.getClassLoader());
            try (var db = TestDatabase.at(postgres.url("postgres"), Store.ENTITIES)) {
                new SearchBenchmark(db, folder)
                        .run(
                                Integer.parseInt(arguments[0]),
                                Integer.parseInt(arguments[1]),
                                Integer.parseInt(arguments[2]));
            }
        } finally {
            Folders.delete(folder);
        }
    }

    private void run(int messages, int octets, int accounts) {
        var large = account();
        fill(large, messages, octets);
        try (var index = open()) {
            var began = System.nanoTime();
            var cpu = cpu();
            index.snapshot(large, HOUR).close();
            var seconds = (System.nanoTime() - began) / 1e9;
            print(
                    "indexed %d messages of %d octets in %.1f s: %.0f/s, %.0f us of processor time each",
                    messages,
                    octets,
                    seconds,
                    messages / seconds,
                    cpu().minus(cpu).toNanos() / 1e3 / messages);
        }
        print("index: %.1f MB, %.0f octets a message", size() / 1e6, 1.0 * size() / messages);
        try (var index = open()) {
            var began = System.nanoTime();
            index.snapshot(large, HOUR).close();
            print("opened in %.1f ms", (System.nanoTime() - began) / 1e6);
            searches(index, large);
            var many = new ArrayList<AccountId>();
            for (var i = 0; i < accounts; i++) {
                many.add(account());
                fill(many.getLast(), 20, octets);
            }
            began = System.nanoTime();
            var before = memory();
            many.forEach(account -> index.snapshot(account, HOUR).close());
            print(
                    "%d accounts of 20 messages: %.1f ms each, %.0f KB of heap each while open",
                    accounts, (System.nanoTime() - began) / 1e6 / accounts, (memory() - before) / 1e3 / accounts);
        }
    }

    private void searches(LuceneMessageIndex index, AccountId account) {
        var common = vocabulary.get(0);
        time(index, account, "a rare word in the body", TextField.BODY, "needle" + number / 2);
        time(index, account, "a common word in the body", TextField.BODY, common);
        time(index, account, "a piece of many words in the body", TextField.BODY, common.substring(1, 4));
        time(index, account, "one letter in the body", TextField.BODY, "z");
        time(index, account, "a rare word in the header", TextField.HEADER, "needle" + number / 2);
        time(index, account, "one of 500 authors", TextField.FROM, "person77@");
        time(index, account, "what all authors have", TextField.FROM, "example.org");
    }

    private void time(LuceneMessageIndex index, AccountId account, String name, TextField field, String text) {
        var view = store.messages()
                .view(
                        account,
                        store.mailboxes().find(account, "INBOX").orElseThrow().id());
        var times = new long[REPEATS];
        var found = 0;
        for (var i = 0; i < REPEATS; i++) {
            var began = System.nanoTime();
            found = 0;
            try (var snapshot = index.snapshot(account, HOUR)) {
                var matches = snapshot.containing(field, Casemap.map(text));
                for (var j = 0; j < view.size(); j++) {
                    if (matches.knows(view.message(j)) && matches.contains(view.message(j))) {
                        found++;
                    }
                }
            }
            times[i] = System.nanoTime() - began;
        }
        Arrays.sort(times);
        print(
                "%-36s %7d found, median %6.2f ms, most %6.2f ms",
                name, found, times[REPEATS / 2] / 1e6, times[REPEATS - 1] / 1e6);
    }

    private LuceneMessageIndex open() {
        return new LuceneMessageIndex(
                folder.resolve("index"), db.transactions(), db.jdbc(), store.messages(), store.changes());
    }

    private AccountId account() {
        var id = new AccountId(db.number("""
                insert into account (login, given_name, family_name, display_name, kind, enabled, quota_bytes, created)
                values (gen_random_uuid()::text, 'A', 'B', 'A B', 'PERSON', true, 0, now()) returning id
                """));
        store.accountMade().accept(id);
        return id;
    }

    private void fill(AccountId account, int messages, int octets) {
        var inbox = store.mailboxes().find(account, "INBOX").orElseThrow().id();
        for (var done = 0; done < messages; done += BATCH) {
            var batch = new ArrayList<NewMessage>();
            for (var i = done; i < Math.min(messages, done + BATCH); i++) {
                batch.add(message(octets));
            }
            store.messages().append(account, inbox, batch, StoreFixture.ACTOR);
        }
    }

    /** Words as often as in languages: the n-th a n-th as often as the first. */
    private String words(int octets) {
        var text = new StringBuilder();
        while (text.length() < octets) {
            var rank = (int) Math.exp(random.nextDouble() * Math.log(vocabulary.size()));
            text.append(vocabulary.get(rank - 1 < 0 ? 0 : rank - 1)).append(random.nextInt(12) == 0 ? "\r\n" : " ");
        }
        return text.toString();
    }

    private NewMessage message(int octets) {
        number++;
        var author = random.nextInt(500);
        var head = "Return-Path: <person" + author
                + "@example.org>\r\nReceived: from mail.example.org (mail.example.org [192.0.2."
                + random.nextInt(256) + "])\r\n\tby mx.example.net with ESMTPS id "
                + Long.toHexString(random.nextLong())
                + "\r\n\tfor <big@example.net>; Sun, 1 Nov 2026 10:00:00 +0000\r\nFrom: Person " + author + " <person"
                + author + "@example.org>\r\nTo: big@example.net\r\nSubject: "
                + words(30).replace("\r\n", " ")
                + "\r\nMessage-ID: <" + number + "." + random.nextInt()
                + "@example.org>\r\nDate: Sun, 1 Nov 2026 10:00:00 +0000\r\nX-Key: needle" + number + "\r\n\r\n";
        var content = (head + words(Math.max(100, octets - head.length())) + "\r\nneedle" + number + "\r\n")
                .getBytes(StandardCharsets.UTF_8);
        return new NewMessage(
                content, MessageParser.parse(content), 0, Set.of(), Instant.parse("2026-11-01T10:00:00Z"));
    }

    private long size() {
        try (var files = Files.walk(folder.resolve("index"))) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long memory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
