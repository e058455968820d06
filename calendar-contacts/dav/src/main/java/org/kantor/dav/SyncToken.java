package org.kantor.dav;

import org.kantor.dav.xml.Name;
import org.kantor.groupware.resource.SyncPoint;

/** Sync tokens (RFC 6578 section 3.2): a URI with the collection's number and how much of it was seen. */
public final class SyncToken {

    private static final String PREFIX = "urn:x-kantor:sync:";

    private SyncToken() {}

    public static String current(Target.Folder folder) {
        return of(folder, SyncPoint.at(folder.modseq()));
    }

    public static String of(Target.Folder folder, SyncPoint point) {
        return PREFIX + folder.id() + ":" + point;
    }

    /** @throws Failure DAV:valid-sync-token if the token is not one of this collection */
    public static SyncPoint parse(Target.Folder folder, String token) {
        var prefix = PREFIX + folder.id() + ":";
        if (token.startsWith(prefix)) {
            var point = SyncPoint.parse(token.substring(prefix.length()));
            if (point.isPresent()) {
                return point.get();
            }
        }
        throw invalid();
    }

    public static Failure invalid() {
        return Failure.condition(403, Name.dav("valid-sync-token"));
    }
}
