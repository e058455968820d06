package org.kantor.directory.internal;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.kantor.bean.Service;
import org.kantor.directory.Account;
import org.kantor.directory.AccountDisabled;
import org.kantor.directory.Directory;
import org.kantor.directory.Quota;
import org.kantor.directory.Users;
import org.kantor.directory.spi.IdentityProvider;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.DomainName;
import org.kantor.kernel.EmailAddress;
import org.kantor.kernel.Refused;

/**
 * Keycloak is asked first, then the tables change: should the second fail, Keycloak's events bring the directory in step, or, for a new user, the
 * first is taken back.
 */
@Service
final class KantorUsers implements Users {

    private final Accounts accounts;
    private final AccountMaker maker;
    private final Directory directory;
    private final IdentityProvider people;
    private final EntityManager entities;
    private final Event<AccountDisabled> disabled;
    private final Clock clock;
    private final Domains domains;

    @Inject
    KantorUsers(
            Accounts accounts,
            AccountMaker maker,
            Domains domains,
            Directory directory,
            IdentityProvider people,
            EntityManager entities,
            Event<AccountDisabled> disabled,
            Clock clock) {
        this.accounts = accounts;
        this.maker = maker;
        this.domains = domains;
        this.directory = directory;
        this.people = people;
        this.entities = entities;
        this.disabled = disabled;
        this.clock = clock;
    }

    @Override
    public Administrator administrator(AccountId id) {
        var account = directory.account(id);
        var by = new Administrator(account.map(a -> a.address().toString()).orElse("nobody"), id);
        check(by);
        return by;
    }

    @Override
    public void check(Administrator by) {
        var id = by.account();
        if (id == null) {
            return;
        }
        var allowed = directory.account(id).filter(Account::enabled).isPresent()
                && accounts.roles(id).contains(Role.ADMINISTRATOR);
        if (!allowed) {
            throw new Refused(Refused.Code.NO_PERMISSION, "Only administrators may do this.");
        }
    }

    @Override
    public Account create(Administrator by, NewUser user) {
        check(by);
        var address = ordinary(user.address());
        maker.mustBeFree(address);
        var person = online(() -> people.create(
                directory.login(address),
                address,
                user.givenName().strip(),
                user.familyName().strip(),
                user.password()));
        try {
            var account = maker.make(
                    person.subject(),
                    person.login(),
                    address,
                    user.givenName().strip(),
                    user.familyName().strip(),
                    true,
                    user.quota(),
                    Account.Kind.PERSON);
            directory.forgetUnknown();
            audit(by, "created", account);
            return account;
        } catch (RuntimeException e) {
            takeBack(person.subject(), address, e);
            throw e;
        }
    }

    private void takeBack(String subject, EmailAddress address, RuntimeException reason) {
        // Keycloak's event may have made the account in the meantime; then the user is whole and stays.
        accounts.forget();
        if (accounts.bySubject(subject).isPresent()) {
            return;
        }
        try {
            people.delete(subject);
        } catch (IdentityProvider.Away | RuntimeException e) {
            reason.addSuppressed(e);
            DirectoryLog.LOG.orphanedUser(address.toString());
        }
    }

    @Override
    public Account createShared(Administrator by, EmailAddress address, String name, Quota quota) {
        check(by);
        var account =
                maker.make(null, address.key(), ordinary(address), name.strip(), "", true, quota, Account.Kind.SHARED);
        directory.forgetUnknown();
        audit(by, "created", account);
        return account;
    }

    @Override
    public Account createTestAccount(Administrator by, EmailAddress address) {
        check(by);
        var domain = accounts.domains().get(address.domain().value());
        if (domain == null || !domain.test()) {
            throw new Refused(Refused.Code.CANNOT, address.domain().display() + " is no test domain.");
        }
        return directory
                .byAddress(address)
                .orElseGet(() -> maker.make(
                        null,
                        address.key(),
                        ordinary(address),
                        address.localPart(),
                        "",
                        true,
                        Quota.NONE,
                        Account.Kind.PERSON));
    }

    @Override
    public void setEnabled(Administrator by, AccountId id, boolean enabled) {
        var account = administered(by, id);
        if (!enabled) {
            mustNotBeLastAdministrator(id);
        }
        var subject = account.subject();
        if (subject != null) {
            online(() -> {
                people.setEnabled(subject, enabled);
                if (!enabled) {
                    people.endSessions(subject);
                }
                return subject;
            });
        }
        accounts.change(() -> accounts.entity(id).enabled = enabled);
        if (!enabled) {
            disabled.fire(new AccountDisabled(id));
        }
        audit(by, enabled ? "enabled" : "disabled", account);
    }

    @Override
    public void setPassword(Administrator by, AccountId id, String password) {
        var account = administered(by, id);
        var subject = account.subject();
        if (subject == null) {
            throw new Refused(Refused.Code.CANNOT, "Nobody logs in to " + account.address() + " with a password.");
        }
        online(() -> {
            people.setPassword(subject, password);
            people.endSessions(subject);
            return subject;
        });
        disabled.fire(new AccountDisabled(id));
        audit(by, "set the password of", account);
    }

