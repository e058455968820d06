package org.kantor.webmail.composer;

import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What writing mail tells the operator. */
@MessageLogger(projectCode = "KANTOR", length = 5)
interface WritingLog {

    WritingLog LOG =
            Logger.getMessageLogger(java.lang.invoke.MethodHandles.lookup(), WritingLog.class, "org.kantor.webmail");

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 50020, value = "A message of account %d could not be sent; it is still among the drafts")
    void notSent(long account, @Cause Throwable cause);
}
