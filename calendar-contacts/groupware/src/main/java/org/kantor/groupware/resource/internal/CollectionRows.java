package org.kantor.groupware.resource.internal;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import org.kantor.groupware.resource.CollectionId;
import org.kantor.groupware.resource.CollectionKind;
import org.kantor.kernel.AccountId;

/** The rows of collections. Needs an open transaction. */
public final class CollectionRows {

    private static final String ROWS =
            "select c, n.modseq from CollectionEntity c join CounterEntity n on n.account = c.account and n.collection = c.id"
                    + " where c.account = :account and c.kind = :kind ";

    private final EntityManager entities;

    public CollectionRows(EntityManager entities) {
        this.entities = entities;
    }

    /** @param modseq of the last change to it or a member */
    public record Row(CollectionEntity entity, long modseq) {}

    public List<Row> all(AccountId account, CollectionKind kind) {
        return entities
                .createQuery(ROWS + "order by c.position, c.displayName, c.id", Object[].class)
                .setParameter("account", account.value())
                .setParameter("kind", kind)
                .getResultList()
                .stream()
                .map(CollectionRows::row)
                .toList();
    }

    public Optional<Row> byId(AccountId account, CollectionKind kind, CollectionId id) {
        return one("and c.id = :key", account, kind, id.value());
    }

    public Optional<Row> byName(AccountId account, CollectionKind kind, String name) {
        return one("and c.name = :key", account, kind, name);
    }

    private Optional<Row> one(String condition, AccountId account, CollectionKind kind, Object key) {
        return entities.createQuery(ROWS + condition, Object[].class)
                .setParameter("account", account.value())
                .setParameter("kind", kind)
                .setParameter("key", key)
                .getResultStream()
                .findFirst()
                .map(CollectionRows::row);
    }

    private static Row row(Object[] columns) {
        return new Row((CollectionEntity) columns[0], (Long) columns[1]);
    }

    public void insert(CollectionEntity entity) {
        entities.persist(entity);
        entities.flush();
    }

    public void delete(CollectionEntity entity) {
        entities.remove(entity);
        entities.flush();
    }
}
