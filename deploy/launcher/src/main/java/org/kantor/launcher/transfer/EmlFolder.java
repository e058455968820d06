package org.kantor.launcher.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A tree of folders with a file a message, {@code .eml}, as it travels; what has no such file and is not in the list of folders is none. The file's date is the message's, its flags are a line of {@code flags.tsv} beside it. A single such file is
 * read into the INBOX. */
final class EmlFolder implements Source, Target {

    private static final String SUFFIX = ".eml";
    private static final String FLAGS = "flags.tsv";

    private final Path root;
    private final FolderList written = new FolderList();

    EmlFolder(Path root) {
        this.root = root;
    }

    static boolean isMessage(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(SUFFIX);
    }

    @Override
    public void read(Taker taker) throws IOException {
        if (Files.isRegularFile(root)) {
            taker.folder(Folder.of("INBOX"));
            take(root.toRealPath(), root.toString(), "INBOX", Set.of(), taker);
            return;
        }
        var tree = new Tree(root);
        var listed = FolderList.read(tree.root());
        for (var folder : tree.folders(taker)) {
            var name = FolderNames.decode(tree.name(folder));
            var called = name.isEmpty() ? "INBOX" : name;
            var files = tree.files(folder, EmlFolder::isMessage, taker);
            if (files.isEmpty() && !listed.has(called)) {
                continue;
            }
            taker.folder(listed.get(called));
            var flags = flags(folder);
            for (var file : files) {
                take(
                        file,
                        tree.name(file),
                        called,
                        flags.getOrDefault(file.getFileName().toString(), Set.of()),
                        taker);
            }
        }
    }

    private static void take(Path file, String where, String folder, Set<String> flags, Taker taker)
            throws IOException {
        var content = Tree.read(file);
        if (content.length == 0) {
            taker.broken(where, "an empty file");
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
        for (var line : Tree.lines(folder.resolve(FLAGS))) {
            var words = new LinkedHashSet<>(List.of(line.split("\t")));
            words.remove(words.getFirst());
            flags.put(line.replaceAll("\t.*", ""), words);
        }
        return flags;
    }

    private Path folder(String name) {
        return name.equals("INBOX") ? root : root.resolve(FolderNames.encode(name));
    }

    @Override
    public void folder(Folder folder) throws IOException {
        Written.folder(root, folder(folder.name()));
        written.add(folder);
    }

    @Override
    public boolean has(String folder, String name) {
        return Tree.isFile(folder(folder).resolve(name + SUFFIX));
    }

    @Override
    public void put(Item item, String name) throws IOException {
        var folder = folder(item.folder());
        Written.folder(root, folder);
        var part = folder.resolve(name + ".part");
        Written.write(part, item.content(), item.date());
        if (!item.flags().isEmpty()) {
            Written.append(folder.resolve(FLAGS), name + SUFFIX + "\t" + String.join("\t", item.flags()) + "\n");
        }
        Written.move(part, folder.resolve(name + SUFFIX));
    }

    @Override
    public void done() throws IOException {
        if (!written.isEmpty()) {
            written.write(root);
        }
    }

    @Override
    public void close() {}
}
