package org.kantor.dav.property;

import java.util.List;
import org.kantor.dav.Target;
import org.kantor.dav.xml.Name;

/** Properties of address books (RFC 6352 section 6.2). */
final class AddressBookProperties {

    private static final String MAX_OCTETS = "4194304";

    private AddressBookProperties() {}

    static List<Property> all() {
        return List.of(
                new Property(
                        Name.carddav("addressbook-description"),
                        false,
                        target -> target instanceof Target.BookFolder(var book)
                                && !book.description().isEmpty(),
                        (xml, session, target) -> xml.text(
                                Name.carddav("addressbook-description"),
                                ((Target.BookFolder) target).book().description())),
                new Property(
                        Name.carddav("supported-address-data"),
                        false,
                        AddressBookProperties::isBook,
                        (xml, session, target) -> xml.element(Name.carddav("supported-address-data"), () -> {
                            for (var version : List.of("3.0", "4.0")) {
                                xml.empty(
                                        Name.carddav("address-data-type"),
                                        "content-type",
                                        "text/vcard",
                                        "version",
                                        version);
                            }
                        })),
                new Property(
                        Name.carddav("max-resource-size"),
                        false,
                        AddressBookProperties::isBook,
                        (xml, session, target) -> xml.text(Name.carddav("max-resource-size"), MAX_OCTETS)),
                new Property(
                        Name.carddav("supported-collation-set"),
                        false,
                        AddressBookProperties::isBook,
                        (xml, session, target) -> xml.element(
                                Name.carddav("supported-collation-set"),
                                () -> Collations.NAMES.forEach(
                                        name -> xml.text(Name.carddav("supported-collation"), name)))));
    }

    private static boolean isBook(Target target) {
        return target instanceof Target.BookFolder;
    }
}
