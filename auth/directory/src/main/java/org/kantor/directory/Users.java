package org.kantor.directory;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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

    /** Makes a mailbox that people share: an account that nobody logs in to. Who may use it is said by the rights on its mailboxes. */
    Account createShared(Administrator by, EmailAddress address, String name, Quota quota);

    /** Disabling ends the user's Keycloak sessions and every mail, DAV and browser session of the account. */
    void setEnabled(Administrator by, AccountId id, boolean enabled);

    void setPassword(Administrator by, AccountId id, String password);

    void setQuota(Administrator by, AccountId id, Quota quota);

    void setDisplayName(Administrator by, AccountId id, String givenName, String familyName);

    void addAlias(Administrator by, AccountId id, EmailAddress alias);

    void removeAlias(Administrator by, AccountId id, EmailAddress alias);

    List<Domain> domains();

    /** @param test for load tests: its accounts need no user in Keycloak, and may have app passwords that were given instead of random ones */
    void addDomain(Administrator by, DomainName domain, boolean test);

    /** Refused while accounts or aliases use it, and for the primary domain. */
    void removeDomain(Administrator by, DomainName domain);

    /** The roles that the account holds; empty for an ordinary user. */
    Set<Role> roles(AccountId id);

    /** The account as an administrator; refused if it has not the role or is disabled. */
    Administrator administrator(AccountId id);

    /** The one check behind every administrative door: refused unless the administrator still is one. */
    void check(Administrator by);

    void grant(Administrator by, AccountId id, Role role);

    /** Refused for the last administrator who can log in. */
    void revoke(Administrator by, AccountId id, Role role);

    /** Makes an account without a user in Keycloak; in test domains only. An address that has an account already gives that one. */
    Account createTestAccount(Administrator by, EmailAddress address);

    /** What an account may administer. */
    enum Role {
        /** Everything. */
        ADMINISTRATOR
    }

    /** @param password the first password; Keycloak's policy decides whether it is good enough ({@code BAD_VALUE}) */
    record NewUser(EmailAddress address, String givenName, String familyName, String password, Quota quota) {}

    record Domain(DomainName name, boolean primary, boolean test, int accounts) {}

    /**
     * Whoever administers: an account, or the command line's client. Holding one proves nothing by itself: the roles of an account are looked up again
     * at each use; without an account it is made only by {@code Authenticator}, from a valid token of the client.
     *
     * @param name for the audit: the account's address, or the client's name
     */
    record Administrator(String name, @Nullable AccountId account) {}
}
