package org.kantor.dav.report;

import java.util.ArrayList;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kantor.dav.Failure;
import org.kantor.dav.Target;
import org.kantor.dav.property.Property;
import org.kantor.dav.xml.Element;
import org.kantor.dav.xml.Name;
import org.kantor.groupware.content.Component;
import org.kantor.groupware.content.ContentReader;
import org.kantor.groupware.content.ContentWriter;
import org.kantor.groupware.ical.Instance;
import org.kantor.groupware.ical.Series;
import org.kantor.groupware.ical.When;
import org.kantor.groupware.ical.Zone;
import org.kantor.groupware.resource.Content;

/**
 * A calendar-data element in a report (RFC 4791 section 9.6): whole objects as they were stored, or parts of them, or their occurrences in a time.
 *
 * @param part the VCALENDAR's comp element; null for everything
 * @param expand the time whose occurrences are wanted, each as a component of its own; null for the series as it is
 * @param limit the time outside of which overriding components are left out; null for none
 */
public record CalendarData(
        @Nullable Element part,
        @Nullable Times expand,
        @Nullable Times limit) {

    public static final Name NAME = Name.caldav("calendar-data");

    private static final Name COMP = Name.caldav("comp");
    private static final Set<String> OF_THE_SERIES = Set.of("RRULE", "RDATE", "EXDATE", "EXRULE", "DURATION");

    public static CalendarData of(Element element) {
        if (!element.attribute("content-type").orElse("text/calendar").equals("text/calendar")
                || !element.attribute("version").orElse("2.0").equals("2.0")) {
            throw Failure.condition(403, Name.caldav("supported-calendar-data"));
        }
        return new CalendarData(
                element.child(COMP).orElse(null),
                element.child(Name.caldav("expand")).map(Times::of).orElse(null),
                element.child(Name.caldav("limit-recurrence-set"))
                        .map(Times::of)
                        .orElse(null));
    }

    public Property property() {
        return new Property(
                NAME,
                false,
                target -> target instanceof Target.Member(var folder, var resource, var content)
                        && folder instanceof Target.CalendarFolder
                        && content != null,
                (xml, session, target) -> {
                    var member = (Target.Member) target;
                    if (member.content() != null) {
                        xml.text(NAME, text(member.folder(), member.content()));
                    }
                });
    }

    private String text(Target.Folder folder, Content content) {
        if (part == null && expand == null && limit == null) {
            return content.text();
        }
        var calendar = ContentReader.read(content.octets());
        if (expand != null || limit != null) {
            calendar = occurrences(calendar, folder);
        }
        return ContentWriter.write(part == null ? calendar : selected(calendar, part));
    }

    private Component occurrences(Component calendar, Target.Folder folder) {
        var kind = calendar.components().stream()
                .map(Component::name)
                .filter(name -> !name.equals("VTIMEZONE"))
                .findFirst()
                .orElse("VEVENT");
        var zone = folder instanceof Target.CalendarFolder(var own) ? Times.zone(own.timezone()) : Zone.UTC;
        var series = Series.of(calendar, kind, zone);
        if (expand != null) {
            return series.between(expand.from(), expand.to()).isEmpty() && !series.recurs()
                    ? calendar
                    : expanded(calendar, series, expand);
        }
        return limit == null ? calendar : limited(calendar, series, limit);
    }

    /** Times are in UTC, so no time zone is left to define (RFC 4791 section 9.6.5). */
    private static Component expanded(Component calendar, Series series, Times times) {
        var components = new ArrayList<Component>();
        for (var instance : series.between(times.from(), times.to())) {
            var single = instance.component()
                    .withProperties(instance.component().properties().stream()
                            .filter(property -> !OF_THE_SERIES.contains(property.name()))
                            .toList());
            single = single.with(utc(instance.start()).property("DTSTART"));
            if (instance.component().has("DTEND") || instance.component().has("DURATION")) {
                single = single.with(end(instance).property("DTEND"));
            }
            if (series.recurs()) {
                single = single.with(utc(instance.recurrence()).property("RECURRENCE-ID"));
            }
            components.add(single);
        }
        return calendar.withComponents(components);
    }

    private static When utc(When when) {
        return when.form() == When.Form.ZONED ? When.utc(when.instant()) : when;
    }

    private static When end(Instance instance) {
        return instance.start().form() == When.Form.ZONED
                ? When.utc(instance.end())
                : instance.start().at(instance.localEnd());
    }

    private static Component limited(Component calendar, Series series, Times times) {
        var wanted = series.between(times.from(), times.to()).stream()
                .map(Instance::component)
                .toList();
        return calendar.withComponents(calendar.components().stream()
                .filter(component -> !component.has("RECURRENCE-ID") || wanted.contains(component))
                .toList());
    }

    /** The properties and components that a comp element names (RFC 4791 section 9.6.1). */
    private static Component selected(Component component, Element comp) {
        var allProperties = comp.has(Name.caldav("allprop"));
        var allComponents = comp.has(Name.caldav("allcomp"));
        var names = comp.children(Name.caldav("prop")).stream()
                .map(prop -> prop.attribute("name").orElse("").toUpperCase(Locale.ROOT))
                .toList();
        var properties = component.properties().stream()
                .filter(property -> allProperties || names.contains(property.name()))
                .toList();
        var components = new ArrayList<Component>();
        for (var inner : component.components()) {
            var wanted = comp.children(COMP).stream()
                    .filter(child -> child.attribute("name").orElse("").equalsIgnoreCase(inner.name()))
                    .findFirst();
            if (wanted.isPresent()) {
                components.add(selected(inner, wanted.get()));
            } else if (allComponents) {
                components.add(inner);
            }
        }
        return new Component(component.name(), properties, components);
    }
}
