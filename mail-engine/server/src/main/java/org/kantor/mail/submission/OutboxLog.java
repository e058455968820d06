package org.kantor.mail.submission;

import static org.jboss.logging.Logger.Level.ERROR;
import static org.jboss.logging.Logger.Level.INFO;
import static org.jboss.logging.Logger.Level.WARN;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What the outbox logs. */
@MessageLogger(projectCode = "KANTOR")
interface OutboxLog {

    OutboxLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), OutboxLog.class, "org.kantor.mail.submission");

    @LogMessage(level = INFO)
    @Message(id = 30350, value = "Message %d of account %d left its mailbox and is not sent")
    void gone(long message, long account);

    @LogMessage(level = INFO)
    @Message(id = 30351, value = "Message %d of account %d could not be sent: %s")
    void refused(long message, long account, String why);

    @LogMessage(level = WARN)
    @Message(
            id = 30353,
            value = "A message of account %d has left, but not all has been done about it in others' mailboxes")
    void notMarked(long account, @Cause Throwable cause);

    @LogMessage(level = ERROR)
    @Message(id = 30352, value = "The outbox could not be worked on; it is tried again")
    void failed(@Cause Throwable cause);
}
