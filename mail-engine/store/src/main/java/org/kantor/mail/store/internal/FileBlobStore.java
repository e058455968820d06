package org.kantor.mail.store.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.kantor.kernel.AccountId;

/**
 * Blobs as files {@code ACCOUNT/HH/HASH}. A file is written under another name, flushed, renamed, and its folder flushed, so that after a crash a
 * name never stands for half a content. What a crash leaves under the other name is swept like an unused blob.
 */
public final class FileBlobStore implements BlobStore {

    private static final String UNFINISHED = ".tmp";

    /** What else lies in the folder is not ours: a file system may have a lost+found there. */
    private static final Pattern ACCOUNT = Pattern.compile("\\d{1,18}");

    private static final Pattern HASH = Pattern.compile("(?:[0-9a-f]{2})+");
    private static final int STRIPES = 64;

    private final Path root;
    private final Clock clock;
    private final AtomicLong number = new AtomicLong();
    /** Keep a deletion from racing with the same blob being put again. */
    private final Object[] locks = new Object[STRIPES];

    public FileBlobStore(Path root, Clock clock) {
        this.root = root;
        this.clock = clock;
        for (var i = 0; i < STRIPES; i++) {
            locks[i] = new Object();
        }
    }

    @Override
    public void put(AccountId account, byte[] hash, byte[] content) {
        var file = file(account, hash);
        var folder = parent(file);
        try {
            makeFolders(folder);
            var fresh = folder.resolve(ProcessHandle.current().pid() + "-" + number.incrementAndGet() + UNFINISHED);
            try (var channel = FileChannel.open(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                var buffer = ByteBuffer.wrap(content);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                Files.setLastModifiedTime(fresh, FileTime.from(clock.instant()));
                channel.force(true);
            }
            synchronized (lock(hash)) {
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            }
            flush(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** New folders are flushed into their parents, or the files in them could vanish with the power. */
    private void makeFolders(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Files.createDirectories(folder);
        var account = parent(folder);
        flush(account);
        flush(parent(account));
    }

    private static Path parent(Path path) {
        var parent = path.getParent();
        if (parent == null) {
            throw new IllegalStateException("no folder above " + path);
        }
        return parent;
    }

    private static void flush(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public byte[] get(AccountId account, byte[] hash) {
        try {
            return Files.readAllBytes(file(account, hash));
        } catch (NoSuchFileException e) {
            throw new IllegalStateException("the blob " + file(account, hash) + " is missing", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean exists(AccountId account, byte[] hash) {
        return Files.isRegularFile(file(account, hash));
    }

    /** In the folder {@code blobs-aside} beside the blobs, under the hash and the time. */
    @Override
    public void setAside(AccountId account, byte[] hash) {
        var file = file(account, hash);
        var folder = root.resolveSibling(name(root) + "-aside").resolve(account.toString());
        try {
            Files.createDirectories(folder);
            Files.move(file, folder.resolve(name(file) + "-" + clock.millis()), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<AccountId> accounts() {
        var accounts = new ArrayList<AccountId>();
        for (var folder : list(root)) {
            if (ACCOUNT.matcher(name(folder)).matches()) {
                accounts.add(new AccountId(Long.parseLong(name(folder))));
            }
        }
        return accounts;
    }

    @Override
    public List<byte[]> hashes(AccountId account) {
        return list(root.resolve(account.toString())).stream()
                .flatMap(folder -> list(folder).stream())
                .map(FileBlobStore::name)
                .filter(name -> HASH.matcher(name).matches())
                .map(HexFormat.of()::parseHex)
                .toList();
    }

    @Override
    public List<byte[]> olderThan(AccountId account, Instant before) {
        var hashes = new ArrayList<byte[]>();
        for (var folder : list(root.resolve(account.toString()))) {
            for (var file : list(folder)) {
                if (older(file, before)) {
                    if (name(file).endsWith(UNFINISHED)) {
                        remove(file);
                    } else if (HASH.matcher(name(file)).matches()) {
                        hashes.add(HexFormat.of().parseHex(name(file)));
                    }
                }
            }
        }
        return hashes;
    }

    @Override
    public void delete(AccountId account, byte[] hash, Instant before) {
        var file = file(account, hash);
        synchronized (lock(hash)) {
            if (older(file, before)) {
                remove(file);
            }
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean older(Path file, Instant before) {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(before);
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        var paths = new ArrayList<Path>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(paths::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return paths;
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    private Object lock(byte[] hash) {
        return locks[(hash[0] & 0xff) % STRIPES];
    }

    private Path file(AccountId account, byte[] hash) {
        var name = HexFormat.of().formatHex(hash);
        return root.resolve(account.toString()).resolve(name.substring(0, 2)).resolve(name);
    }
}
