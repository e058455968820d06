package org.kantor.launcher.transfer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the forms of files have no place for: {@code folders.tsv} with a line a folder, of its name, its special use or nothing, and {@code subscribed} or nothing. */
final class FolderList {

    static final String FILE = "folders.tsv";

    private static final String SUBSCRIBED = "subscribed";

    private final Map<String, Folder> folders = new LinkedHashMap<>();

    static FolderList read(Path root) throws IOException {
        var list = new FolderList();
        for (var line : Tree.lines(root.resolve(FILE))) {
            var words = line.split("\t", -1);
            if (words.length == 3) {
                list.add(new Folder(FolderNames.decode(words[0]), words[1], words[2].equals(SUBSCRIBED)));
            }
        }
        return list;
    }

    boolean isEmpty() {
        return folders.isEmpty();
    }

    void add(Folder folder) {
        folders.put(folder.name(), folder);
    }

    boolean has(String name) {
        return folders.containsKey(name);
    }

    /** The folder as it is listed, or as any is. */
    Folder get(String name) {
        return folders.getOrDefault(name, Folder.of(name));
    }

    void write(Path root) throws IOException {
        var lines = new StringBuilder();
        for (var folder : folders.values()) {
            lines.append(FolderNames.encode(folder.name()))
                    .append('\t')
                    .append(folder.use())
                    .append('\t')
                    .append(folder.subscribed() ? SUBSCRIBED : "")
                    .append('\n');
        }
        Written.replace(root.resolve(FILE), lines);
    }
}
