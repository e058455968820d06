package org.kantor.mail.listener;

import static org.jboss.logging.Logger.Level.DEBUG;
import static org.jboss.logging.Logger.Level.ERROR;
import static org.jboss.logging.Logger.Level.INFO;
import static org.jboss.logging.Logger.Level.WARN;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What the doors log. */
@MessageLogger(projectCode = "KANTOR")
interface ListenerLog extends BasicLogger {

    ListenerLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), ListenerLog.class, "org.kantor.mail.listener");

    @LogMessage(level = INFO)
    @Message(id = 30000, value = "%s listens on %s")
    void listening(String endpoint, String address);

    @LogMessage(level = ERROR)
    @Message(id = 30001, value = "%s could not accept a connection")
    void acceptFailed(String endpoint, @Cause Throwable cause);

    @LogMessage(level = WARN)
    @Message(id = 30002, value = "%s turned %s away: too many connections from there")
    void tooManyFrom(String endpoint, String client);

    @LogMessage(level = DEBUG)
    @Message(id = 30003, value = "%s: the client has gone")
    void clientGone(String endpoint, @Cause Throwable cause);

    @LogMessage(level = ERROR)
    @Message(id = 30004, value = "%s: the dialogue with %s failed")
    void dialogueFailed(String endpoint, String client, @Cause Throwable cause);

    @LogMessage(level = ERROR)
    @Message(id = 30005, value = "%s could not look for connections that are overdue")
    void watchFailed(String endpoint, @Cause Throwable cause);
}
