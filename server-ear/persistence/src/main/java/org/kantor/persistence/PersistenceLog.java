package org.kantor.persistence;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What the persistence unit tells the operator; codes 60000 to 60099. */
@MessageLogger(projectCode = "KANTOR", length = 5)
interface PersistenceLog {

    PersistenceLog LOG =
            Logger.getMessageLogger(MethodHandles.lookup(), PersistenceLog.class, "org.kantor.persistence");

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 60001, value = "The database is up to date: %d migrations in %d ms, %d entities.")
    void migrated(int migrations, long milliseconds, int entities);

    @Message(id = 60003, value = "No transaction could be begun.")
    IllegalStateException cannotBegin(@Cause Exception cause);

    @Message(id = 60004, value = "The transaction was not committed.")
    IllegalStateException notCommitted(@Cause Exception cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 60005,
            value = "A failed transaction could not be rolled back; the database ends it with its connection.")
    void notRolledBack(@Cause Exception cause);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 60006, value = "The transaction was committed, but what should follow it failed.")
    void afterCommitFailed(@Cause Exception cause);
}
