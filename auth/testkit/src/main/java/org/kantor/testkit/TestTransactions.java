package org.kantor.testkit;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kantor.tx.Transactions;

/** Resource-local transactions bound to the thread, with the contract of the server's. Safe from any thread. */
final class TestTransactions implements Transactions {

    private record Open(EntityManager entities, List<Runnable> afterCommit) {}

    private final EntityManagerFactory factory;
    private final ThreadLocal<@Nullable Open> open = new ThreadLocal<>();

    TestTransactions(EntityManagerFactory factory) {
        this.factory = factory;
    }

    @Override
    public <T> T call(Supplier<T> work) {
        if (active()) {
            return work.get();
        }
        var mine = new Open(factory.createEntityManager(), new ArrayList<>());
        T result;
        open.set(mine);
        try {
            mine.entities.getTransaction().begin();
            result = work.get();
            mine.entities.getTransaction().commit();
        } finally {
            open.remove();
            try {
                if (mine.entities.getTransaction().isActive()) {
                    mine.entities.getTransaction().rollback();
                }
            } finally {
                mine.entities.close();
            }
        }
        mine.afterCommit.forEach(Runnable::run);
        return result;
    }

    @Override
    public void afterCommit(Runnable action) {
        var current = open.get();
        if (current == null) {
            action.run();
        } else {
            current.afterCommit.add(action);
        }
    }

    @Override
    public boolean active() {
        return open.get() != null;
    }

    /** The entity manager of whatever transaction is open on the calling thread. */
    EntityManager entities() {
        return (EntityManager) Proxy.newProxyInstance(
                EntityManager.class.getClassLoader(), new Class<?>[] {EntityManager.class}, (self, method, args) -> {
                    var current = open.get();
                    if (current == null) {
                        throw new IllegalStateException("no transaction is open on this thread");
                    }
                    try {
                        return method.invoke(current.entities, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
