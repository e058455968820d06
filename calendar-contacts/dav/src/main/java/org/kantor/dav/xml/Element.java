package org.kantor.dav.xml;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An element that a client sent.
 *
 * @param attributes by local name, those without a namespace
 * @param text all character data directly inside it
 */
public record Element(Name name, Map<String, String> attributes, String text, List<Element> children) {

    public boolean is(Name wanted) {
        return name.equals(wanted);
    }

    public Optional<Element> child(Name wanted) {
        return children.stream().filter(child -> child.is(wanted)).findFirst();
    }

    public List<Element> children(Name wanted) {
        return children.stream().filter(child -> child.is(wanted)).toList();
    }

    public boolean has(Name wanted) {
        return child(wanted).isPresent();
    }

    public Optional<String> attribute(String wanted) {
        return Optional.ofNullable(attributes.get(wanted));
    }
}
