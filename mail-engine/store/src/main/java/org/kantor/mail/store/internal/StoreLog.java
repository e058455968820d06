package org.kantor.mail.store.internal;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;
import org.kantor.kernel.AccountId;

/** Codes 20100 to 20199. */
@MessageLogger(projectCode = "KANTOR", length = 5)
interface StoreLog {

    StoreLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), StoreLog.class, "org.kantor.mail.store");

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 20100, value = "%d deliveries to account %s failed together; each is tried alone.")
    void batchFailed(int deliveries, AccountId account, @Cause Exception cause);

    @LogMessage(level = Logger.Level.INFO)
    @Message(
            id = 20101,
            value = "Maintenance deleted %d messages without a mailbox, %d unused blobs and %d old changes.")
    void maintained(int messages, int blobs, int changes);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 20102, value = "Deliveries to %d accounts failed together; each account is tried alone.")
    void sharedFailed(int accounts, @Cause Exception cause);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 20103, value = "Repair of %s: %s")
    void repaired(String account, String sentence);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 20104, value = "It was found out whom %d messages are for that were stored before.")
    void audiences(int messages);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 20105,
            value =
                    "Message %d of account %s is damaged, so that nobody knows whom it is for; it is in no list of what was written to its reader. The check says more.")
    void unreadable(long message, AccountId account, @Cause Exception cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 20106,
            value =
                    "%d messages could not be read to find out whom they are for, the first of them %d of account %s; they are tried again.")
    void notRead(int messages, long first, AccountId account, @Cause Exception cause);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 20107, value = "The index of messages of which it is not known whom they are for is built.")
    void building();

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 20110,
            value = "Message %d of account %d, which was snoozed, could not be brought back; it is tried again.")
    void notWoken(long message, long account, @Cause Exception cause);
}
