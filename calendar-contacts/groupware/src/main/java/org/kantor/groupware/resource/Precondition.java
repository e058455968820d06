package org.kantor.groupware.resource;

import java.util.Set;

/** What must hold for a write (RFC 9110 section 13): checked under the account's lock, so that it still holds when the write happens. */
public sealed interface Precondition {

    Precondition NONE = new None();
    Precondition ABSENT = new Absent();
    Precondition PRESENT = new Present();

    /** No condition. */
    record None() implements Precondition {}

    /** {@code If-None-Match: *}: nothing has that name. */
    record Absent() implements Precondition {}

    /** {@code If-Match: *}: something has that name. */
    record Present() implements Precondition {}

    /** {@code If-Match}: the resource has one of the etags (without quotes). */
    record Matches(Set<String> etags) implements Precondition {}
}
