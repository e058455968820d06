package org.kantor.launcher.transfer;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.kantor.mail.wire.mbox.Mbox;

/** Mbox files, as {@link Mbox} reads and writes them: one file, or a folder of {@code .mbox} files, one a folder of mail. */
final class MboxFiles implements Source, Target {

    private static final String SUFFIX = ".mbox";

    /** Octets of a message, so that its lines can be put together. */
    private static final int LARGEST = Integer.MAX_VALUE - 64;

    private final Path root;
    private final Instant otherwise;
    private final FolderList written = new FolderList();
    private @Nullable OutputStream out;
    private @Nullable Path part;
    private String open = "";

    /** @param otherwise the date of messages that have none */
    MboxFiles(Path root, Instant otherwise) {
        this.root = root;
        this.otherwise = otherwise;
    }

    // --- reading

    @Override
    public void read(Taker taker) throws IOException {
        if (Files.isRegularFile(root)) {
            var name = FolderNames.decode(root.getFileName().toString().replaceAll("(?i)\\.mbox$", ""));
            read(root.toRealPath(), Folder.of(name), taker);
            return;
        }
        var tree = new Tree(root);
        var listed = FolderList.read(tree.root());
        for (var folder : tree.folders(taker)) {
            for (var file : tree.files(folder, each -> each.toString().endsWith(SUFFIX), taker)) {
                var name = tree.name(file);
                read(file, listed.get(FolderNames.decode(name.substring(0, name.length() - SUFFIX.length()))), taker);
            }
        }
    }

    private void read(Path file, Folder told, Taker taker) throws IOException {
        var folder = told.name();
        taker.folder(told);
        try (var in = new BufferedInputStream(Tree.open(file), 1 << 16)) {
            var read = Mbox.read(in, LARGEST, entry -> {
                if (entry.content().length == 0) {
                    taker.broken(folder, "a message without content");
                } else {
                    taker.take(new Item(
                            folder, entry.content(), entry.flags(), entry.date().orElse(otherwise)));
                }
            });
            if (!read && Files.size(file) > 0) {
                taker.broken(file.toString(), "it does not begin as an mbox file does");
            }
        }
    }

    // --- writing: each folder's file whole, and in its place when it is

    @Override
    public boolean has(String folder, String name) {
        return false; // the file is written anew, with all that is in it
    }

    @Override
    public void folder(Folder folder) throws IOException {
        written.add(folder);
        opened(folder.name());
    }

    @Override
    public void put(Item item, String name) throws IOException {
        Mbox.write(opened(item.folder()), item.content(), item.flags(), item.date());
    }

    private OutputStream opened(String folder) throws IOException {
        var there = out;
        if (there != null && folder.equals(open)) {
            return there;
        }
        finish();
        open = folder;
        var file = file(open);
        Written.folder(root, file.resolveSibling(""));
        var beginning = Written.part(file);
        var fresh = Written.open(beginning);
        part = beginning;
        out = fresh;
        return fresh;
    }

    private Path file(String folder) {
        return root.resolve(FolderNames.encode(folder) + SUFFIX);
    }

    @Override
    public void done() throws IOException {
        finish();
        if (!written.isEmpty()) {
            written.write(root);
        }
    }

    private void finish() throws IOException {
        if (out != null && part != null) {
            out.close();
            Written.move(part, file(open));
            out = null;
        }
    }

    /** A folder that was not put whole is not kept. */
    @Override
    public void close() throws IOException {
        if (out != null && part != null) {
            try {
                out.close();
            } finally {
                Files.deleteIfExists(part);
                out = null;
            }
        }
    }
}
