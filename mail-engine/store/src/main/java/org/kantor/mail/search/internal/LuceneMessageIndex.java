package org.kantor.mail.search.internal;

import com.sun.management.OperatingSystemMXBean;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.store.AlreadyClosedException;
import org.jspecify.annotations.Nullable;
import org.kantor.bean.Background;
import org.kantor.bean.Service;
import org.kantor.change.ChangeBus;
import org.kantor.change.ChangeStream;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Environment;
import org.kantor.mail.extract.Extractor;
import org.kantor.mail.search.IndexSnapshot;
import org.kantor.mail.search.MessageIndex;
import org.kantor.mail.store.Messages;
import org.kantor.mail.store.StoreCheck.Depth;
import org.kantor.tx.Jdbc;
import org.kantor.tx.Transactions;

/**
 * The indexes of all accounts, each in a folder of its own (decision 0075). One thread brings those forward that have news, when they have been quiet for a
 * while; a search does not wait for it but takes what is missing itself. Safe from any thread.
 */
@Service
public final class LuceneMessageIndex implements MessageIndex, AutoCloseable {

    /** News wait so long for more of it: a few large steps cost less than many small ones. */
    private static final Duration SETTLING = Duration.ofSeconds(5);

    private static final Duration AGAIN = Duration.ofMinutes(1);

    /** The longest time that the worker has an account's turn. */
    private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    /** What is indexed becomes durable after this at the latest; a crash costs indexing it again. */
    private static final Duration COMMIT = Duration.ofSeconds(30);

    /** How long an attachment waits at least; the index has the message without it meanwhile. */
    private static final Duration ATTACHMENTS = Duration.ofSeconds(10);

    private static final Duration LOOK_AROUND = Duration.ofMinutes(10);
    private static final Duration TIDY = Duration.ofHours(24);

    /** An index that nobody uses is closed. */
    private static final Duration IDLE = Duration.ofMinutes(5);

    private static final int MOST_OPEN = 200;

    private final Path folder;
    private final Transactions transactions;
    private final Jdbc jdbc;
    private final Messages messages;
    private final ChangeStream changes;
    private final AttachmentTexts attachments;
    private final @Nullable Extractor extractor;
    private final Map<AccountId, AccountIndex> indexes = new ConcurrentHashMap<>();
    private final DelayQueue<Turn> turns = new DelayQueue<>();
    private final Set<AccountId> waiting = ConcurrentHashMap.newKeySet();
    /** Instead of an interrupt, which would break the files that the worker is writing. */
    private volatile boolean stopped;

