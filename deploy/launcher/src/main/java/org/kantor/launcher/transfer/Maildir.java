package org.kantor.launcher.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
    private final FolderList written = new FolderList();
    private final Set<String> subscribed = new TreeSet<>();

    Maildir(Path root) {
        this.root = root;
    }

    static boolean is(Path folder) {
        return Tree.isFolder(folder.resolve("cur"));
    }

    // --- reading

    @Override
    public void read(Taker taker) throws IOException {
        var tree = new Tree(root);
        var listed = FolderList.read(tree.root());
        var subscriptions = Subscriptions.read(tree.root());
        for (var folder : folders(tree, taker).entrySet()) {
            var name = folder.getKey();
            var known = listed.get(name);
            taker.folder(
                    subscriptions.isEmpty()
                            ? known
                            : new Folder(name, known.use(), subscriptions.get().contains(name)));
            var words = words(folder.getValue());
            for (var state : new String[] {"cur", "new"}) {
                for (var file : tree.files(folder.getValue().resolve(state), Maildir::isMessage, taker)) {
                    var item = item(name, file, words);
                    if (item == null) {
                        taker.broken(tree.name(file), "an empty file");
                    } else {
                        taker.take(item);
                    }
                }
            }
        }
    }

    private static @Nullable Item item(String folder, Path file, List<String> words) throws IOException {
        var content = Tree.read(file);
        if (content.length == 0) {
            return null;
        }
        var date = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
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
    private static Map<String, Path> folders(Tree tree, Taker taker) throws IOException {
        var folders = new LinkedHashMap<String, Path>();
        for (var folder : tree.folders(taker)) {
            if (is(folder)) {
                var name = tree.name(folder);
                folders.putIfAbsent(name.isEmpty() ? "INBOX" : name(name), folder);
            }
        }
        return folders;
    }

    private static String name(String name) {
        return decoded(name.startsWith(".") ? name.substring(1).replace('.', '/') : name);
    }

    static String decoded(String name) {
        return ModifiedUtf7.decode(FolderNames.decode(name));
    }

    static String encoded(String name) {
        return FolderNames.encode(ModifiedUtf7.encode(name));
    }

    private static boolean isMessage(Path file) {
        return !file.getFileName().toString().startsWith(".");
    }

    private static List<String> words(Path folder) throws IOException {
        var words = new ArrayList<String>();
        for (var line : Tree.lines(folder.resolve(KEYWORDS))) {
            words.add(line.substring(line.indexOf(' ') + 1));
        }
        return words;
    }

    // --- writing

    private Path folder(String name) throws IOException {
        var folder =
                name.equals("INBOX") ? root : root.resolve("." + encoded(name).replace('/', '.'));
        for (var state : new String[] {"cur", "new", "tmp"}) {
            Written.folder(root, folder.resolve(state));
        }
        return folder;
    }

    @Override
    public void folder(Folder folder) throws IOException {
        folder(folder.name());
        written.add(folder);
        if (folder.subscribed()) {
            subscribed.add(folder.name());
        }
    }

    @Override
    public boolean has(String folder, String name) throws IOException {
        var known = names.get(folder);
        if (known == null) {
            known = new HashSet<>();
            try (var files = Files.list(folder(folder).resolve("cur"))) {
                for (var file : files.filter(Maildir::isMessage).toList()) {
                    known.add(file.getFileName().toString().replaceAll(":2,.*", ""));
                }
            }
            names.put(folder, known);
        }
        return known.contains(name);
    }

    @Override
    public void put(Item item, String name) throws IOException {
        var folder = folder(item.folder());
        var part = folder.resolve("tmp").resolve(name);
        Written.write(part, Item.lf(item.content()), item.date());
        Written.move(part, folder.resolve("cur").resolve(name + ":2," + info(item, folder)));
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
        Written.replace(folder.resolve(KEYWORDS), lines);
    }

    @Override
    public void done() throws IOException {
        if (!written.isEmpty()) {
            written.write(root);
            Subscriptions.write(root, subscribed);
        }
    }

    @Override
    public void close() {
        names.clear();
    }
}
