package org.kantor.groupware.resource;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.kantor.change.Actor;
import org.kantor.kernel.AccountId;

/** The resources of a service that keeps them as {@link Members} and gives them a meaning: all that is asked of resources as such goes to these. */
public interface MemberResources extends Resources {

    Members<?> members();

    @Override
    default List<Resource> list(AccountId account, CollectionId collection) {
        return members().list(account, collection);
    }

    @Override
    default Optional<Content> get(AccountId account, CollectionId collection, String name) {
        return members().get(account, collection, name);
    }

    @Override
    default List<Content> get(AccountId account, CollectionId collection, Collection<String> names) {
        return members().get(account, collection, names);
    }

    @Override
    default List<Content> contents(AccountId account, CollectionId collection) {
        return members().contents(account, collection);
    }

    @Override
    default Put put(
            AccountId account,
            CollectionId collection,
            String name,
            byte[] octets,
            Precondition precondition,
            Actor actor) {
        return members().put(account, collection, name, octets, precondition, actor);
    }

    @Override
    default void delete(
            AccountId account, CollectionId collection, String name, Precondition precondition, Actor actor) {
        members().delete(account, collection, name, precondition, actor);
    }

    @Override
    default Put copy(AccountId account, Place from, Place to, boolean overwrite, Actor actor) {
        return members().copy(account, from, to, overwrite, actor);
    }

    @Override
    default Put move(AccountId account, Place from, Place to, boolean overwrite, Actor actor) {
        return members().move(account, from, to, overwrite, actor);
    }

    @Override
    default Delta since(AccountId account, CollectionId collection, SyncPoint point, int limit) {
        return members().since(account, collection, point, limit);
    }
}
