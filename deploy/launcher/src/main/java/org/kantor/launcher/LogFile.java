package org.kantor.launcher;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The end of a log, however long the log is. */
final class LogFile {

    private static final int LONGEST_LINE = 400;
    private static final int LONGEST_BOOT = 4 << 20;

    private LogFile() {}

    /** At most that many of the last lines, the oldest first. */
    static List<String> tail(Path file, int lines) throws IOException {
        try (var log = new RandomAccessFile(file.toFile(), "r")) {
            var size = Math.min(log.length(), (long) lines * LONGEST_LINE);
            log.seek(log.length() - size);
            var bytes = new byte[(int) size];
            log.readFully(bytes);
            var all = new String(bytes, StandardCharsets.UTF_8).lines().toList();
            return all.subList(Math.max(0, all.size() - lines), all.size());
        }
    }

    /** What was written after the log had that length; all of it when it was begun anew since. */
    static String since(Path file, long length) throws IOException {
        if (!file.toFile().exists()) {
            return "";
        }
        try (var log = new RandomAccessFile(file.toFile(), "r")) {
            var from = log.length() < length ? 0 : length;
            log.seek(from);
            var bytes = new byte[(int) Math.min(log.length() - from, LONGEST_BOOT)];
            log.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
