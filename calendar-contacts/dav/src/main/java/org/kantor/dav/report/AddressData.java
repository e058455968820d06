package org.kantor.dav.report;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.kantor.dav.Failure;
import org.kantor.dav.Target;
import org.kantor.dav.property.Property;
import org.kantor.dav.xml.Element;
import org.kantor.dav.xml.Name;
import org.kantor.groupware.content.ContentReader;
import org.kantor.groupware.content.ContentWriter;
import org.kantor.groupware.resource.Content;

/**
 * An address-data element in a report (RFC 6352 section 10.4): whole cards as they were stored, or some of their properties.
 *
 * @param names the properties that are wanted; empty for all
 */
public record AddressData(Set<String> names) {

    public static final Name NAME = Name.carddav("address-data");

    private static final Set<String> ALWAYS = Set.of("VERSION", "UID");

    public static AddressData of(Element element) {
        if (!element.attribute("content-type").orElse("text/vcard").equals("text/vcard")) {
            throw Failure.condition(403, Name.carddav("supported-address-data"));
        }
        var names = new HashSet<String>();
        for (var prop : element.children(Name.carddav("prop"))) {
            prop.attribute("name").ifPresent(name -> names.add(name.toUpperCase(Locale.ROOT)));
        }
        return new AddressData(element.has(Name.carddav("allprop")) ? Set.of() : names);
    }

    public Property property() {
        return new Property(
                NAME,
                false,
                target -> target instanceof Target.Member(var folder, var resource, var content)
                        && folder instanceof Target.BookFolder
                        && content != null,
                (xml, session, target) -> {
                    var content = ((Target.Member) target).content();
                    if (content != null) {
                        xml.text(NAME, text(content));
                    }
                });
    }

    private String text(Content content) {
        if (names.isEmpty()) {
            return content.text();
        }
        var card = ContentReader.read(content.octets());
        return ContentWriter.write(card.withProperties(card.properties().stream()
                .filter(property -> names.contains(property.name()) || ALWAYS.contains(property.name()))
                .toList()));
    }
}
