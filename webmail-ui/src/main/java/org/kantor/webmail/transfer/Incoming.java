package org.kantor.webmail.transfer;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.kantor.bean.TemporaryFiles;

/**
 * A message that arrives: in memory while it is small, on disk from then on, so that whoever sends slowly holds little of the heap. For one message after the other; used by one
 * thread.
 */
final class Incoming extends OutputStream {

    /** Octets of the largest message that is kept in memory while it arrives. */
    static final int SMALL = 1 << 19;

    private final TemporaryFiles files;

    private final ByteArrayOutputStream memory = new ByteArrayOutputStream(1 << 14);
    private @Nullable Path file;
    private @Nullable OutputStream disk;

    Incoming(TemporaryFiles files) {
        this.files = files;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int from, int length) throws IOException {
        var out = disk;
        if (out == null && memory.size() + length > SMALL) {
            file = files.create("import-");
            out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
            disk = out;
            memory.writeTo(out);
            memory.reset();
        }
        if (out == null) {
            memory.write(octets, from, length);
        } else {
            out.write(octets, from, length);
        }
    }

    /** Whether it is on disk, and {@link #content} brings all of it into memory. */
    boolean isLarge() {
        return file != null;
    }

    /** The message, which is whole now. */
    byte[] content() throws IOException {
        var path = file;
        if (path == null) {
            return memory.toByteArray();
        }
        closeFile();
        return Files.readAllBytes(path);
    }

    /** Forgets the message. */
    void clear() throws IOException {
        memory.reset();
        var path = file;
        file = null;
        if (path != null) {
            try {
                closeFile();
            } finally {
                Files.deleteIfExists(path);
            }
        }
    }

    private void closeFile() throws IOException {
        var out = disk;
        disk = null;
        if (out != null) {
            out.close();
        }
    }

    @Override
    public void close() throws IOException {
        clear();
    }
}
