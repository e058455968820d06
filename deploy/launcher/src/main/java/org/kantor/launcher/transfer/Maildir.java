package org.kantor.launcher.transfer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Maildir: {@code cur}, {@code new} and {@code tmp}, a file a message, its flags in the file's name, its date the file's. Folders are Maildir++'s, which begin with a dot
 * and have dots between their levels, or plain ones within each other; their names are in modified UTF-7, as other servers write them. The Maildir itself is the INBOX.
 * Keywords are in {@code dovecot-keywords}.
 */
final class Maildir implements Source, Target {

    private static final String KEYWORDS = "dovecot-keywords";
    private static final int MOST_KEYWORDS = 26;
    private static final Map<Character, String> FLAGS =
            Map.of('D', "\\Draft", 'F', "\\Flagged", 'R', "\\Answered", 'S', "\\Seen", 'T', "\\Deleted");

    private final Path root;
    private final Map<String, Set<String>> names = new HashMap<>();
    private final Map<String, List<String>> keywords = new HashMap<>();

    Maildir(Path root) {
        this.root = root;
    }

    static boolean is(Path folder) {
        return Files.isDirectory(folder.resolve("cur"));
    }

    // --- reading

    @Override
    public void read(Taker taker) throws IOException {
        for (var folder : folders().entrySet()) {
            var words = words(folder.getValue());
            for (var state : new String[] {"cur", "new"}) {
                for (var file : files(folder.getValue().resolve(state))) {
                    var item = item(folder.getKey(), file, words);
                    if (item == null) {
                        taker.broken(root.relativize(file).toString(), "an empty file");
                    } else {
                        taker.take(item);
                    }
                }
            }
        }
    }

    private static @Nullable Item item(String folder, Path file, List<String> words) throws IOException {
        var content = Files.readAllBytes(file);
        if (content.length == 0) {
            return null;
        }
        var date = Files.getLastModifiedTime(file).toInstant();
        return new Item(folder, Item.crlf(content), flags(file.getFileName().toString(), words), date);
    }

    private static Set<String> flags(String name, List<String> words) {
        var flags = new LinkedHashSet<String>();
        var info = name.indexOf(":2,");
        if (info >= 0) {
            for (var c : name.substring(info + 3).toCharArray()) {
                var flag = FLAGS.get(c);
                if (flag != null) {
                    flags.add(flag);
                } else if (c >= 'a' && c - 'a' < words.size()) {
                    flags.add(words.get(c - 'a'));
                }
            }
        }
        return flags;
    }

    /** The folders by name, the INBOX first. */
    private Map<String, Path> folders() throws IOException {
        var folders = new LinkedHashMap<String, Path>();
        if (is(root)) {
            folders.put("INBOX", root);
        }
        try (var below = Files.walk(root)) {
            for (var folder : below.filter(Files::isDirectory).sorted().toList()) {
                if (!folder.equals(root) && is(folder)) {
                    folders.putIfAbsent(name(root.relativize(folder)), folder);
                }
            }
        }
        return folders;
    }

    private static String name(Path folder) {
        var name = folder.toString().replace('\\', '/');
        return ModifiedUtf7.decode(
                FolderNames.decode(name.startsWith(".") ? name.substring(1).replace('.', '/') : name));
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> words(Path folder) throws IOException {
        var words = new ArrayList<String>();
        var file = folder.resolve(KEYWORDS);
        if (Files.exists(file)) {
            for (var line : Files.readAllLines(file)) {
                words.add(line.substring(line.indexOf(' ') + 1));
            }
        }
        return words;
    }

    // --- writing

    private Path folder(String name) throws IOException {
        var folder = name.equals("INBOX")
                ? root
                : root.resolve(
                        "." + FolderNames.encode(ModifiedUtf7.encode(name)).replace('/', '.'));
        for (var state : new String[] {"cur", "new", "tmp"}) {
            Files.createDirectories(folder.resolve(state));
        }
        return folder;
    }

    @Override
    public boolean has(String folder, String name) throws IOException {
        var known = names.get(folder);
        if (known == null) {
            known = new HashSet<>();
            for (var file : files(folder(folder).resolve("cur"))) {
                known.add(file.getFileName().toString().replaceAll(":2,.*", ""));
            }
            names.put(folder, known);
        }
        return known.contains(name);
    }

    @Override
    public void put(Item item, String name) throws IOException {
        var folder = folder(item.folder());
        var part = folder.resolve("tmp").resolve(name);
        Files.write(part, Item.lf(item.content()));
        Files.setLastModifiedTime(part, FileTime.from(item.date()));
        Files.move(
                part, folder.resolve("cur").resolve(name + ":2," + info(item, folder)), StandardCopyOption.ATOMIC_MOVE);
    }

    /** The flags' letters in the order of the alphabet; more keywords than letters are left out. */
    private String info(Item item, Path folder) throws IOException {
        var letters = new StringBuilder();
        FLAGS.forEach((letter, flag) -> letters.append(item.flags().contains(flag) ? letter.toString() : ""));
        var words = keywords.get(item.folder());
        if (words == null) {
            words = words(folder);
            keywords.put(item.folder(), words);
        }
        for (var flag : item.flags()) {
            if (!flag.startsWith("\\")) {
                if (!words.contains(flag) && words.size() < MOST_KEYWORDS) {
                    words.add(flag);
                    write(folder, words);
                }
                if (words.contains(flag)) {
                    letters.append((char) ('a' + words.indexOf(flag)));
                }
            }
        }
        return letters.chars()
                .sorted()
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static void write(Path folder, List<String> words) throws IOException {
        var lines = new StringBuilder();
        for (var i = 0; i < words.size(); i++) {
            lines.append(i).append(' ').append(words.get(i)).append('\n');
        }
        Files.writeString(folder.resolve(KEYWORDS), lines, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        names.clear();
    }
}
