package org.kantor.tx;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import org.hibernate.Session;

/**
 * Plain SQL on the connection of the open transaction, for the classes named {@code *Sql}. Pending changes of entities are flushed first,
 * so that both see the same data. A transaction must be open ({@link Transactions#call}).
 */
@Dependent
public final class Jdbc {

    /** Work on a connection that belongs to the transaction: it is neither committed nor closed by the work. */
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private final EntityManager entities;

    @Inject
    public Jdbc(EntityManager entities) {
        this.entities = entities;
    }

    public <T> T work(Work<T> work) {
        var session = entities.unwrap(Session.class);
        if (session.isDirty()) {
            session.flush();
        }
        return session.doReturningWork(work::on);
    }
}
