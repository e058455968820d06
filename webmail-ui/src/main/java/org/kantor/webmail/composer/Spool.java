package org.kantor.webmail.composer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kantor.kernel.Refused;

/**
 * The files of one composer, on disk until its message is sent or its window closed: sessions hold no file's content in memory. Uploads arrive on threads
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

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /** @throws Refused LIMIT when the files together become too large */
    synchronized Entry put(String id, String name, String mediaType, boolean inline, InputStream content) {
        try {
            var path = Files.createTempFile("kantor-file-", null);
            var room = LIMIT - octets();
            long octets;
            try (var out = Files.newOutputStream(path)) {
                octets = copy(content, out, room);
            }
            if (octets > room) {
                Files.delete(path);
                throw new Refused(Refused.Code.LIMIT, "The files are too large together.");
            }
            var entry = new Entry(id, name, mediaType, octets, inline, path);
            entries.put(id, entry);
            return entry;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long copy(InputStream in, java.io.OutputStream out, long room) throws IOException {
        var buffer = new byte[16_384];
        var total = 0L;
        for (int read; total <= room && (read = in.read(buffer)) >= 0; ) {
            out.write(buffer, 0, read);
            total += read;
        }
        return total;
    }

    private long octets() {
        return entries.values().stream().mapToLong(Entry::octets).sum();
    }

    synchronized List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    /** Deletes every file. */
    synchronized void clear() {
        for (var entry : entries.values()) {
            try {
                Files.deleteIfExists(entry.path());
            } catch (IOException e) {
                entry.path().toFile().deleteOnExit();
            }
        }
        entries.clear();
    }
}
