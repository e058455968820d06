package org.kantor.dav.property;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kantor.dav.Failure;
import org.kantor.dav.Request;
import org.kantor.dav.Target;
import org.kantor.dav.report.AddressData;
import org.kantor.dav.report.CalendarData;
import org.kantor.dav.xml.Element;
import org.kantor.dav.xml.Name;

/**
 * The properties that a PROPFIND or a REPORT asks for (RFC 4918 section 9.1).
 *
 * @param names null for all properties, with {@code more} of them
 * @param namesOnly whether the values are left out
 * @param minimal whether properties that are missing need not be told of (RFC 8144 section 2.1)
 * @param data what a calendar-data or address-data element asks for; null where members' content is not asked for
 */
public record Wanted(
        @Nullable List<Name> names,
        List<Name> more,
        boolean namesOnly,
        boolean minimal,
        @Nullable Property data) {

    private static final Name PROP = Name.dav("prop");
    private static final Name ALLPROP = Name.dav("allprop");
    private static final Name PROPNAME = Name.dav("propname");

    /** @param body propfind, or the element of a report that has prop, allprop or propname inside it; null for an empty body, which asks for all */
    public static Wanted of(@Nullable Element body, Request request) {
        var minimal = request.header("Prefer").orElse("").contains("return=minimal")
                || request.header("Brief").orElse("").equals("t");
        if (body == null || body.has(ALLPROP)) {
            var more = body == null
                    ? List.<Name>of()
                    : body.child(Name.dav("include")).map(Wanted::names).orElse(List.of());
            return new Wanted(null, more, false, minimal, null);
        }
        if (body.has(PROPNAME)) {
            return new Wanted(null, List.of(), true, minimal, null);
        }
        var prop = body.child(PROP)
                .orElseThrow(() -> Failure.status(400, "The body does not say which properties it asks for."));
        return new Wanted(names(prop), List.of(), false, minimal, data(prop));
    }

    private static List<Name> names(Element element) {
        return List.copyOf(new LinkedHashSet<>(
                element.children().stream().map(Element::name).toList()));
    }

    private static @Nullable Property data(Element prop) {
        for (var child : prop.children()) {
            if (child.is(CalendarData.NAME)) {
                return CalendarData.of(child).property();
            }
            if (child.is(AddressData.NAME)) {
                return AddressData.of(child).property();
            }
        }
        return null;
    }

    List<Name> names(Target target) {
        if (names != null) {
            return names;
        }
        if (namesOnly) {
            return Properties.names(target);
        }
        var all = new ArrayList<>(Properties.allprop(target));
        more.stream().filter(name -> !all.contains(name)).forEach(all::add);
        return all;
    }

    Optional<Property> property(Name name, Target target) {
        if (data != null && data.name().equals(name)) {
            return Optional.of(data).filter(property -> property.has().test(target));
        }
        return Properties.find(name, target);
    }

    /** Whether the members' content is needed. */
    public boolean wantsContent() {
        return data != null;
    }
}
