package org.kantor.webmail.session;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What browser sessions tell the operator; codes 50000 to 50019. */
@MessageLogger(projectCode = "KANTOR", length = 5)
interface SessionLog {

    SessionLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), SessionLog.class, "org.kantor.webmail.session");

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 50000, value = "%s signed in with a browser.")
    void signedIn(String address);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 50001, value = "Ended %d browser sessions: %s.")
    void ended(int sessions, String reason);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 50002, value = "Keycloak's notice of a log-out is not valid and was ignored.")
    void invalidLogoutToken();
}
