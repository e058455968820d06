package org.kantor.directory.internal;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.kantor.bean.Service;
import org.kantor.directory.Account;
import org.kantor.directory.AccountCreated;
import org.kantor.directory.Quota;
import org.kantor.kernel.EmailAddress;
import org.kantor.kernel.Refused;

/** Makes accounts, and tells those who add what an account needs while the transaction is open. */
@Service
final class AccountMaker {

    private final Accounts accounts;
    private final EntityManager entities;
    private final Event<AccountCreated> created;
    private final Clock clock;

    @Inject
    AccountMaker(Accounts accounts, EntityManager entities, Event<AccountCreated> created, Clock clock) {
        this.accounts = accounts;
        this.entities = entities;
        this.created = created;
        this.clock = clock;
    }

    /** @param subject null for an account nobody logs in to through Keycloak */
    Account make(
            @Nullable String subject,
            String login,
            EmailAddress address,
            String givenName,
            String familyName,
            boolean enabled,
            Quota quota,
            Account.Kind kind) {
        return accounts.change(() -> {
            mustBeFree(address);
            var entity = new AccountEntity();
            entity.subject = subject;
            entity.login = login;
            entity.givenName = givenName;
            entity.familyName = familyName;
            entity.displayName = displayName(givenName, familyName, address);
            entity.enabled = enabled;
            entity.limit(quota);
            entity.kind = kind;
            entity.created = clock.instant().truncatedTo(ChronoUnit.MICROS);
            entity.addAddress(address, true);
            entities.persist(entity);
            entities.flush();
            var account = entity.toAccount();
            created.fire(new AccountCreated(account));
            return account;
        });
    }

    /** Refuses an address that is not ours to give, or that somebody has. */
    void mustBeFree(EmailAddress address) {
        if (!accounts.domains().containsKey(address.domain().value())) {
            throw new Refused(Refused.Code.NO_PERMISSION, address.domain().display() + " is no domain of this server.");
        }
        if (accounts.byAddress(address).isPresent()) {
            throw new Refused(
                    Refused.Code.ALREADY_EXISTS, "The address " + address + " belongs to an account already.");
        }
    }

    static String displayName(String givenName, String familyName, EmailAddress address) {
        var name = (givenName.strip() + " " + familyName.strip()).strip();
        return name.isEmpty() ? address.localPart() : name;
    }
}
