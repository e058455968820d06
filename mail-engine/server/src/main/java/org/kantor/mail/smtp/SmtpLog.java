package org.kantor.mail.smtp;

import static org.jboss.logging.Logger.Level.ERROR;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What SMTP and LMTP log. */
@MessageLogger(projectCode = "KANTOR")
interface SmtpLog extends BasicLogger {

    SmtpLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), SmtpLog.class, "org.kantor.mail.smtp");

    @LogMessage(level = ERROR)
    @Message(id = 30200, value = "A message of dialogue %s could not be stored; the client will try again")
    void acceptanceFailed(String session, @Cause Throwable cause);
}
