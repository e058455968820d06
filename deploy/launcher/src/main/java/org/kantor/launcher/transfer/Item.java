package org.kantor.launcher.transfer;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;

/**
 * A message on its way.
 *
 * @param folder all levels, separated by slashes
 * @param content with CRLF at the end of each line
 * @param flags as IMAP writes them, {@code \Seen} and keywords alike
 * @param date when it arrived, to the second
 */
public record Item(String folder, byte[] content, Set<String> flags, Instant date) {

    /** What names the content in the store and in the files we write. */
    public String hash() {
        return hash(content);
    }

    static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every line end, whatever it was, as CRLF. */
    static byte[] crlf(byte[] text) {
        var out = new ByteArrayOutputStream(text.length + text.length / 40);
        for (var i = 0; i < text.length; i++) {
            var c = text[i];
            if (c == '\n' && (i == 0 || text[i - 1] != '\r')) {
                out.write('\r');
            }
            out.write(c);
        }
        return out.toByteArray();
    }

    /** Files have lines that end with LF. */
    static byte[] lf(byte[] text) {
        var out = new ByteArrayOutputStream(text.length);
        for (var i = 0; i < text.length; i++) {
            if (text[i] != '\r' || i + 1 == text.length || text[i + 1] != '\n') {
                out.write(text[i]);
            }
        }
        return out.toByteArray();
    }
}
