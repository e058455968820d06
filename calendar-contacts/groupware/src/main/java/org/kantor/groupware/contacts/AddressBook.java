package org.kantor.groupware.contacts;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kantor.groupware.resource.CollectionId;

/**
 * An address book of an account.
 *
 * @param name the segment of its path; never changes
 * @param modseq the account's change number of the last change to it or a member
 */
public record AddressBook(CollectionId id, String name, String displayName, String description, long modseq) {

    /** @param name the path's segment; one is made up if null */
    public record Draft(@Nullable String name, Edit properties) {}

    /** What to change; absent fields stay. */
    public record Edit(Optional<String> displayName, Optional<String> description) {
        public static final Edit NOTHING = new Edit(Optional.empty(), Optional.empty());
    }
}
