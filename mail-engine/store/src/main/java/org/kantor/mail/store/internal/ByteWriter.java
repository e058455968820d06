package org.kantor.mail.store.internal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes the primitives of {@link ParsedCodec}: numbers of seven bits an octet, texts with their length before them. */
final class ByteWriter {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);

    void number(int value) {
        var rest = value;
        while ((rest & ~0x7f) != 0) {
            out.write(rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }

    /** The length is one more than it is, so that 0 stands for null. */
    void text(@Nullable String text) {
        if (text == null) {
            number(0);
            return;
        }
        var octets = text.getBytes(StandardCharsets.UTF_8);
        number(octets.length + 1);
        out.writeBytes(octets);
    }

    <T> void list(List<T> list, Consumer<T> each) {
        number(list.size());
        list.forEach(each);
    }

    void texts(Map<String, String> texts) {
        number(texts.size());
        texts.forEach((key, value) -> {
            text(key);
            text(value);
        });
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
