package org.kantor.groupware.resource;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kantor.change.Actor;
import org.kantor.kernel.AccountId;

/**
 * The members of an account's collections of one kind. Every method that names a collection the account doesn't have refuses with {@code NOT_FOUND}; writes
 * refuse with {@code CONDITION} when the precondition does not hold and throw {@link Violation} for what may not be stored. A write returns after its commit
 * unless the caller has a transaction open.
 */
public interface Resources {

    /** Every member, by name. */
    List<Resource> list(AccountId account, CollectionId collection);

    Optional<Content> get(AccountId account, CollectionId collection, String name);

    /** Those of the names that exist, in no order, in one query. */
    List<Content> get(AccountId account, CollectionId collection, Collection<String> names);

    /** Every member with its content, by name. */
    List<Content> contents(AccountId account, CollectionId collection);

    Put put(
            AccountId account,
            CollectionId collection,
            String name,
            byte[] octets,
            Precondition precondition,
            Actor actor);

    /** Puts other octets in the place of what was read; refused if somebody has changed it since. */
    default Resource replace(AccountId account, Resource read, byte[] octets, Actor actor) {
        var unchanged = new Precondition.Matches(Set.of(read.etag()));
        return put(account, read.collection(), read.name(), octets, unchanged, actor)
                .resource();
    }

    void delete(AccountId account, CollectionId collection, String name, Precondition precondition, Actor actor);

    /** Copies the octets; the target must not have another resource of that UID. @param overwrite whether an existing resource of that name may be replaced */
    Put copy(AccountId account, Place from, Place to, boolean overwrite, Actor actor);

    /** Moves a resource to another name or another collection of the same kind. */
    Put move(AccountId account, Place from, Place to, boolean overwrite, Actor actor);

    /**
     * What changed since a point.
     *
     * @param limit the most members to tell of; one transaction's changes are never torn apart
     * @throws org.kantor.kernel.Refused CANNOT if the point is too old or was never given out: the client starts afresh
     */
    Delta since(AccountId account, CollectionId collection, SyncPoint point, int limit);

    /** @param created whether nothing had that name before */
    record Put(Resource resource, boolean created) {}

    /** A name in a collection. */
    record Place(CollectionId collection, String name) {}
}
