package org.kantor.dav;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** Codes 40500 to 40599. */
@MessageLogger(projectCode = "KANTOR", length = 5)
interface DavLog {

    DavLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), DavLog.class, "org.kantor.dav");

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 40500, value = "%s of %s failed.")
    void failed(String method, String path, @Cause RuntimeException cause);
}
