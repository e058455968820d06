package org.kantor.launcher.transfer;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Mbox files (RFC 4155, lines that begin with {@code From } quoted as mboxrd does): one file, or a folder of {@code .mbox} files, one a folder of mail. Flags are in
 * {@code Status}, {@code X-Status} and {@code X-Keywords}, which we write before the header and take out again.
 */
final class Mbox implements Source, Target {

    private static final DateTimeFormatter ASCTIME =
            DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss yyyy", Locale.ROOT);
    private static final Map<Character, String> X_STATUS =
            Map.of('A', "\\Answered", 'F', "\\Flagged", 'D', "\\Deleted", 'T', "\\Draft");
    private static final List<String> FIELDS = List.of("Status", "X-Status", "X-Keywords");
    private static final String SUFFIX = ".mbox";
    private static final byte[] FROM = "From ".getBytes(StandardCharsets.US_ASCII);

    private final Path root;
    private final Instant otherwise;
    private @Nullable OutputStream out;
    private @Nullable Path part;
    private String open = "";

    /** @param otherwise the date of messages that have none */
    Mbox(Path root, Instant otherwise) {
        this.root = root;
        this.otherwise = otherwise;
    }

    // --- reading

    @Override
    public void read(Taker taker) throws IOException {
        if (Files.isRegularFile(root)) {
            read(root, FolderNames.decode(root.getFileName().toString().replaceAll("(?i)\\.mbox$", "")), taker);
            return;
        }
        List<Path> files;
        try (var below = Files.walk(root)) {
            files = below.filter(file -> file.toString().endsWith(SUFFIX) && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        }
        for (var file : files) {
            var name = root.relativize(file).toString().replace('\\', '/');
            read(file, FolderNames.decode(name.substring(0, name.length() - SUFFIX.length())), taker);
        }
    }

    private void read(Path file, String folder, Taker taker) throws IOException {
        try (var in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            var message = new ByteArrayOutputStream();
            var envelope = "";
            var begun = false;
            var blank = true;
            for (var line = line(in); line.length > 0; line = line(in)) {
                if (blank && begins(line, 0)) {
                    finish(folder, begun, envelope, message, taker);
                    envelope = new String(line, StandardCharsets.ISO_8859_1).strip();
                    begun = true;
                } else if (begun) {
                    message.writeBytes(unquoted(line));
                } else if (!isBlank(line)) {
                    taker.broken(file.toString(), "it does not begin as an mbox file does");
                    return;
                }
                blank = isBlank(line);
            }
            finish(folder, begun, envelope, message, taker);
        }
    }

    private void finish(String folder, boolean begun, String envelope, ByteArrayOutputStream octets, Taker taker)
            throws IOException {
        if (!begun) {
            return;
        }
        var text = octets.toByteArray();
        octets.reset();
        // the empty line before the next From line belongs to neither
        var end = text.length;
        if (end > 0
                && text[end - 1] == '\n'
                && (end == 1 || text[end - 2] == '\n' || end > 2 && text[end - 2] == '\r' && text[end - 3] == '\n')) {
            end -= end > 1 && text[end - 2] == '\r' ? 2 : 1;
        }
        if (end == 0) {
            taker.broken(folder, "a message without content");
            return;
        }
        var flags = new LinkedHashSet<String>();
        var content = withoutStatus(Arrays.copyOf(text, end), flags);
        taker.take(new Item(folder, Item.crlf(content), flags, date(envelope)));
    }

    private Instant date(String envelope) {
        var words = envelope.split("\\s+");
        try {
            return ASCTIME.withZone(ZoneOffset.UTC)
                    .parse(String.join(" ", Arrays.copyOfRange(words, 2, Math.min(words.length, 7))), Instant::from);
        } catch (DateTimeException | IllegalArgumentException e) {
            return otherwise;
        }
    }

    /** A line with its end; empty at the end of the file. */
    private static byte[] line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream(120);
        for (var c = in.read(); c >= 0; c = in.read()) {
            line.write(c);
            if (c == '\n') {
                break;
            }
        }
        return line.toByteArray();
    }

    private static boolean isBlank(byte[] line) {
        return line.length == 1 && line[0] == '\n' || line.length == 2 && line[0] == '\r' && line[1] == '\n';
    }

    private static boolean begins(byte[] line, int from) {
        for (var i = 0; i < FROM.length; i++) {
            if (from + i >= line.length || line[from + i] != FROM[i]) {
                return false;
            }
        }
        return true;
    }

