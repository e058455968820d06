package org.kantor.webmail.composer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.kantor.bean.TemporaryFiles;
import org.kantor.kernel.Refused;

/**
 * The files of one composer, on disk until its message is sent or its window closed: sessions hold no content of an attached file in memory. Uploads arrive on threads
 * of their own.
 */
final class Spool {

    /** What a message's files may have together; the door for the whole message is the submission's limit. */
    static final long LIMIT = 25_000_000;

    /** @param inline a picture within the text, which shows it as {@code cid:} and the id */
    record Entry(String id, String name, String mediaType, long octets, boolean inline, Path path) {
        byte[] content() {
            try {
                return Files.readAllBytes(path);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** What an account may have on disk in all of its windows. Safe from any thread. */
    interface Room {
        /** Answers false, and takes nothing, when there is not so much. */
        boolean take(long octets);

        void give(long octets);
    }

    private final Room room;
    private final TemporaryFiles files;

    Spool(Room room, TemporaryFiles files) {
        this.room = room;
        this.files = files;
    }

    /** Uploads at a time. */
    private static final int MOST_PARTIALS = 20;

    /** The window has ended; what still arrives is not wanted. */
    private boolean closed;

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, Partial> partials = new ConcurrentHashMap<>();

    /** A file of which not everything has arrived; its own lock is held while a piece does. */
    private static final class Partial {
        private final Path path;
        private final long whole;
        private long octets;

        Partial(Path path, long whole) {
            this.path = path;
            this.whole = whole;
        }
    }

    /**
     * A file that arrives in pieces.
     *
     * @param octets of the whole file
     */
    record Upload(String id, String name, String mediaType, boolean inline, long octets) {}

    /**
     * Takes a piece of a file; the last one makes it an entry. A piece that does not begin where the others ended is left alone, so that after a broken connection
     * the browser asks how far it came and goes on from there.
     *
     * @return how many octets are here now
     * @throws Refused LIMIT when the files together become too large, TRY_LATER when all of the account's windows together have too much, CONDITION when the window has ended
     */
    long append(Upload upload, long offset, InputStream piece) throws IOException {
        var whole = octets(upload.id());
        if (whole >= 0) {
            // it had arrived, and the answer was lost
            return whole;
        }
        var partial = begun(upload);
        synchronized (partial) {
            if (offset == partial.octets) {
                try (var out = Files.newOutputStream(partial.path, StandardOpenOption.APPEND)) {
                    copy(piece, out, upload.octets() - offset);
                } catch (NoSuchFileException e) {
                    throw ended();
                } finally {
                    partial.octets = Files.exists(partial.path) ? Files.size(partial.path) : 0;
                }
            }
            if (partial.octets > upload.octets()) {
                drop(upload.id());
                throw tooLarge();
            }
            if (partial.octets == upload.octets() && partials.remove(upload.id()) != null) {
                add(new Entry(
                        upload.id(), upload.name(), upload.mediaType(), partial.octets, upload.inline(), partial.path));
            }
            return partial.octets;
        }
    }

    /** One at a time, so that what several begin with fits together. */
    private synchronized Partial begun(Upload upload) {
        if (closed) {
            throw ended();
        }
        var begun = partials.get(upload.id());
        if (begun != null && begun.whole == upload.octets()) {
            return begun;
        }
        var others =
                partials.values().stream().mapToLong(partial -> partial.whole).sum();
        if (begun != null
                || upload.octets() < 0
                || upload.octets() > LIMIT - octets() - others
                || partials.size() >= MOST_PARTIALS) {
            throw tooLarge();
        }
        take(upload.octets());
        var partial = new Partial(newFile(), upload.octets());
        partials.put(upload.id(), partial);
        return partial;
    }

    private static Refused ended() {
        return new Refused(Refused.Code.CONDITION, "The message of this file is not being written any more.");
    }

    private void take(long octets) {
        if (!room.take(octets)) {
            throw new Refused(Refused.Code.TRY_LATER, "Too many files wait in unsent messages.");
        }
    }

    /** Gives up an upload that has begun. */
    void drop(String id) {
        var partial = partials.remove(id);
        if (partial != null) {
            delete(partial.path);
            room.give(partial.whole);
        }
    }

    private static Refused tooLarge() {
        return new Refused(Refused.Code.LIMIT, "The files are too large together.");
    }

    private Path newFile() {
        try {
            return files.create("file-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void add(Entry entry) {
        if (closed) {
            delete(entry);
            throw ended();
        }
        var former = entries.put(entry.id(), entry);
        if (former != null) {
            delete(former);
        }
    }

    private void delete(Entry entry) {
        delete(entry.path());
        room.give(entry.octets());
    }

    /** @throws Refused as {@link #append} does */
    Entry put(String id, String name, String mediaType, boolean inline, InputStream content) {
        var path = newFile();
        try {
            var left = LIMIT - octets();
            long octets;
            try (var out = Files.newOutputStream(path)) {
                octets = copy(content, out, left);
            }
            try {
                if (octets > left) {
                    throw tooLarge();
                }
                take(octets);
            } catch (Refused e) {
                Files.delete(path);
                throw e;
            }
            var entry = new Entry(id, name, mediaType, octets, inline, path);
            add(entry);
            return entry;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long copy(InputStream in, OutputStream out, long room) throws IOException {
        var buffer = new byte[16_384];
        var total = 0L;
        for (int read; total <= room && (read = in.read(buffer)) >= 0; ) {
            out.write(buffer, 0, read);
            total += read;
        }
        return total;
    }

    /** The size of an entry; -1 if there is none. */
    private synchronized long octets(String id) {
        var entry = entries.get(id);
        return entry == null ? -1 : entry.octets();
    }

    private synchronized long octets() {
        return entries.values().stream().mapToLong(Entry::octets).sum();
    }

    synchronized List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    /** Deletes every file, for good: what arrives later is refused. */
    synchronized void close() {
        closed = true;
        entries.values().forEach(this::delete);
        entries.clear();
        List.copyOf(partials.keySet()).forEach(this::drop);
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            path.toFile().deleteOnExit();
        }
    }
}