    @Override
    public void setQuota(Administrator by, AccountId id, Quota quota) {
        var account = administered(by, id);
        accounts.change(() -> {
            accounts.entity(id).limit(quota);
            return quota;
        });
        audit(by, "set the quota of", account);
    }

    @Override
    public void setDisplayName(Administrator by, AccountId id, String givenName, String familyName) {
        var account = administered(by, id);
        var given = givenName.strip();
        var family = familyName.strip();
        var subject = account.subject();
        if (subject != null) {
            online(() -> {
                people.setNames(subject, given, family);
                return subject;
            });
        }
        accounts.change(() -> {
            var entity = accounts.entity(id);
            entity.givenName = given;
            entity.familyName = family;
            entity.displayName = AccountMaker.displayName(given, family, account.address());
            return entity;
        });
        audit(by, "renamed", account);
    }

    @Override
    public void addAlias(Administrator by, AccountId id, EmailAddress alias) {
        var account = administered(by, id);
        ordinary(alias);
        maker.mustBeFree(alias);
        if (online(() -> people.byAddress(alias)).isPresent()) {
            throw new Refused(Refused.Code.ALREADY_EXISTS, "The address " + alias + " belongs to a user already.");
        }
        accounts.change(() -> {
            accounts.entity(id).addAddress(alias, false);
            return alias;
        });
        directory.forgetUnknown();
        audit(by, "gave the alias " + alias + " to", account);
    }

    @Override
    public void removeAlias(Administrator by, AccountId id, EmailAddress alias) {
        var account = administered(by, id);
        if (account.address().key().equals(alias.key())) {
            throw new Refused(Refused.Code.CANNOT, "The primary address of an account cannot be removed.");
        }
        accounts.change(() -> {
            if (!accounts.entity(id).addresses.removeIf(a -> a.key.equals(alias.key()))) {
                throw new Refused(Refused.Code.NOT_FOUND, "The account has no alias " + alias + ".");
            }
            return alias;
        });
        audit(by, "took the alias " + alias + " from", account);
    }

    @Override
    public List<Domain> domains() {
        return domains.all();
    }

    @Override
    public void addDomain(Administrator by, DomainName domain, boolean test) {
        check(by);
        domains.add(domain, test);
        DirectoryLog.LOG.administered(by.name(), "added the domain", domain.value());
    }

    @Override
    public void removeDomain(Administrator by, DomainName domain) {
        check(by);
        domains.remove(domain);
        DirectoryLog.LOG.administered(by.name(), "removed the domain", domain.value());
    }

    @Override
    public Set<Role> roles(AccountId id) {
        return accounts.roles(id);
    }

    @Override
    public void grant(Administrator by, AccountId id, Role role) {
        var account = administered(by, id);
        if (accounts.roles(id).contains(role)) {
            return;
        }
        accounts.change(() -> {
            entities.persist(new RoleGrantEntity(id.value(), role, clock.instant(), by.name()));
            return role;
        });
        audit(by, "granted " + role + " to", account);
    }

    @Override
    public void revoke(Administrator by, AccountId id, Role role) {
        var account = administered(by, id);
        mustNotBeLastAdministrator(id);
        accounts.change(() -> entities.createQuery("delete from RoleGrantEntity g where g.account = ?1 and g.role = ?2")
                .setParameter(1, id.value())
                .setParameter(2, role)
                .executeUpdate());
        audit(by, "revoked " + role + " from", account);
    }

    private void mustNotBeLastAdministrator(AccountId id) {
        if (!accounts.roles(id).contains(Role.ADMINISTRATOR)) {
            return;
        }
        var others = accounts.read(() -> entities.createQuery("""
                        select count(a) from AccountEntity a, RoleGrantEntity g
                        where g.account = a.id and g.role = ?1 and a.enabled = true and a.id <> ?2
                        """, Long.class)
                .setParameter(1, Role.ADMINISTRATOR)
                .setParameter(2, id.value())
                .getSingleResult());
        if (others == 0) {
            throw new Refused(Refused.Code.CANNOT, "This is the last administrator.");
        }
    }

    private Account administered(Administrator by, AccountId id) {
        check(by);
        return directory
                .account(id)
                .orElseThrow(() -> new Refused(Refused.Code.NOT_FOUND, "There is no such account."));
    }

    /** An address that an account may have: no sub-address, nothing that needs quotes. */
    private static EmailAddress ordinary(EmailAddress address) {
        if (address.localPart().contains("+") || address.toString().startsWith("\"")) {
            throw new Refused(
                    Refused.Code.BAD_VALUE, "An account's address has no plus sign and needs no quotation marks.");
        }
        return address;
    }

    private static void audit(Administrator by, String action, Account account) {
        DirectoryLog.LOG.administered(by.name(), action, account.address().toString());
    }

    private interface Question<T> {
        T ask() throws IdentityProvider.Away;
    }

    private static <T> T online(Question<T> question) {
        try {
            return question.ask();
        } catch (IdentityProvider.Away e) {
            throw new Refused(Refused.Code.TRY_LATER, "Keycloak does not answer now; please try again.");
        }
    }
}
