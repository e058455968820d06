package org.kantor.tx;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/**
 * Plain SQL for the classes named {@code *Sql}, on the connection of the open transaction ({@link Transactions#call}): pending changes of entities are flushed
 * first, so that both see the same data. What reads in one statement needs no transaction. Safe from any thread.
 */
@Dependent
public final class Jdbc {

    /** Work on a connection that belongs to the transaction: it is neither committed nor closed by the work. */
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private final EntityManager entities;
    private final Transactions transactions;
    private volatile @Nullable SessionFactory factory;

    @Inject
    public Jdbc(EntityManager entities, Transactions transactions) {
        this.entities = entities;
        this.transactions = transactions;
    }

    /** One statement that only reads: in the open transaction if there is one, else in none, which spares the server and the database its beginning and end. */
    public <T> T read(Work<T> work) {
        if (transactions.active()) {
            return work(work);
        }
        try (var session = factory().openStatelessSession()) {
            return session.doReturningWork(work::on);
        }
    }

    private SessionFactory factory() {
        var known = factory;
        if (known == null) {
            known = transactions.call(() -> entities.unwrap(Session.class).getSessionFactory());
            factory = known;
        }
        return known;
    }

    /** A transaction must be open. */
    public <T> T work(Work<T> work) {
        var session = entities.unwrap(Session.class);
        if (session.isDirty()) {
            session.flush();
        }
        return session.doReturningWork(work::on);
    }
}
