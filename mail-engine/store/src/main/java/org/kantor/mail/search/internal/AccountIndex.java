package org.kantor.mail.search.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;
import org.kantor.kernel.AccountId;
import org.kantor.mail.search.IndexSnapshot;
import org.kantor.mail.search.MessageTexts;
import org.kantor.mail.store.Messages;

/**
 * The index of one account in a folder of its own. How far it has come in the account's changes is committed with it, so that after a crash it goes on from
 * there; messages that it has already are not taken twice. Whoever writes has the turn; anybody may read. Opened when it is needed.
 */
final class AccountIndex {

    private static final String FORMAT = "format";
    private static final String POSITION = "position";
    private static final String DOCUMENTS = "documents";
    private static final String AWAITING = "awaiting";

    private static final double WRITE_BUFFER_MEGABYTES = 32;
    /** Of one read from the store. */
    private static final int MOST_MESSAGES = 100;

    private static final long MOST_OCTETS = 8L * 1024 * 1024;

    /** Where the changes come from. */
    interface Source {

        /** What came between this change number and now. */
        IndexSql.News since(AccountId account, long position);
    }

    /** What is still to be indexed until the position can move on. */
    private record Backlog(long upTo, long[] messages, int next) {
        boolean isDone() {
            return next == messages.length;
        }
    }

    private record Known(IndexReader reader, long[] messages) {}

    private record Open(Directory directory, IndexWriter writer, SearcherManager searchers) {}

    /** Only substrings and ready-made words are indexed; several texts of a field must not look like one phrase. */
    private static final Analyzer NO_ANALYZER = new Analyzer() {
        @Override
        protected TokenStreamComponents createComponents(String field) {
            throw new IllegalStateException("the texts are indexed as tokens");
        }

        @Override
        public int getPositionIncrementGap(String field) {
            return 100;
        }
    };

    private final AccountId account;
    private final Path folder;
    private final Messages messages;
    private final Source source;
    private final AttachmentTexts attachments;
    private final ReentrantLock turn = new ReentrantLock();
    private volatile @Nullable Open open;
    private volatile @Nullable Known known;
    private volatile long position;
    private volatile int documents;
    /** As it was last committed. */
    private volatile int awaiting;

    private volatile long lastUse = System.nanoTime();
    /** The following are used with the turn. */
    private @Nullable Backlog backlog;

    private boolean uncommitted;

    AccountIndex(AccountId account, Path folder, Messages messages, Source source, AttachmentTexts attachments) {
        this.account = account;
        this.folder = folder;
        this.messages = messages;
        this.source = source;
        this.attachments = attachments;
        readCommit();
    }

    /** Up to which change number every message is indexed. */
    long position() {
        return position;
    }

    /** How many messages are in it. */
    int documents() {
        return documents;
    }

    boolean isOpen() {
        return open != null;
    }

    /** When it was last searched or written, after {@link System#nanoTime}. */
    long lastUse() {
        return lastUse;
    }

