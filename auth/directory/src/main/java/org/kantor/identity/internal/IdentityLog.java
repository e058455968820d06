package org.kantor.identity.internal;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What log-ins and Keycloak tell the operator; codes 10100 to 10199. Never a password, never a token. */
@MessageLogger(projectCode = "KANTOR", length = 5)
interface IdentityLog {

    IdentityLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), IdentityLog.class, "org.kantor.identity");

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 10100, value = "Keycloak does not answer: %s")
    void keycloakAway(String reason);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 10101, value = "Keycloak refuses the client %s: %s. Its secret or its roles in the realm are wrong.")
    void clientRefused(String client, String reason);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 10102, value = "Rejected the log-in \"%s\" for %s from %s.")
    void rejected(String login, String service, String client);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 10103, value = "Too many wrong attempts: the log-in \"%s\" from %s is not tried.")
    void throttled(String login, String client);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 10104, value = "The Keycloak user %s logged in as %s, which is another user's account.")
    void otherSubject(String subject, String address);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 10105, value = "Keycloak's events could not be read; they are asked for again.")
    void eventsUnread(@Cause Exception cause);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 10106, value = "The Keycloak user %s logged in but has no account: %s")
    void noAccount(String subject, String reason);
}
