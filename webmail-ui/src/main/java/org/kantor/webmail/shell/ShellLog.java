package org.kantor.webmail.shell;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** Codes 50040 to 50049. */
@MessageLogger(projectCode = "KANTOR", length = 5)
interface ShellLog {

    ShellLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), ShellLog.class, "org.kantor.webmail");

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 50040, value = "Failure %s in the webmail.")
    void failed(String number, @Cause Throwable cause);
}
