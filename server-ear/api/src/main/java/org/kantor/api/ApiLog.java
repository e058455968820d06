package org.kantor.api;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What the HTTP API tells the operator; codes 60100 to 60199. */
@MessageLogger(projectCode = "KANTOR", length = 5)
interface ApiLog {

    ApiLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), ApiLog.class, "org.kantor.api");

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 60101, value = "The database did not answer the health check.")
    void databaseSilent(@Cause Exception cause);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 60102, value = "A request to the API failed.")
    void failed(@Cause Throwable cause);
}
