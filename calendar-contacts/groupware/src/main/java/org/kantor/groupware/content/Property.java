package org.kantor.groupware.content;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One content line, unfolded.
 *
 * @param group vCard's prefix that ties lines together, without the dot; empty if there is none
 * @param name in capitals
 * @param value as written, still escaped
 */
public record Property(String group, String name, List<Parameter> parameters, String value) {

    public Property {
        name = name.toUpperCase(Locale.ROOT);
        parameters = List.copyOf(parameters);
    }

    public static Property of(String name, String value, Parameter... parameters) {
        return new Property("", name, List.of(parameters), value);
    }

    /** A property whose value is TEXT, escaped here. */
    public static Property text(String name, String text) {
        return of(name, Text.escape(text));
    }

    /** The value as TEXT, unescaped. */
    public String text() {
        return Text.unescape(value);
    }

    /** The first value of a parameter. */
    public Optional<String> parameter(String wanted) {
        for (var parameter : parameters) {
            if (parameter.name().equals(wanted) && !parameter.values().isEmpty()) {
                return Optional.of(parameter.values().getFirst());
            }
        }
        return Optional.empty();
    }

    /** Every value of every parameter of that name. */
    public List<String> parameters(String wanted) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(wanted))
                .flatMap(parameter -> parameter.values().stream())
                .toList();
    }

    public Property withValue(String newValue) {
        return new Property(group, name, parameters, newValue);
    }

    /** The same property without the parameters of that name. */
    public Property without(String parameter) {
        return new Property(
                group,
                name,
                parameters.stream().filter(p -> !p.name().equals(parameter)).toList(),
                value);
    }
}
