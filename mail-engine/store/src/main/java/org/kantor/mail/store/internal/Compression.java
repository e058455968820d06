package org.kantor.mail.store.internal;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;

/** How content is kept: one zstd frame of level 1, named by the SHA-256 of the octets in it. */
final class Compression {

    private static final int LEVEL = 1;

    static final int HASH_LENGTH = 32;

    private static final int MOST = 512 * 1024 * 1024;

    /** A context is some hundred kilobytes, and making one takes as long as a small message does. One that has failed is not kept. */
    private static final int KEPT = Runtime.getRuntime().availableProcessors();

    private static final Queue<ZstdCompressCtx> COMPRESSORS = new ArrayBlockingQueue<>(KEPT);
    private static final Queue<ZstdDecompressCtx> DECOMPRESSORS = new ArrayBlockingQueue<>(KEPT);

    private Compression() {}

    static byte[] compress(byte[] octets) {
        var kept = COMPRESSORS.poll();
        var context = kept != null ? kept : new ZstdCompressCtx().setLevel(LEVEL);
        var frame = context.compress(octets);
        if (!COMPRESSORS.offer(context)) {
            context.close();
        }
        return frame;
    }

    /** @param size how many octets are expected */
    static byte[] decompress(byte[] frame, int size) {
        var kept = DECOMPRESSORS.poll();
        var context = kept != null ? kept : new ZstdDecompressCtx();
        var octets = context.decompress(frame, size);
        if (!DECOMPRESSORS.offer(context)) {
            context.close();
        }
        if (octets.length != size) {
            throw new IllegalStateException("content of " + octets.length + " octets instead of " + size);
        }
        return octets;
    }

    /** The octets in a frame whose size nobody knows for certain; null when it cannot be unpacked or says that it is larger than any message. */
    static byte @Nullable [] unpacked(byte[] frame) {
        try {
            var size = Zstd.getFrameContentSize(frame);
            return size < 0 || size > MOST ? null : decompress(frame, (int) size);
        } catch (RuntimeException e) {
            return null;
        }
    }

    static byte[] hash(byte[] octets) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(octets);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
