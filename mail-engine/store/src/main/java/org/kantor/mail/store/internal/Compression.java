package org.kantor.mail.store.internal;

import com.github.luben.zstd.Zstd;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** How content is kept: one zstd frame of level 1, named by the SHA-256 of the octets in it. */
final class Compression {

    private static final int LEVEL = 1;

    private Compression() {}

    static byte[] compress(byte[] octets) {
        return Zstd.compress(octets, LEVEL);
    }

    /** @param size how many octets are expected */
    static byte[] decompress(byte[] frame, int size) {
        var octets = Zstd.decompress(frame, size);
        if (octets.length != size) {
            throw new IllegalStateException("content of " + octets.length + " octets instead of " + size);
        }
        return octets;
    }

    static byte[] hash(byte[] octets) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(octets);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
