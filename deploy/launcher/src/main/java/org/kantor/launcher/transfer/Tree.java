package org.kantor.launcher.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The files below a folder that somebody else may have filled: the command can read what that person cannot, so symbolic links in it are not followed, but for the
 * folder itself. Those that would have been read are said to be left out.
 */
final class Tree {

    private final Path root;

    Tree(Path root) throws IOException {
        this.root = root.toRealPath();
    }

    Path root() {
        return root;
    }

    static boolean isFolder(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    static boolean isFile(Path path) {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** Below the root, with slashes. */
    String name(Path path) {
        return root.relativize(path).toString().replace('\\', '/');
    }

    /** The root and all folders below it, sorted. */
    List<Path> folders(Source.Taker taker) throws IOException {
        List<Path> all;
        try (var below = Files.walk(root)) {
            all = below.filter(path -> isFolder(path) || Files.isSymbolicLink(path))
                    .sorted()
                    .toList();
        }
        var folders = new ArrayList<Path>();
        for (var path : all) {
            if (isFolder(path)) {
                folders.add(path);
            } else if (Files.isDirectory(path)) {
                link(path, taker);
            }
        }
        return folders;
    }

    /** The files in a folder, sorted; none if it is no folder. */
    List<Path> files(Path folder, Predicate<Path> wanted, Source.Taker taker) throws IOException {
        if (!isFolder(folder)) {
            return List.of();
        }
        List<Path> all;
        try (var in = Files.list(folder)) {
            all = in.filter(wanted).sorted().toList();
        }
        var files = new ArrayList<Path>();
        for (var path : all) {
            if (isFile(path)) {
                files.add(path);
            } else if (Files.isSymbolicLink(path) && !Files.isDirectory(path)) {
                link(path, taker);
            }
        }
        return files;
    }

    private void link(Path path, Source.Taker taker) {
        taker.broken(name(path), "a symbolic link, which is not followed");
    }

    /** Refuses what has become a link meanwhile. */
    static InputStream open(Path file) throws IOException {
        return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
    }

    static byte[] read(Path file) throws IOException {
        try (var in = open(file)) {
            return in.readAllBytes();
        }
    }

    /** None if there is no such file. */
    static List<String> lines(Path file) throws IOException {
        return isFile(file)
                ? new String(read(file), StandardCharsets.UTF_8).lines().toList()
                : List.of();
    }
}
