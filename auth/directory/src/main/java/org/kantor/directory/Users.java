package org.kantor.directory;

import java.util.List;
import java.util.Set;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.DomainName;
import org.kantor.kernel.EmailAddress;

/**
 * User and domain administration: Keycloak and the directory in one step. Every method checks that the caller may administer what it touches
 * ({@link Administrator}) and refuses otherwise ({@code NO_PERMISSION}); {@code TRY_LATER} while Keycloak is away.
 */
public interface Users {

    /** Makes the user in Keycloak and the account here; a failure of the second takes the first back. */
    Account create(Administrator by, NewUser user);

    /** Disabling ends the user's Keycloak sessions and every mail, DAV and browser session of the account. */
    void setEnabled(Administrator by, AccountId id, boolean enabled);

    void setPassword(Administrator by, AccountId id, String password);

    /** @param quotaBytes 0 for no limit */
    void setQuota(Administrator by, AccountId id, long quotaBytes);

    void setDisplayName(Administrator by, AccountId id, String givenName, String familyName);

    void addAlias(Administrator by, AccountId id, EmailAddress alias);

    void removeAlias(Administrator by, AccountId id, EmailAddress alias);

    List<Domain> domains();

    void addDomain(Administrator by, DomainName domain);

    /** Refused while accounts or aliases use it, and for the primary domain. */
    void removeDomain(Administrator by, DomainName domain);

    /** The roles that the account holds; empty for an ordinary user. */
    Set<Role> roles(AccountId id);

    /** What an account may administer. */
    enum Role {
        /** Everything. */
        ADMINISTRATOR
    }

    /** @param password the first password; Keycloak's policy decides whether it is good enough ({@code BAD_VALUE}) */
    record NewUser(EmailAddress address, String givenName, String familyName, String password, long quotaBytes) {}

    record Domain(DomainName name, boolean primary, int accounts) {}

    /** Whoever administers: an account, or the command line's client. Made by {@code Authenticator} and the web log-in only after the check of the role. */
    record Administrator(String name) {}
}
