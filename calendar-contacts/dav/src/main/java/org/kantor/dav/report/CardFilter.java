package org.kantor.dav.report;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.kantor.dav.Failure;
import org.kantor.dav.xml.Element;
import org.kantor.dav.xml.Name;
import org.kantor.groupware.content.Component;
import org.kantor.groupware.content.Property;

/** The filter of an addressbook-query (RFC 6352 section 10.5). */
final class CardFilter {

    private static final String COLLATION = "i;unicode-casemap";

    private final Predicate<Component> test;

    private CardFilter(Predicate<Component> test) {
        this.test = test;
    }

    /** @param filter the filter element; without conditions it lets every card through */
    static CardFilter of(Element filter) {
        List<Predicate<Component>> conditions = filter.children(Name.carddav("prop-filter")).stream()
                .map(CardFilter::property)
                .toList();
        return new CardFilter(conditions.isEmpty() ? card -> true : combined(filter, conditions));
    }

    boolean matches(Component card) {
        return test.test(card);
    }

    /** @param element whose attribute says whether one condition is enough (anyof, the usual) or all must hold */
    private static <T> Predicate<T> combined(Element element, List<Predicate<T>> conditions) {
        var all = element.attribute("test").orElse("anyof").equals("allof");
        return value -> all
                ? conditions.stream().allMatch(condition -> condition.test(value))
                : conditions.stream().anyMatch(condition -> condition.test(value));
    }

    private static Predicate<Component> property(Element element) {
        var written = name(element);
        var dot = written.lastIndexOf('.');
        var group = dot < 0 ? "" : written.substring(0, dot);
        var name = written.substring(dot + 1);
        Predicate<Property> named = property -> property.name().equals(name)
                && (group.isEmpty() || property.group().equalsIgnoreCase(group));
        if (element.has(Name.carddav("is-not-defined"))) {
            return card -> card.properties().stream().noneMatch(named);
        }
        List<Predicate<Property>> conditions = Stream.concat(
                        element.children(Name.carddav("text-match")).stream().map(CardFilter::text),
                        element.children(Name.carddav("param-filter")).stream().map(CardFilter::parameter))
                .toList();
        if (conditions.isEmpty()) {
            return card -> card.properties().stream().anyMatch(named);
        }
        var condition = combined(element, conditions);
        return card -> card.properties().stream().anyMatch(named.and(condition));
    }

    private static Predicate<Property> text(Element element) {
        var match = TextMatch.of(element, COLLATION);
        return property -> match.matches(property.text());
    }

    private static Predicate<Property> parameter(Element element) {
        var name = name(element);
        if (element.has(Name.carddav("is-not-defined"))) {
            return property -> property.parameters(name).isEmpty();
        }
        var text = element.child(Name.carddav("text-match"));
        if (text.isEmpty()) {
            return property -> !property.parameters(name).isEmpty();
        }
        var match = TextMatch.of(text.get(), COLLATION);
        return property -> property.parameters(name).stream().anyMatch(match::matches);
    }

    private static String name(Element element) {
        return element.attribute("name")
                .filter(name -> !name.isBlank())
                .orElseThrow(() -> Failure.condition(403, Name.carddav("supported-filter")))
                .toUpperCase(Locale.ROOT);
    }
}