    private void readCommit() {
        position = 0;
        documents = 0;
        awaiting = 0;
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var directory = FSDirectory.open(folder)) {
            var data = SegmentInfos.readLatestCommit(directory).getUserData();
            if (MessageDocument.FORMAT.equals(data.get(FORMAT))) {
                position = Long.parseLong(data.getOrDefault(POSITION, "0"));
                documents = Integer.parseInt(data.getOrDefault(DOCUMENTS, "0"));
                awaiting = Integer.parseInt(data.getOrDefault(AWAITING, "0"));
            }
        } catch (IOException | NumberFormatException e) {
            // There is none, or it is damaged: whoever opens it finds out.
            position = 0;
        }
    }

    // --- writing

    /**
     * Brings the index forward.
     *
     * @param nanos how long to wait for the turn and to work; at least a few messages are taken
     * @param refresh whether a search comes next
     * @return whether it is as new as the account was when this began
     */
    boolean forward(long nanos, boolean refresh) {
        var end = System.nanoTime() + nanos;
        try {
            if (!turn.tryLock(nanos, TimeUnit.NANOSECONDS)) {
                return false;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        try {
            return forwardUntil(end, refresh);
        } catch (IOException | AlreadyClosedException e) {
            // Lucene gives a writer up for good after some failures.
            close();
            throw new UncheckedIOException(e instanceof IOException io ? io : new IOException(e));
        } finally {
            turn.unlock();
        }
    }

    /** What is left of an earlier turn is no answer to what has been committed since: that is looked for anew. */
    private boolean forwardUntil(long end, boolean refresh) throws IOException {
        while (backlog != null) {
            if (!step(end, refresh)) {
                return false;
            }
        }
        return step(end, refresh);
    }

    private boolean step(long end, boolean refresh) throws IOException {
        var work = backlog;
        if (work == null) {
            var news = source.since(account, position);
            var fresh = news.messages().length == 0 ? news.messages() : unknown(news.messages());
            if (fresh.length == 0) {
                move(news.upTo());
                return true;
            }
            work = new Backlog(news.upTo(), fresh, 0);
        }
        var open = open();
        var before = work.next();
        while (!work.isDone() && (work.next() == before || System.nanoTime() < end)) {
            work = take(open.writer(), work);
        }
        backlog = work.isDone() ? null : work;
        uncommitted = true;
        if (refresh || work.isDone()) {
            open.searchers().maybeRefreshBlocking();
            documents = open.writer().getDocStats().numDocs;
        }
        if (work.isDone()) {
            move(work.upTo());
        }
        return work.isDone();
    }

    private void move(long upTo) {
        if (upTo > position) {
            position = upTo;
            uncommitted = true;
        }
    }

    /** Those that are not indexed yet. */
    private long[] unknown(long[] numbers) throws IOException {
        open().searchers().maybeRefreshBlocking();
        try (var snapshot = acquire()) {
            var has = snapshot.known();
            return Arrays.stream(numbers)
                    .filter(number -> Arrays.binarySearch(has, number) < 0)
                    .toArray();
        }
    }

    private Backlog take(IndexWriter writer, Backlog work) throws IOException {
        var end = Math.min(work.messages().length, work.next() + MOST_MESSAGES);
        var numbers = Arrays.copyOfRange(work.messages(), work.next(), end);
        var stored = messages.stored(account, numbers);
        attachments.await(account, write(stored, (message, document) -> writer.addDocument(document)));
        return new Backlog(work.upTo(), work.messages(), end);
    }

    private interface Writing {
        void of(long message, Document document) throws IOException;
    }

    /** Makes the documents of these messages, with what is known of their attachments; answers whose are not known. */
    private long[] write(List<Messages.StoredMessage> stored, Writing writing) throws IOException {
        var small = stored.stream().mapToLong(Messages.StoredMessage::octets).sum() <= MOST_OCTETS;
        var together = small ? contents(numbers(stored)) : Map.<Long, byte[]>of();
        var attached = stored.stream()
                .filter(message -> Attachments.any(message.parsed().structure()))
                .mapToLong(Messages.StoredMessage::message)
                .toArray();
        var texts = attachments.known(account, attached);
        var unread = Arrays.stream(attached)
                .filter(number -> !texts.containsKey(number))
                .boxed()
                .collect(Collectors.toSet());
        for (var message : stored) {
            var number = message.message();
            var content = (small ? together : contents(new long[] {number})).get(number);
            if (content != null) {
                writing.of(
                        number,
                        document(message, content, unread.contains(number) ? null : texts.getOrDefault(number, "")));
            }
        }
        return unread.stream().mapToLong(Long::longValue).toArray();
    }

    private static long[] numbers(List<Messages.StoredMessage> stored) {
        return stored.stream().mapToLong(Messages.StoredMessage::message).toArray();
    }

    private Map<Long, byte[]> contents(long[] numbers) {
        return messages.contents(account, numbers).stream()
                .collect(Collectors.toMap(Messages.Content::message, Messages.Content::octets));
    }

    private Document document(Messages.StoredMessage message, byte[] content, @Nullable String attached) {
        try {
            return MessageDocument.of(
                    message.message(),
                    new MessageTexts(message.parsed(), content),
                    message.parsed().attachments(),
                    attached);
        } catch (RuntimeException e) {
            // whatever is wrong with one message, the others behind it are indexed
            SearchLog.LOG.unindexable(message.message(), account, e);
            return MessageDocument.unsure(message.message());
        }
    }

    /** Takes messages anew, whose attachments have been read. */
    void renew(long[] numbers) {
        turn.lock();
        try {
            var open = open();
            write(
                    messages.stored(account, numbers),
                    (message, document) -> open.writer().updateDocument(MessageDocument.key(message), document));
            open.searchers().maybeRefreshBlocking();
            uncommitted = true;
        } catch (IOException | AlreadyClosedException e) {
            // Lucene gives a writer up for good after some failures.
            close();
            throw new UncheckedIOException(e instanceof IOException io ? io : new IOException(e));
        } finally {
            turn.unlock();
        }
    }

    /** Lets the messages wait whose attachments had not been read when the index was last committed. */
    void awaitAttachments() {
        if (awaiting > 0 && attachments.reads()) {
            try (var snapshot = (LuceneSnapshot) snapshot()) {
                attachments.await(account, snapshot.awaiting());
            }
        }
    }

    private Open open() throws IOException {
        lastUse = System.nanoTime();
        var already = open;
        if (already != null) {
            return already;
        }
        try {
            if (isOfAnotherFormat()) {
                delete();
            }
            return reopen();
        } catch (CorruptIndexException
                | IndexFormatTooOldException
                | IndexFormatTooNewException
                | NoSuchFileException
                | IllegalArgumentException e) {
            SearchLog.LOG.damaged(account, e);
            delete();
            return reopen();
        }
    }

    private boolean isOfAnotherFormat() throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (var directory = FSDirectory.open(folder)) {
            return DirectoryReader.indexExists(directory)
                    && !MessageDocument.FORMAT.equals(SegmentInfos.readLatestCommit(directory)
                            .getUserData()
                            .get(FORMAT));
        }
    }

    private Open reopen() throws IOException {
        Files.createDirectories(folder);
        var directory = FSDirectory.open(folder);
        try {
            var config = new IndexWriterConfig(NO_ANALYZER)
                    .setRAMBufferSizeMB(WRITE_BUFFER_MEGABYTES)
                    .setMergeScheduler(new SerialMergeScheduler())
                    .setCommitOnClose(false);
            var writer = new IndexWriter(directory, config);
            var fresh = new Open(directory, writer, new SearcherManager(writer, new Searchers()));
            open = fresh;
            return fresh;
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    /** Searchers without a cache: a search is rarely made twice, and the reader is new after every delivery. */
    private static final class Searchers extends SearcherFactory {
        @Override
        public IndexSearcher newSearcher(IndexReader reader, @Nullable IndexReader previous) {
            var searcher = new IndexSearcher(reader);
            searcher.setQueryCache(null);
            return searcher;
        }
    }

    /** Makes durable what has been indexed, and closes the files if asked to. */
    void commit(boolean close) {
        turn.lock();
        try {
            var now = open;
            if (now == null) {
                return;
            }
            if (uncommitted) {
                var stats = now.writer().getDocStats();
                now.searchers().maybeRefreshBlocking();
                try (var snapshot = acquire()) {
                    awaiting = snapshot.awaiting().length;
                }
                now.writer()
                        .setLiveCommitData(Map.of(
                                        FORMAT,
                                        MessageDocument.FORMAT,
                                        POSITION,
                                        Long.toString(position),
                                        DOCUMENTS,
                                        Integer.toString(stats.numDocs),
                                        AWAITING,
                                        Integer.toString(awaiting))
                                .entrySet());
                now.writer().commit();
                uncommitted = false;
            }
            if (close) {
                close();
            }
        } catch (IOException | AlreadyClosedException e) {
            // Lucene gives a writer up for good after some failures.
            close();
            throw new UncheckedIOException(e instanceof IOException io ? io : new IOException(e));
        } finally {
            turn.unlock();
        }
    }

    /** Gives up what is open without committing it; what was not committed is indexed again. */
    private void close() {
        var now = open;
        open = null;
        known = null;
        backlog = null;
        uncommitted = false;
        if (now != null) {
            try {
                now.searchers().close();
                now.writer().rollback();
                now.directory().close();
            } catch (IOException | AlreadyClosedException e) {
                SearchLog.LOG.failed(account, e);
            }
        }
        readCommit();
    }

    /** Deletes the index with its folder. Searches that are under way read what they have opened. */
    void delete() {
        turn.lock();
        try {
            close();
            if (Files.isDirectory(folder)) {
                try (var files = Files.list(folder)) {
                    for (var file : files.toList()) {
                        Files.deleteIfExists(file);
                    }
                }
                Files.deleteIfExists(folder);
            }
            position = 0;
            documents = 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            turn.unlock();
        }
    }

    /**
     * Forgets messages that are not stored any more.
     *
     * @param now reads the numbers of those that are, ascending; not before nothing more is indexed, so that none that has just come is taken for one that has gone
     */
    void retain(Supplier<long[]> now) {
        turn.lock();
        try {
            var stored = now.get();
            var writer = open().writer();
            open().searchers().maybeRefreshBlocking();
            try (var snapshot = acquire()) {
                for (var number : snapshot.known()) {
                    if (Arrays.binarySearch(stored, number) < 0) {
                        writer.deleteDocuments(MessageDocument.key(number));
                        uncommitted = true;
                    }
                }
            }
            open().searchers().maybeRefreshBlocking();
            documents = writer.getDocStats().numDocs;
        } catch (IOException | AlreadyClosedException e) {
            // Lucene gives a writer up for good after some failures.
            close();
            throw new UncheckedIOException(e instanceof IOException io ? io : new IOException(e));
        } finally {
            turn.unlock();
        }
    }

    // --- reading

    /** The index as it was last refreshed. */
    IndexSnapshot snapshot() {
        try {
            if (open == null) {
                turn.lock();
                try {
                    open();
                } finally {
                    turn.unlock();
                }
            }
            return acquire();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What is wrong with the files; empty if nothing is.
     *
     * @param expected the messages that must be in it, ascending
     * @param everything whether to read every file
     */
    Optional<String> damage(long[] expected, boolean everything) {
        turn.lock();
        try {
            open().searchers().maybeRefreshBlocking();
            try (var snapshot = acquire()) {
                var known = snapshot.known();
                var missing = Arrays.stream(expected)
                        .filter(number -> Arrays.binarySearch(known, number) < 0)
                        .count();
                if (everything) {
                    snapshot.checkIntegrity();
                }
                return missing == 0 ? Optional.empty() : Optional.of(missing + " messages are missing");
            }
        } catch (IOException | RuntimeException e) {
            return Optional.of("it cannot be read: " + e.getMessage());
        } finally {
            turn.unlock();
        }
    }

    private LuceneSnapshot acquire() throws IOException {
        lastUse = System.nanoTime();
        var now = open;
        if (now == null) {
            throw new AlreadyClosedException("closed meanwhile");
        }
        var searcher = now.searchers().acquire();
        try {
            var reader = searcher.getIndexReader();
            var numbers = known;
            if (numbers == null || !numbers.reader().equals(reader)) {
                numbers = new Known(reader, LuceneSnapshot.numbers(searcher, MatchAllDocsQuery.INSTANCE));
                known = numbers;
            }
            return new LuceneSnapshot(searcher, numbers.messages());
        } catch (IOException | RuntimeException e) {
            searcher.getIndexReader().decRef();
            throw e;
        }
    }
}
