package org.kantor.groupware.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What stands between BEGIN and END: its name in capitals, its properties, and the components inside it. Immutable: changes make a new
 * component.
 */
public record Component(String name, List<Property> properties, List<Component> components) {

    public Component {
        properties = List.copyOf(properties);
        components = List.copyOf(components);
    }

    public Optional<Property> property(String wanted) {
        for (var property : properties) {
            if (property.name().equals(wanted)) {
                return Optional.of(property);
            }
        }
        return Optional.empty();
    }

    public List<Property> properties(String wanted) {
        return properties.stream().filter(p -> p.name().equals(wanted)).toList();
    }

    /** The unescaped text of the first property of that name; empty if there is none. */
    public String text(String wanted) {
        return property(wanted).map(Property::text).orElse("");
    }

    /** The raw value of the first property of that name; empty if there is none. */
    public String value(String wanted) {
        return property(wanted).map(Property::value).orElse("");
    }

    public boolean has(String wanted) {
        return property(wanted).isPresent();
    }

    public List<Component> components(String wanted) {
        return components.stream().filter(c -> c.name().equals(wanted)).toList();
    }

    /** The property in the place of the first one of its name, at the end if there is none; further ones of the name go. */
    public Component with(Property property) {
        var changed = new ArrayList<Property>();
        var placed = false;
        for (var old : properties) {
            if (!old.name().equals(property.name())) {
                changed.add(old);
            } else if (!placed) {
                changed.add(property);
                placed = true;
            }
        }
        if (!placed) {
            changed.add(property);
        }
        return new Component(name, changed, components);
    }

    /** The text in the place of the first property of that name; an empty text takes the property away. */
    public Component withText(String property, String text) {
        if (text.isEmpty()) {
            return without(property);
        }
        if (text(property).equals(text)) {
            return this;
        }
        return with(Property.text(property, text));
    }

    public Component plus(Property property) {
        var changed = new ArrayList<>(properties);
        changed.add(property);
        return new Component(name, changed, components);
    }

    public Component without(String property) {
        return new Component(
                name,
                properties.stream().filter(p -> !p.name().equals(property)).toList(),
                components);
    }

    public Component withProperties(List<Property> changed) {
        return new Component(name, changed, components);
    }

    public Component withComponents(List<Component> changed) {
        return new Component(name, properties, changed);
    }

    public Component mapComponents(UnaryOperator<Component> change) {
        return withComponents(components.stream().map(change).toList());
    }

    public Component plus(Component component) {
        var changed = new ArrayList<>(components);
        changed.add(component);
        return withComponents(changed);
    }
}
