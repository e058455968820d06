package org.kantor.launcher.transfer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A tree of folders with a file a message, {@code .eml}, as it travels; the file's date is the message's, its flags are a line of {@code flags.tsv} beside it. A single such file is
 * read into the INBOX. */
final class EmlFolder implements Source, Target {

    private static final String SUFFIX = ".eml";
    private static final String FLAGS = "flags.tsv";

    private final Path root;

    EmlFolder(Path root) {
        this.root = root;
    }

    static boolean isMessage(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(SUFFIX);
    }

    @Override
    public void read(Taker taker) throws IOException {
        if (Files.isRegularFile(root)) {
            take(root, "INBOX", Set.of(), taker);
            return;
        }
        List<Path> folders;
        try (var below = Files.walk(root)) {
            folders = below.filter(Files::isDirectory).sorted().toList();
        }
        for (var folder : folders) {
            var name = FolderNames.decode(root.relativize(folder).toString().replace('\\', '/'));
            read(folder, name.isEmpty() ? "INBOX" : name, taker);
        }
    }

    private void read(Path folder, String name, Taker taker) throws IOException {
        List<Path> files;
        try (var all = Files.list(folder)) {
            files = all.filter(EmlFolder::isMessage)
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
        var flags = flags(folder);
        for (var file : files) {
            take(file, name, flags.getOrDefault(file.getFileName().toString(), Set.of()), taker);
        }
    }

    private void take(Path file, String folder, Set<String> flags, Taker taker) throws IOException {
        var content = Files.readAllBytes(file);
        if (content.length == 0) {
            taker.broken(
                    file.equals(root) ? file.toString() : root.relativize(file).toString(), "an empty file");
        } else {
            taker.take(new Item(
                    folder,
                    Item.crlf(content),
                    flags,
                    Files.getLastModifiedTime(file).toInstant()));
        }
    }

    private static Map<String, Set<String>> flags(Path folder) throws IOException {
        var flags = new LinkedHashMap<String, Set<String>>();
        var file = folder.resolve(FLAGS);
        if (Files.exists(file)) {
            for (var line : Files.readAllLines(file)) {
                var words = new LinkedHashSet<>(List.of(line.split("\t")));
                words.remove(words.getFirst());
                flags.put(line.replaceAll("\t.*", ""), words);
            }
        }
        return flags;
    }

    private Path folder(String name) {
        return name.equals("INBOX") ? root : root.resolve(FolderNames.encode(name));
    }

    @Override
    public boolean has(String folder, String name) {
        return Files.exists(folder(folder).resolve(name + SUFFIX));
    }

    @Override
    public void put(Item item, String name) throws IOException {
        var folder = folder(item.folder());
        Files.createDirectories(folder);
        var part = folder.resolve(name + ".part");
        Files.write(part, item.content());
        Files.setLastModifiedTime(part, FileTime.from(item.date()));
        if (!item.flags().isEmpty()) {
            Files.writeString(
                    folder.resolve(FLAGS),
                    name + SUFFIX + "\t" + String.join("\t", item.flags()) + "\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
        Files.move(part, folder.resolve(name + SUFFIX), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() {
        // every file is whole already
    }
}
