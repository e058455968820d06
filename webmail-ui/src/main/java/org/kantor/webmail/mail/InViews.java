package org.kantor.webmail.mail;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** A list whose messages lie in several folders: what is known of each stands in its folder's view. */
interface InViews extends MessageList {

    Views views();

    @Override
    default List<Picked> newest(Collection<Place> rows) {
        return Picked.of(rows, views()::folder);
    }

    @Override
    default long message(Place place) {
        return views().message(place);
    }

    @Override
    default int flags(Place place) {
        return views().flags(place);
    }

    @Override
    default Instant arrived(Place place) {
        return views().arrived(place);
    }
}
