package org.kantor.dav.report;

import org.kantor.dav.Response;
import org.kantor.dav.Session;
import org.kantor.dav.Target;
import org.kantor.dav.xml.Element;
import org.kantor.dav.xml.Name;
import org.kantor.groupware.resource.CollectionKind;

/** addressbook-multiget (RFC 6352 section 8.7). */
public final class AddressBookMultiget implements ReportType {

    private static final Name NAME = Name.carddav("addressbook-multiget");

    @Override
    public Name name() {
        return NAME;
    }

    @Override
    public boolean appliesTo(Target target) {
        return switch (target) {
            case Target.Home(var kind) -> kind == CollectionKind.ADDRESS_BOOK;
            case Target.Folder folder -> folder.kind() == CollectionKind.ADDRESS_BOOK;
            case Target.Member member -> member.folder().kind() == CollectionKind.ADDRESS_BOOK;
            default -> false;
        };
    }

    @Override
    public Response answer(Session session, Target target, Element body) {
        return Multiget.answer(session, body, CollectionKind.ADDRESS_BOOK);
    }
}
