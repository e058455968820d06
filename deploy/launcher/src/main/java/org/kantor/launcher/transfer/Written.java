package org.kantor.launcher.transfer;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/**
 * Files and folders below a folder that may be somebody else's: the command can write where that person cannot, so symbolic links are neither followed nor written
 * through, but for the folder itself.
 */
final class Written {

    private Written() {}

    /** Makes the folder and those above it, below the root. @throws IOException if one of them is a link or a file, or if it is not below the root */
    static void folder(Path root, Path folder) throws IOException {
        if (!folder.startsWith(root)) {
            throw new FileSystemException(folder.toString(), null, "it is not below " + root);
        }
        Files.createDirectories(root);
        var path = root;
        if (folder.equals(root)) {
            return;
        }
        for (var name : root.relativize(folder)) {
            path = path.resolve(name);
            if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectory(path);
            } else if (!Tree.isFolder(path)) {
                throw refused(path);
            }
        }
    }

    /** A file that begins anew, in place of what is there: a part, which is moved when it is whole. */
    static OutputStream open(Path part) throws IOException {
        Files.deleteIfExists(part);
        return new BufferedOutputStream(
                Files.newOutputStream(
                        part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                1 << 16);
    }

    /** A part, whole. */
    static void write(Path part, byte[] content, Instant date) throws IOException {
        try (var out = open(part)) {
            out.write(content);
        }
        Files.getFileAttributeView(part, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setTimes(FileTime.from(date), null, null);
    }

    /** In place of the file that is there, or of the link, but only when it is whole. */
    static void replace(Path file, CharSequence text) throws IOException {
        var part = part(file);
        try (var out = open(part)) {
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        }
        move(part, file);
    }

    static Path part(Path file) {
        return file.resolveSibling(file.getFileName() + ".part");
    }

    static void move(Path part, Path file) throws IOException {
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** At the end of the file, which is made if it is not there. @throws IOException if a link or a folder is there */
    static void append(Path file, String text) throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Tree.isFile(file)) {
            throw refused(file);
        }
        Files.writeString(
                file,
                text,
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND,
                LinkOption.NOFOLLOW_LINKS);
    }

    private static IOException refused(Path path) {
        return new FileSystemException(
                path.toString(),
                null,
                Files.isSymbolicLink(path) ? "a symbolic link, which is not followed" : "something else is there");
    }
}
