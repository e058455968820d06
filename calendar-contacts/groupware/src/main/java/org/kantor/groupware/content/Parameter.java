package org.kantor.groupware.content;

import java.util.List;

/** A property parameter (RFC 5545 section 3.2): its name in capitals and its values without quotes. */
public record Parameter(String name, List<String> values) {
    public Parameter {
        values = List.copyOf(values);
    }

    public static Parameter of(String name, String value) {
        return new Parameter(name, List.of(value));
    }
}
