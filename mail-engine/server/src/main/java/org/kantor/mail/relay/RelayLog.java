package org.kantor.mail.relay;

import static org.jboss.logging.Logger.Level.DEBUG;
import static org.jboss.logging.Logger.Level.INFO;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What relaying logs. */
@MessageLogger(projectCode = "KANTOR")
interface RelayLog extends BasicLogger {

    RelayLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), RelayLog.class, "org.kantor.mail.relay");

    @LogMessage(level = INFO)
    @Message(id = 30400, value = "%s offers STARTTLS, but it does not work: the mail goes without it")
    void tlsFailed(String host, @Cause Throwable cause);

    @LogMessage(level = DEBUG)
    @Message(id = 30401, value = "The farewell to %s failed")
    void quitFailed(String host, @Cause Throwable cause);

    @LogMessage(level = INFO)
    @Message(id = 30402, value = "%s (%s) could not be used: %s")
    void hostFailed(String host, String address, String why);

    @LogMessage(level = INFO)
    @Message(id = 30403, value = "The connection with %s broke during a transaction: %s")
    void broken(String host, String why);
}