    private final Pace pace = new Pace(
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)::getCpuLoad, TimeUnit.NANOSECONDS::sleep);

    private record Turn(AccountId account, long at) implements Delayed {
        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(at - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }

    @Inject
    LuceneMessageIndex(
            Environment environment, Transactions transactions, Jdbc jdbc, Messages messages, ChangeStream changes) {
        this(
                environment.home().resolve("index"),
                transactions,
                jdbc,
                messages,
                changes,
                environment.extractor().map(Extractor::of).orElse(null));
    }

    private LuceneMessageIndex(
            Path folder,
            Transactions transactions,
            Jdbc jdbc,
            Messages messages,
            ChangeStream changes,
            @Nullable Extractor extractor) {
        this(folder, transactions, jdbc, messages, changes, extractor, extractor == null ? null : extractor::text);
    }

    /** Without anything that reads attachments. */
    public LuceneMessageIndex(
            Path folder, Transactions transactions, Jdbc jdbc, Messages messages, ChangeStream changes) {
        this(folder, transactions, jdbc, messages, changes, null, null);
    }

    public LuceneMessageIndex(
            Path folder,
            Transactions transactions,
            Jdbc jdbc,
            Messages messages,
            ChangeStream changes,
            @Nullable Extractor extractor,
            @Nullable DocumentReader reader) {
        this.folder = folder;
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.messages = messages;
        this.changes = changes;
        this.extractor = extractor;
        this.attachments = new AttachmentTexts(transactions, jdbc, messages, reader);
    }

    // --- searching

    @Override
    public IndexSnapshot snapshot(AccountId account, Duration patience) {
        try {
            var index = index(account);
            if (index.position() < changes.current(account)) {
                index.forward(patience.toNanos(), true);
            }
            return index.snapshot();
        } catch (UncheckedIOException | AlreadyClosedException e) {
            SearchLog.LOG.unanswered(account, e);
            return IndexSnapshot.NOTHING;
        }
    }

    @Override
    public void rebuild(AccountId account) {
        index(account).delete();
        due(account, Duration.ZERO);
    }

    @Override
    public void rebuild() {
        folders().forEach(account -> index(account).delete());
        lookAround();
    }

    @Override
    public List<Damage> check(Depth depth) {
        var damages = new ArrayList<Damage>();
        for (var account : folders()) {
            var index = index(account);
            var position = index.position();
            // The index is read first: what it has cannot be newer than what is asked for next.
            if (position > changes.current(account)) {
                damages.add(new Damage(account, "it is ahead of what is stored"));
                continue;
            }
            var placed =
                    transactions.call(() -> jdbc.work(connection -> IndexSql.placed(connection, account, position)));
            index.damage(placed, depth == Depth.CONTENT).ifPresent(what -> damages.add(new Damage(account, what)));
        }
        return damages;
    }

    private AccountIndex index(AccountId account) {
        return indexes.computeIfAbsent(
                account, id -> new AccountIndex(id, folder.resolve(id.toString()), messages, this::since, attachments));
    }

    private IndexSql.News since(AccountId account, long position) {
        return transactions.call(() -> jdbc.work(connection -> IndexSql.since(connection, account, position)));
    }

    // --- in the background

    void start(@Observes Startup event, ChangeBus bus, Background background) {
        bus.subscribe(notice -> due(notice.account(), SETTLING));
        var loader = Thread.currentThread().getContextClassLoader();
        // Indexing is computing: on a virtual thread it would keep others from theirs.
        Thread.ofPlatform()
                .daemon()
                .name("message-index")
                .priority(Thread.MIN_PRIORITY)
                .start(() -> {
                    Thread.currentThread().setContextClassLoader(loader);
                    work();
                });
        if (extractor != null) {
            Thread.ofPlatform().daemon().name("attachment-texts").start(() -> {
                Thread.currentThread().setContextClassLoader(loader);
                workOnAttachments();
            });
        }
        background.repeat("message-index-look-around", LOOK_AROUND, this::lookAround);
        background.repeat("message-index-tidy", TIDY, this::tidy);
    }

    private void due(AccountId account, Duration delay) {
        if (waiting.add(account)) {
            turns.add(new Turn(account, System.nanoTime() + delay.toNanos()));
        }
    }

    private void work() {
        var committed = System.nanoTime();
        while (!stopped) {
            try {
                var next = turns.poll(1, TimeUnit.SECONDS);
                var from = System.nanoTime();
                if (next != null) {
                    waiting.remove(next.account());
                    turn(next.account());
                }
                if (from - committed > COMMIT.toNanos()) {
                    committed = from;
                    commit();
                }
                pace.rest(System.nanoTime() - from);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Nothing that happens to one account ends the work for the others. */
    @SuppressWarnings("CatchThrowable")
    private void turn(AccountId account) {
        try {
            if (!index(account).forward(TURN_NANOS, false)) {
                due(account, Duration.ZERO);
            }
            if (indexes.values().stream().filter(AccountIndex::isOpen).count() > MOST_OPEN) {
                commit();
            }
        } catch (Throwable e) {
            SearchLog.LOG.failed(account, e);
            due(account, AGAIN);
        }
    }

    @SuppressWarnings("CatchThrowable")
    private void workOnAttachments() {
        while (!stopped) {
            try {
                readAttachments();
            } catch (Throwable e) {
                SearchLog.LOG.noDocuments(e);
            }
            try {
                Thread.sleep(ATTACHMENTS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Reads the attachments of all messages that wait for it; the process that does it runs only meanwhile. */
    public void readAttachments() {
        try {
            for (var step = attachments.read(); step != null && !stopped; step = attachments.read()) {
                index(step.account()).renew(step.messages());
            }
        } catch (IOException e) {
            SearchLog.LOG.noDocuments(e);
        } finally {
            if (extractor != null) {
                extractor.end();
            }
        }
    }

    /** Everything that accounts have and their indexes have not: changes told by other nodes, and those from before the server was started. */
    public void lookAround() {
        transactions.call(() -> jdbc.work(IndexSql::newest)).forEach((account, newest) -> {
            var position = index(account).position();
            if (position > newest && position > changes.current(account)) {
                // The database was brought back from an earlier time.
                SearchLog.LOG.ahead(account);
                rebuild(account);
            } else if (position < newest) {
                due(account, Duration.ZERO);
            }
            index(account).awaitAttachments();
        });
    }

    /** Makes durable what has been indexed; what happens to one account's index does not keep the others from it. */
    @SuppressWarnings("CatchThrowable")
    public void commit() {
        // read once, as searches go on meanwhile
        record Used(AccountId account, AccountIndex index, long at) {}
        var open = indexes.entrySet().stream()
                .filter(each -> each.getValue().isOpen())
                .map(each ->
                        new Used(each.getKey(), each.getValue(), each.getValue().lastUse()))
                .sorted(Comparator.comparingLong(Used::at))
                .toList();
        var now = System.nanoTime();
        for (var i = 0; i < open.size(); i++) {
            var used = open.get(i);
            try {
                used.index().commit(open.size() - i > MOST_OPEN || now - used.at() > IDLE.toNanos());
            } catch (Throwable e) {
                SearchLog.LOG.failed(used.account(), e);
            }
        }
    }

    /** Deletes the indexes of accounts that are gone, and what the others have of messages that are gone. */
    public void tidy() {
        var stored = transactions.call(() -> jdbc.work(IndexSql::messages));
        for (var account : folders()) {
            var count = stored.get(account);
            var index = index(account);
            if (count == null) {
                index.delete();
                indexes.remove(account);
            } else if (index.documents() > count) {
                index.retain(() -> transactions.call(() -> jdbc.work(connection -> IndexSql.all(connection, account))));
            }
        }
    }

    private List<AccountId> folders() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var all = Files.list(folder)) {
            return all.map(each -> each.getFileName().toString())
                    .filter(name -> name.matches("\\d{1,18}"))
                    .map(name -> new AccountId(Long.parseLong(name)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void stop(@Observes Shutdown event) {
        close();
    }

    @Override
    public void close() {
        stopped = true;
        indexes.values().forEach(index -> index.commit(true));
        if (extractor != null) {
            extractor.close();
        }
    }
}
