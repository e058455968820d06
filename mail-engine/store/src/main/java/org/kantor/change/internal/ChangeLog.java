package org.kantor.change.internal;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;
import org.kantor.kernel.AccountId;

/** Codes 20000 to 20099. */
@MessageLogger(projectCode = "KANTOR", length = 5)
interface ChangeLog {

    ChangeLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), ChangeLog.class, "org.kantor.change");

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 20000, value = "A listener for changes of account %s failed.")
    void listenerFailed(AccountId account, @Cause RuntimeException cause);
}
