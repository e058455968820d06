package org.kantor.launcher;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks the distributions that come as Maven artefacts, with their symbolic links and executable files. */
final class Archives {

    private Archives() {}

    /** A {@code .tar.gz}; the given number of leading folders of each name is dropped. */
    static void unpackGzip(InputStream archive, Path target, int dropped) throws IOException {
        unpackTar(new GZIPInputStream(new BufferedInputStream(archive, 1 << 16), 1 << 16), target, dropped);
    }

    /** A {@code .txz}. */
    static void unpackXz(InputStream archive, Path target) throws IOException {
        unpackTar(new XZInputStream(new BufferedInputStream(archive, 1 << 16)), target, 0);
    }

    private static void unpackTar(InputStream tar, Path target, int dropped) throws IOException {
        try (var in = new TarArchiveInputStream(tar)) {
            for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                var name = Path.of(entry.getName()).normalize();
                if (name.getNameCount() > dropped && !name.toString().isEmpty()) {
                    write(in, entry, inside(target, name.subpath(dropped, name.getNameCount())));
                }
            }
        }
    }

    /** No name in an archive may lead out of the folder it is unpacked to. */
    private static Path inside(Path target, Path name) throws IOException {
        var path = target.resolve(name).normalize();
        if (!path.startsWith(target)) {
            throw new IOException("the archive holds a name outside of itself: " + name);
        }
        return path;
    }

    private static void write(TarArchiveInputStream in, TarArchiveEntry entry, Path path) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent() == null ? path : path.getParent());
        Files.deleteIfExists(path);
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else if (entry.isFile()) {
            Files.copy(in, path);
            Files.setPosixFilePermissions(path, permissions((entry.getMode() & 0100) != 0));
        }
    }

    private static Set<PosixFilePermission> permissions(boolean executable) {
        var permissions = EnumSet.of(
                PosixFilePermission.OWNER_READ,
                PosixFilePermission.OWNER_WRITE,
                PosixFilePermission.GROUP_READ,
                PosixFilePermission.OTHERS_READ);
        if (executable) {
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            permissions.add(PosixFilePermission.GROUP_EXECUTE);
            permissions.add(PosixFilePermission.OTHERS_EXECUTE);
        }
        return permissions;
    }

    /** Removes the folder and all in it; links are removed, not followed. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
