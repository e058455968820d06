package org.kantor.persistence;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.function.Supplier;
import org.kantor.tx.Transactions;

/**
 * The container's transactions for everybody. It is the one class of the suite that begins and ends them on threads that
 * the container did not start; it keeps no state of its own, so any thread may call it.
 */
@ApplicationScoped
public class JtaTransactions implements Transactions {

    @Resource(lookup = "java:jboss/TransactionManager")
    private TransactionManager manager;

    @Resource(lookup = "java:jboss/TransactionSynchronizationRegistry")
    private TransactionSynchronizationRegistry registry;

    @Override
    public <T> T call(Supplier<T> work) {
        if (active()) {
            return join(work);
        }
        begin();
        var committed = false;
        try {
            var result = work.get();
            commit();
            committed = true;
            return result;
        } finally {
            if (!committed) {
                rollBack();
            }
        }
    }

    /** Work that fails inside another's transaction takes that one down with it, or half of it would be committed. */
    private <T> T join(Supplier<T> work) {
        var succeeded = false;
        try {
            var result = work.get();
            succeeded = true;
            return result;
        } finally {
            if (!succeeded) {
                registry.setRollbackOnly();
            }
        }
    }

    @Override
    public void afterCommit(Runnable action) {
        if (!active()) {
            action.run();
            return;
        }
        registry.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                // Only what was committed counts.
            }

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) {
                    try {
                        action.run();
                    } catch (RuntimeException e) {
                        PersistenceLog.LOG.afterCommitFailed(e);
                    }
                }
            }
        });
    }

    @Override
    public boolean active() {
        return switch (registry.getTransactionStatus()) {
            case Status.STATUS_ACTIVE, Status.STATUS_MARKED_ROLLBACK -> true;
            default -> false;
        };
    }

    private void begin() {
        try {
            manager.begin();
        } catch (NotSupportedException | SystemException e) {
            throw PersistenceLog.LOG.cannotBegin(e);
        }
    }

    private void commit() {
        try {
            manager.commit();
        } catch (RollbackException | HeuristicMixedException | HeuristicRollbackException | SystemException e) {
            throw PersistenceLog.LOG.notCommitted(e);
        }
    }

    private void rollBack() {
        try {
            if (manager.getStatus() != Status.STATUS_NO_TRANSACTION) {
                manager.rollback();
            }
        } catch (SystemException | IllegalStateException e) {
            PersistenceLog.LOG.notRolledBack(e);
        }
    }
}
