package org.kantor.dav;

import org.jspecify.annotations.Nullable;
import org.kantor.groupware.calendar.Calendar;
import org.kantor.groupware.contacts.AddressBook;
import org.kantor.groupware.resource.CollectionId;
import org.kantor.groupware.resource.CollectionKind;
import org.kantor.groupware.resource.Content;
import org.kantor.groupware.resource.Resource;

/** What a path of the signed-in account names. */
public sealed interface Target {

    /** Where the application is mounted. */
    record Root() implements Target {}

    /** The collection of principals. */
    record Principals() implements Target {}

    /** The account itself (RFC 3744 section 2). */
    record Principal() implements Target {}

    /** The collection of the account's calendars or address books. */
    record Home(CollectionKind kind) implements Target {}

    /** A calendar or an address book. */
    sealed interface Folder extends Target {
        CollectionKind kind();

        CollectionId id();

        String name();

        String displayName();

        long modseq();
    }

    record CalendarFolder(Calendar calendar) implements Folder {
        @Override
        public CollectionKind kind() {
            return CollectionKind.CALENDAR;
        }

        @Override
        public CollectionId id() {
            return calendar.id();
        }

        @Override
        public String name() {
            return calendar.name();
        }

        @Override
        public String displayName() {
            return calendar.displayName();
        }

        @Override
        public long modseq() {
            return calendar.modseq();
        }
    }

    record BookFolder(AddressBook book) implements Folder {
        @Override
        public CollectionKind kind() {
            return CollectionKind.ADDRESS_BOOK;
        }

        @Override
        public CollectionId id() {
            return book.id();
        }

        @Override
        public String name() {
            return book.name();
        }

        @Override
        public String displayName() {
            return book.displayName();
        }

        @Override
        public long modseq() {
            return book.modseq();
        }
    }

    /** @param content null where only the properties were read */
    record Member(
            Folder folder, Resource resource, @Nullable Content content) implements Target {
        static Member of(Folder folder, Content content) {
            return new Member(folder, content.resource(), content);
        }
    }

    /** A name in a calendar or address book that nothing has yet. */
    record NewMember(Folder folder, String name) implements Target {}

    /** A name in a home that nothing has yet. */
    record NewFolder(CollectionKind kind, String name) implements Target {}
}
