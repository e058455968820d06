package org.kantor.mail.store.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads what {@link ByteWriter} wrote. */
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
        var list = new ArrayList<T>(size);
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
        var texts = LinkedHashMap.<String, String>newLinkedHashMap(size);
        for (var i = 0; i < size; i++) {
            texts.put(present(), present());
        }
        return texts;
    }
}
