package org.kantor.mail.wire.mime;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns octets into text the way a forgiving reader does: by the declared charset, corrected where the octets show that the declaration is wrong. Never
 * fails; what no charset explains becomes U+FFFD.
 */
public final class TextDecoder {

    private static final Pattern META_CHARSET = Pattern.compile(
            "<meta[^>]{0,200}?charset\\s{0,9}=\\s{0,9}[\"']?\\s{0,9}([A-Za-z0-9_:.-]{1,40})", Pattern.CASE_INSENSITIVE);
    private static final int META_WINDOW = 2048;
    private static final char REPLACEMENT = '\uFFFD';

    private TextDecoder() {}

    /** The text of a part: transfer decoding, then its charset (for HTML without one, the one it names itself). */
    public static String text(byte[] message, BodyPart part) {
        return text(message, part, Integer.MAX_VALUE);
    }

    /** As {@link #text(byte[], BodyPart)}, of the first octets only; a character cut in two at the end is left out. */
    static String text(byte[] message, BodyPart part, int maxOctets) {
        var octets = PartDecoder.decode(message, part, maxOctets);
        var charset = part.parameters().get("charset");
        if (Charsets.find(charset).isEmpty() && part.subtype().equals("HTML")) {
            var head = new String(octets, 0, Math.min(octets.length, META_WINDOW), StandardCharsets.ISO_8859_1);
            var meta = META_CHARSET.matcher(head);
            if (meta.find()
                    && Charsets.find(meta.group(1))
                            .map(TextDecoder::asciiCompatible)
                            .orElse(false)) {
                charset = meta.group(1);
            }
        }
        return decode(octets, charset, octets.length == maxOctets);
    }

    /** @param charset as declared; null or unknown means it has to be guessed */
    public static String decode(byte[] octets, @Nullable String charset) {
        return decode(octets, charset, false);
    }

    private static String decode(byte[] octets, @Nullable String charset, boolean cut) {
        var bom = byteOrderMark(octets);
        if (bom != null) {
            var skip = bom.equals(StandardCharsets.UTF_8) ? 3 : 2;
            return lenient(octets, skip, bom, cut);
        }
        var declared = Charsets.find(charset).orElse(null);
        if (declared == null || declared.equals(Charsets.WINDOWS_1252)) {
            return isAscii(octets) ? new String(octets, StandardCharsets.US_ASCII) : guess(octets, cut);
        }
        if (declared.equals(StandardCharsets.UTF_8)) {
            var text = lenient(octets, 0, declared, cut);
            return mostlyBroken(text) ? new String(octets, Charsets.WINDOWS_1252) : text;
        }
        return lenient(octets, 0, declared, cut);
    }

    /** UTF-8 if the octets are that, else windows-1252: what undeclared text is in practice. */
    private static String guess(byte[] octets, boolean cut) {
        var utf8 = strict(octets, StandardCharsets.UTF_8, cut);
        return utf8 != null ? utf8 : new String(octets, Charsets.WINDOWS_1252);
    }

    private static boolean asciiCompatible(Charset charset) {
        return "a<".equals(new String(new byte[] {'a', '<'}, charset));
    }

    private static @Nullable String strict(byte[] octets, Charset charset, boolean cut) {
        try {
            return run(ByteBuffer.wrap(octets), charset, CodingErrorAction.REPORT, cut);
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static String lenient(byte[] octets, int from, Charset charset, boolean cut) {
        if (!cut) {
            return new String(octets, from, octets.length - from, charset);
        }
        try {
            return run(ByteBuffer.wrap(octets, from, octets.length - from), charset, CodingErrorAction.REPLACE, true);
        } catch (CharacterCodingException e) {
            return new String(octets, from, octets.length - from, charset);
        }
    }

    private static String run(ByteBuffer in, Charset charset, CodingErrorAction onError, boolean cut)
            throws CharacterCodingException {
        var decoder = charset.newDecoder().onMalformedInput(onError).onUnmappableCharacter(onError);
        var out = CharBuffer.allocate((int) Math.ceil(in.remaining() * (double) decoder.maxCharsPerByte()) + 1);
        var result = decoder.decode(in, out, !cut);
        if (result.isError()) {
            result.throwException();
        }
        return out.flip().toString();
    }

    private static boolean mostlyBroken(String text) {
        var broken = 0;
        var foreign = 0;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == REPLACEMENT) {
                broken++;
            } else if (c > 0x7f) {
                foreign++;
            }
        }
        return broken > foreign;
    }

    private static @Nullable Charset byteOrderMark(byte[] octets) {
        if (octets.length >= 3 && octets[0] == (byte) 0xef && octets[1] == (byte) 0xbb && octets[2] == (byte) 0xbf) {
            return StandardCharsets.UTF_8;
        }
        if (octets.length >= 2 && octets[0] == (byte) 0xff && octets[1] == (byte) 0xfe) {
            return StandardCharsets.UTF_16LE;
        }
        if (octets.length >= 2 && octets[0] == (byte) 0xfe && octets[1] == (byte) 0xff) {
            return StandardCharsets.UTF_16BE;
        }
        return null;
    }

    static boolean isAscii(byte[] octets) {
        for (var octet : octets) {
            if (octet < 0) {
                return false;
            }
        }
        return true;
    }
}
