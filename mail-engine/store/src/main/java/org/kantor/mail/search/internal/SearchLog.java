package org.kantor.mail.search.internal;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;
import org.kantor.kernel.AccountId;

/** Codes 20200 to 20299. */
@MessageLogger(projectCode = "KANTOR", length = 5)
interface SearchLog {

    SearchLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), SearchLog.class, "org.kantor.mail.search");

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 20200, value = "The search index of account %s cannot be used and is made anew.")
    void damaged(AccountId account, @Cause Exception cause);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 20201, value = "The search index of account %s could not be brought forward; it is tried again.")
    void failed(AccountId account, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 20202, value = "The search index of account %s could not answer; the messages are read instead.")
    void unanswered(AccountId account, @Cause Exception cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 20203, value = "Message %d of account %s cannot be indexed; searches read it instead.")
    void unindexable(long message, AccountId account, @Cause Exception cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 20204, value = "The search index of account %s is ahead of what is stored and is made anew.")
    void ahead(AccountId account);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 20205, value = "Attachments cannot be read at present; it is tried again.")
    void noDocuments(@Cause Throwable cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 20206, value = "The attachments of message %d of account %s cannot be read.")
    void unreadable(long message, AccountId account, @Cause Exception cause);
}
