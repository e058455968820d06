package org.kantor.mail.queue;

import static org.jboss.logging.Logger.Level.DEBUG;
import static org.jboss.logging.Logger.Level.ERROR;
import static org.jboss.logging.Logger.Level.INFO;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;
import org.kantor.mail.wire.smtp.Reply;

/** What the queue logs: one line for each recipient's fate. */
@MessageLogger(projectCode = "KANTOR")
interface QueueLog extends BasicLogger {

    QueueLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), QueueLog.class, "org.kantor.mail.queue");

    @LogMessage(level = INFO)
    @Message(id = 30300, value = "Message %s for %s was passed on to %s: %s")
    void relayed(long message, String recipient, String host, Reply reply);

    @LogMessage(level = INFO)
    @Message(id = 30301, value = "Message %s for %s failed: %s")
    void failed(long message, String recipient, Reply reply);

    @LogMessage(level = INFO)
    @Message(id = 30302, value = "Message %s for %s waits until %s: %s")
    void deferred(long message, String recipient, String until, Reply reply);

    @LogMessage(level = INFO)
    @Message(id = 30303, value = "Nobody is told what became of message %s: its sender is empty")
    void notReported(long message);

    @LogMessage(level = ERROR)
    @Message(id = 30304, value = "The queue could not be worked on; it is tried again")
    void runFailed(@Cause Throwable cause);

    @LogMessage(level = ERROR)
    @Message(id = 30305, value = "Mail for %s could not be worked on; it is tried again")
    void groupFailed(String destination, @Cause Throwable cause);

    @LogMessage(level = DEBUG)
    @Message(id = 30306, value = "Message %s for %s was filed")
    void filed(long message, String recipient);

    @LogMessage(level = INFO)
    @Message(id = 30307, value = "%s %s %s recipients of the queue")
    void administered(String by, String action, int recipients);
}
