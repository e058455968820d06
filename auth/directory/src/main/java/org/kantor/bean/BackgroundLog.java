package org.kantor.bean;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** Codes 10000 to 10009. */
@MessageLogger(projectCode = "KANTOR", length = 5)
interface BackgroundLog {

    BackgroundLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), BackgroundLog.class, "org.kantor.bean");

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 10000, value = "The background work \"%s\" failed; it is tried again.")
    void failed(String name, @Cause RuntimeException cause);
}
