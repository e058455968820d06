package org.kantor.groupware.resource;

import org.kantor.change.Collection;

/** The two kinds of collection. */
public enum CollectionKind {
    CALENDAR(Collection.Kind.CALENDAR),
    ADDRESS_BOOK(Collection.Kind.ADDRESS_BOOK);

    private final Collection.Kind stream;

    CollectionKind(Collection.Kind stream) {
        this.stream = stream;
    }

    /** A collection of this kind in the change stream. */
    public Collection inStream(CollectionId id) {
        return new Collection(stream, id.value());
    }

    /** The list of an account's collections of this kind in the change stream. */
    public Collection listInStream() {
        return new Collection(stream, 0);
    }
}
