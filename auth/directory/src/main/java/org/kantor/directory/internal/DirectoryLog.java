package org.kantor.directory.internal;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What the directory tells the operator; codes 10010 to 10099. */
@MessageLogger(projectCode = "KANTOR", length = 5)
interface DirectoryLog {

    DirectoryLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), DirectoryLog.class, "org.kantor.directory");

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 10010, value = "The address %s belongs to another account and is not given to the Keycloak user %s.")
    void addressTaken(String address, String subject);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 10011, value = "The account %s keeps its address although Keycloak says %s: %s")
    void addressNotMoved(String address, String wanted, String reason);

    @LogMessage(level = Logger.Level.INFO)
    @Message(
            id = 10012,
            value = "The user of the account %s was deleted in Keycloak; the account is disabled and keeps its mail.")
    void gone(String address);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 10013, value = "%s is the first administrator.")
    void firstAdministrator(String address);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 10014, value = "%s %s: %s")
    void administered(String administrator, String action, String what);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(
            id = 10015,
            value =
                    "The user %s was made in Keycloak, but neither its account here nor its removal there succeeded; delete it in Keycloak.")
    void orphanedUser(String address);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 10016, value = "The primary domain is %s.")
    void primaryDomain(String domain);
}
