package org.kantor.mail.store.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads what {@link ByteWriter} wrote. What is damaged fails with a {@link RuntimeException} that says where, whatever it says of its lengths. */
final class ByteReader {

    private final byte[] octets;
    private int position;

    ByteReader(byte[] octets) {
        this.octets = octets;
    }

    int number() {
        var value = 0;
        var shift = 0;
        while (true) {
            if (position == octets.length) {
                throw new IllegalStateException("it ends too soon, at octet " + position);
            }
            var octet = octets[position++];
            value |= (octet & 0x7f) << shift;
            if (octet >= 0) {
                return value;
            }
            shift += 7;
        }
    }

    @Nullable
    String text() {
        var length = number() - 1;
        if (length < 0) {
            return null;
        }
        if (length > octets.length - position) {
            throw new IllegalStateException("a text goes beyond the end, at octet " + position);
        }
        var text = new String(octets, position, length, StandardCharsets.UTF_8);
        position += length;
        return text;
    }

    String present() {
        var text = text();
        if (text == null) {
            throw new IllegalStateException("a text is missing at octet " + position);
        }
        return text;
    }

    <T> List<T> list(Supplier<T> each) {
        var size = number();
        // each has an octet at least
        var list = new ArrayList<T>(Math.clamp(size, 0, octets.length - position));
        for (var i = 0; i < size; i++) {
            list.add(each.get());
        }
        return list;
    }

    Map<String, String> texts() {
        var size = number();
        if (size == 0) {
            return Map.of();
        }
        var texts = LinkedHashMap.<String, String>newLinkedHashMap(Math.clamp(size, 0, octets.length - position));
        for (var i = 0; i < size; i++) {
            texts.put(present(), present());
        }
        return texts;
    }
}