    private static int quotes(byte[] line) {
        var quotes = 0;
        while (quotes < line.length && line[quotes] == '>') {
            quotes++;
        }
        return quotes;
    }

    private static byte[] unquoted(byte[] line) {
        var quotes = quotes(line);
        return quotes > 0 && begins(line, quotes) ? Arrays.copyOfRange(line, 1, line.length) : line;
    }

    /** Reads the fields of flags and takes them out: our three before the header if they are there, else those in it. */
    private static byte[] withoutStatus(byte[] text, Set<String> flags) throws IOException {
        var in = new ByteArrayInputStream(text);
        var top = new ArrayList<byte[]>();
        for (var name : FIELDS) {
            var line = line(in);
            if (!is(name, line)) {
                return withoutAnyStatus(text, flags);
            }
            top.add(line);
        }
        top.forEach(line -> flags(new String(line, StandardCharsets.UTF_8), flags));
        return in.readAllBytes();
    }

    private static byte[] withoutAnyStatus(byte[] text, Set<String> flags) throws IOException {
        var out = new ByteArrayOutputStream(text.length);
        var in = new ByteArrayInputStream(text);
        var line = line(in);
        for (; line.length > 0 && !isBlank(line); line = line(in)) {
            var field = line;
            if (FIELDS.stream().anyMatch(name -> is(name, field))) {
                flags(new String(line, StandardCharsets.UTF_8), flags);
            } else {
                out.writeBytes(line);
            }
        }
        out.writeBytes(line);
        out.writeBytes(in.readAllBytes());
        return out.toByteArray();
    }

    private static boolean is(String name, byte[] line) {
        var text = new String(line, 0, Math.min(line.length, name.length() + 1), StandardCharsets.ISO_8859_1);
        return text.equalsIgnoreCase(name + ":");
    }

    private static void flags(String line, Set<String> flags) {
        var colon = line.indexOf(':');
        var value = line.substring(colon + 1).strip();
        switch (line.substring(0, colon).toLowerCase(Locale.ROOT)) {
            case "status" -> {
                if (value.indexOf('R') >= 0) {
                    flags.add("\\Seen");
                }
            }
            case "x-status" ->
                X_STATUS.forEach((letter, flag) -> {
                    if (value.indexOf(letter) >= 0) {
                        flags.add(flag);
                    }
                });
            default -> {
                for (var word : value.split("[\\s,]+")) {
                    if (!word.isEmpty()) {
                        flags.add(word);
                    }
                }
            }
        }
    }

    // --- writing: each folder's file whole, and in its place when it is

    @Override
    public boolean has(String folder, String name) {
        return false; // the file is written anew, with all that is in it
    }

    @Override
    public void put(Item item, String name) throws IOException {
        if (out == null || !item.folder().equals(open)) {
            close();
            open = item.folder();
            var file = file(open);
            Files.createDirectories(file.getParent());
            part = file.resolveSibling(file.getFileName() + ".part");
            out = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16);
        }
        write(item, out);
    }

    private Path file(String folder) {
        return root.resolve(FolderNames.encode(folder) + SUFFIX);
    }

    private static void write(Item item, OutputStream out) throws IOException {
        var header = new ArrayList<String>();
        header.add("From kantor " + ASCTIME.format(item.date().atOffset(ZoneOffset.UTC)));
        header.add("Status: " + (item.flags().contains("\\Seen") ? "RO" : "O"));
        var letters = new StringBuilder();
        for (var letter : "AFDT".toCharArray()) {
            letters.append(item.flags().contains(X_STATUS.get(letter)) ? String.valueOf(letter) : "");
        }
        header.add("X-Status: " + letters);
        var words = item.flags().stream().filter(flag -> !flag.startsWith("\\")).toList();
        header.add("X-Keywords: " + String.join(" ", words));
        out.write((String.join("\n", header) + "\n").getBytes(StandardCharsets.UTF_8));
        var in = new ByteArrayInputStream(Item.lf(item.content()));
        for (var line = line(in); line.length > 0; line = line(in)) {
            if (begins(line, quotes(line))) {
                out.write('>');
            }
            out.write(line);
        }
        var length = item.content().length;
        out.write(
                length > 0 && item.content()[length - 1] == '\n'
                        ? "\n".getBytes(StandardCharsets.US_ASCII)
                        : "\n\n".getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        if (out != null && part != null) {
            out.close();
            Files.move(part, file(open), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            out = null;
        }
    }
}
