package org.kantor.mail.imap;

import static org.jboss.logging.Logger.Level.DEBUG;
import static org.jboss.logging.Logger.Level.ERROR;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What the IMAP server logs. */
@MessageLogger(projectCode = "KANTOR")
interface ImapLog extends BasicLogger {

    ImapLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), ImapLog.class, "org.kantor.mail.imap");

    @LogMessage(level = ERROR)
    @Message(id = 30100, value = "Session %s: the command %s failed")
    void commandFailed(String session, String verb, @Cause Throwable cause);

    @LogMessage(level = ERROR)
    @Message(id = 30101, value = "Session %s could not be told of changes")
    void pushFailed(String session, @Cause Throwable cause);

    @LogMessage(level = ERROR)
    @Message(id = 30103, value = "Session %s: the message with the UID %d cannot be read")
    void damaged(String session, long uid, @Cause Throwable cause);

    @LogMessage(level = DEBUG)
    @Message(id = 30102, value = "Session %s: the client has gone while it was told of changes")
    void clientGone(String session, @Cause Throwable cause);
}
