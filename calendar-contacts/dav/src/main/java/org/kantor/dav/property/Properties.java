package org.kantor.dav.property;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.kantor.dav.Target;
import org.kantor.dav.xml.Name;

/** Every property there is, by name. */
public final class Properties {

    private static final Map<Name, Property> ALL = new LinkedHashMap<>();

    static {
        Stream.of(
                        CommonProperties.all(),
                        PrincipalProperties.all(),
                        CalendarProperties.all(),
                        AddressBookProperties.all())
                .flatMap(List::stream)
                .forEach(property -> ALL.merge(property.name(), property, Properties::either));
    }

    private Properties() {}

    /** Calendars and address books may have properties of one name with different values. */
    private static Property either(Property one, Property other) {
        return new Property(
                one.name(),
                one.inAllprop(),
                one.has().or(other.has()),
                (xml, session, target) ->
                        (one.has().test(target) ? one : other).value().write(xml, session, target));
    }

    public static Optional<Property> find(Name name, Target target) {
        return Optional.ofNullable(ALL.get(name))
                .filter(property -> property.has().test(target));
    }

    public static List<Name> names(Target target) {
        return ALL.values().stream()
                .filter(property -> property.has().test(target))
                .map(Property::name)
                .toList();
    }

    public static List<Name> allprop(Target target) {
        return ALL.values().stream()
                .filter(property -> property.inAllprop() && property.has().test(target))
                .map(Property::name)
                .toList();
    }
}
