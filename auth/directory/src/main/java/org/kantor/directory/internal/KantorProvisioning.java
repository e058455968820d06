package org.kantor.directory.internal;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.time.Clock;
import java.util.function.Predicate;
import org.kantor.bean.Service;
import org.kantor.directory.Account;
import org.kantor.directory.AccountDisabled;
import org.kantor.directory.Provisioning;
import org.kantor.directory.Quota;
import org.kantor.directory.Users;
import org.kantor.directory.spi.Person;
import org.kantor.kernel.EmailAddress;
import org.kantor.kernel.Refused;

@Service
final class KantorProvisioning implements Provisioning {

    private final Accounts accounts;
    private final AccountMaker maker;
    private final EntityManager entities;
    private final Event<AccountDisabled> disabled;
    private final Clock clock;

    @Inject
    KantorProvisioning(
            Accounts accounts,
            AccountMaker maker,
            EntityManager entities,
            Event<AccountDisabled> disabled,
            Clock clock) {
        this.accounts = accounts;
        this.maker = maker;
        this.entities = entities;
        this.disabled = disabled;
        this.clock = clock;
    }

    @Override
    public Account accountOf(Person person) {
        var known = accounts.bySubject(person.subject());
        if (known.isPresent()) {
            return known.get().account();
        }
        try {
            return maker.make(
                    person.subject(),
                    person.login(),
                    person.address(),
                    person.givenName(),
                    person.familyName(),
                    person.enabled(),
                    Quota.NONE,
                    Account.Kind.PERSON);
        } catch (PersistenceException | Refused e) {
            // Another thread may have made it at the same moment; the database let one of the two.
            accounts.forget();
            var made = accounts.bySubject(person.subject());
            if (made.isPresent()) {
                return made.get().account();
            }
            if (e instanceof Refused refused && refused.code() == Refused.Code.ALREADY_EXISTS) {
                DirectoryLog.LOG.addressTaken(person.address().toString(), person.subject());
            }
            throw e;
        }
    }

    @Override
    public void changed(Person person) {
        var known = accounts.bySubject(person.subject());
        if (known.isEmpty() || sameAs(person).test(known.get())) {
            return;
        }
        var account = known.get().account();
        accounts.change(() -> {
            var entity = accounts.entity(account.id());
            entity.login = person.login();
            entity.givenName = person.givenName();
            entity.familyName = person.familyName();
            entity.enabled = person.enabled();
            entity.displayName = AccountMaker.displayName(person.givenName(), person.familyName(), person.address());
            moveTo(entity, account, person.address());
            return entity;
        });
        if (account.enabled() && !person.enabled()) {
            disabled.fire(new AccountDisabled(account.id()));
        }
    }

    /** Whether there is nothing to carry over; the display name follows from the others. */
    private static Predicate<Accounts.Known> sameAs(Person person) {
        return known -> known.account().login().equals(person.login())
                && known.account().enabled() == person.enabled()
                && known.account().address().key().equals(person.address().key())
                && known.account()
                        .displayName()
                        .equals(AccountMaker.displayName(person.givenName(), person.familyName(), person.address()));
    }

    private void moveTo(AccountEntity entity, Account account, EmailAddress address) {
        if (account.address().key().equals(address.key())) {
            return;
        }
        var own = entity.addresses.stream()
                .filter(a -> a.key.equals(address.key()))
                .findFirst();
        if (own.isEmpty()) {
            try {
                maker.mustBeFree(address);
            } catch (Refused e) {
                DirectoryLog.LOG.addressNotMoved(account.address().toString(), address.toString(), e.sentence());
                return;
            }
        }
        entity.addresses.forEach(a -> a.primary = false);
        entities.flush();
        own.ifPresentOrElse(a -> a.primary = true, () -> entity.addAddress(address, true));
    }

    @Override
    public void gone(String subject) {
        accounts.bySubject(subject)
                .map(Accounts.Known::account)
                .filter(Account::enabled)
                .ifPresent(account -> {
                    accounts.change(() -> accounts.entity(account.id()).enabled = false);
                    DirectoryLog.LOG.gone(account.address().toString());
                    disabled.fire(new AccountDisabled(account.id()));
                });
    }

    @Override
    public void revoked(String subject) {
        accounts.bySubject(subject)
                .ifPresent(known ->
                        disabled.fire(new AccountDisabled(known.account().id())));
    }

    @Override
    public void bootstrapAdministrator(Account account) {
        if (!accounts.roles(account.id()).isEmpty() || accounts.read(this::administrators) > 0) {
            return;
        }
        var made = accounts.change(() -> {
            // The lock lets one of several first administrators win; the table is tiny and rarely written.
            entities.createNativeQuery("lock table role_grant in share row exclusive mode")
                    .executeUpdate();
            if (administrators() > 0) {
                return false;
            }
            entities.persist(
                    new RoleGrantEntity(account.id().value(), Users.Role.ADMINISTRATOR, clock.instant(), "realm role"));
            return true;
        });
        if (made) {
            DirectoryLog.LOG.firstAdministrator(account.address().toString());
        }
    }

    private long administrators() {
        return entities.createQuery("select count(g) from RoleGrantEntity g where g.role = ?1", Long.class)
                .setParameter(1, Users.Role.ADMINISTRATOR)
                .getSingleResult();
    }
}
