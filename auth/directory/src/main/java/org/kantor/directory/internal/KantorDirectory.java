package org.kantor.directory.internal;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kantor.bean.Recent;
import org.kantor.bean.Service;
import org.kantor.directory.Account;
import org.kantor.directory.Directory;
import org.kantor.directory.Provisioning;
import org.kantor.directory.Users;
import org.kantor.directory.spi.IdentityProvider;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.DomainName;
import org.kantor.kernel.EmailAddress;
import org.kantor.kernel.Environment;
import org.kantor.kernel.Refused;

@Service
final class KantorDirectory implements Directory {

    /** How long an address that Keycloak does not know is not asked for again; a user made meanwhile is told by Keycloak's events. */
    private static final Duration UNKNOWN_LIFE = Duration.ofSeconds(30);

    private static final int MOST_UNKNOWN = 20_000;

    /** Addresses that every domain must answer (RFC 5321 section 4.5.1, RFC 2142 section 4): an administrator's, unless somebody has them. */
    private static final Set<String> DUTIES = Set.of("postmaster", "abuse");

    private static final char SUB_ADDRESS = '+';

    private final Accounts accounts;
    private final Provisioning provisioning;
    private final IdentityProvider people;
    private final EntityManager entities;
    private final Environment environment;
    private final Clock clock;
    private final Recent<String, Boolean> unknown;

    @Inject
    KantorDirectory(
            Accounts accounts,
            Provisioning provisioning,
            IdentityProvider people,
            EntityManager entities,
            Environment environment,
            Clock clock) {
        this.accounts = accounts;
        this.provisioning = provisioning;
        this.people = people;
        this.entities = entities;
        this.environment = environment;
        this.clock = clock;
        this.unknown = new Recent<>(clock, UNKNOWN_LIFE, MOST_UNKNOWN);
    }

    /** Early in the start-up: whatever starts later may ask for the primary domain. */
    void start(@Observes @Priority(100) Startup event) {
        ensurePrimaryDomain();
    }

    /** Makes the domain that the environment names the primary one. */
    void ensurePrimaryDomain() {
        var name = environment.domain();
        var known = accounts.domains().get(name.value());
        if (known != null && known.primary()) {
            return;
        }
        accounts.change(() -> {
            entities.createQuery("update DomainEntity d set d.primary = false where d.primary = true")
                    .executeUpdate();
            var domain = entities.find(DomainEntity.class, name.value());
            if (domain == null) {
                entities.persist(new DomainEntity(
                        name.value(), true, false, clock.instant().truncatedTo(ChronoUnit.MICROS)));
            } else {
                domain.primary = true;
            }
            return name;
        });
        DirectoryLog.LOG.primaryDomain(name.value());
    }

    @Override
    public Optional<Account> account(AccountId id) {
        return accounts.byId(id).map(Accounts.Known::account);
    }

    @Override
    public Map<AccountId, Account> accounts(Set<AccountId> ids) {
        return accounts.byIds(ids).stream()
                .map(Accounts.Known::account)
                .collect(Collectors.toMap(Account::id, account -> account));
    }

    @Override
    public Optional<Account> bySubject(String subject) {
        return accounts.bySubject(subject).map(Accounts.Known::account);
    }

    @Override
    public Optional<Account> byAddress(EmailAddress address) {
        return accounts.byAddress(address).map(Accounts.Known::account);
    }

    @Override
    public Recipient resolve(EmailAddress address) {
        var domain = accounts.domains().get(address.domain().value());
        if (domain == null) {
            return new Recipient.Remote();
        }
        var known = byAddress(address);
        if (known.isPresent()) {
            return new Recipient.Local(known.get(), "");
        }
        var plus = address.localPart().indexOf(SUB_ADDRESS);
        var detail = plus > 0 ? address.localPart().substring(plus + 1) : "";
        var whole = plus > 0 ? new EmailAddress(address.localPart().substring(0, plus), address.domain()) : address;
        if (plus > 0) {
            var owner = byAddress(whole);
            if (owner.isPresent()) {
                return new Recipient.Local(owner.get(), detail);
            }
        }
        if (DUTIES.contains(whole.localPart().toLowerCase(Locale.ROOT))) {
            return administrator()
                    .<Recipient>map(account -> new Recipient.Local(account, detail))
                    .orElseGet(Recipient.Unknown::new);
        }
        return domain.test() ? new Recipient.Unknown() : ask(whole, detail);
    }

    private Recipient ask(EmailAddress address, String detail) {
        if (unknown.peek(address.key()) != null) {
            return new Recipient.Unknown();
        }
        try {
            var since = unknown.generation();
            var person = people.byAddress(address);
            if (person.isEmpty()) {
                unknown.put(address.key(), true, since);
                return new Recipient.Unknown();
            }
            return new Recipient.Local(provisioning.accountOf(person.get()), detail);
        } catch (IdentityProvider.Away e) {
            return new Recipient.Unavailable();
        } catch (Refused e) {
            return new Recipient.Unknown();
        }
    }

    @Override
    public void forgetUnknown() {
        unknown.forget();
    }

    private Optional<Account> administrator() {
        var ids = accounts.read(() -> entities.createQuery(
                        "select g.account from RoleGrantEntity g where g.role = ?1 order by g.granted, g.account",
                        Long.class)
                .setParameter(1, Users.Role.ADMINISTRATOR)
                .setMaxResults(1)
                .getResultList());
        return ids.stream().findFirst().flatMap(id -> account(new AccountId(id)));
    }

    @Override
    public List<EmailAddress> addresses(AccountId id) {
        return accounts.byId(id).map(Accounts.Known::addresses).orElse(List.of());
    }

    @Override
    public DomainName primaryDomain() {
        return environment.domain();
    }

    @Override
    public boolean isLocal(DomainName domain) {
        return accounts.domains().containsKey(domain.value());
    }

    private static final String FOUND = """
            from AccountEntity a where lower(a.displayName) like ?1 escape '\\'
              or exists (select 1 from AddressEntity x where x.account = a and x.key like ?1 escape '\\')
            """;

    @Override
    public List<Account> find(String text, int offset, int limit) {
        return accounts.read(() -> {
            var ids = entities.createQuery("select a.id " + FOUND + " order by lower(a.displayName), a.id", Long.class)
                    .setParameter(1, pattern(text))
                    .setFirstResult(offset)
                    .setMaxResults(limit)
                    .getResultList();
            if (ids.isEmpty()) {
                return List.of();
            }
            return entities.createQuery(
                            "select a from AccountEntity a left join fetch a.addresses where a.id in ?1"
                                    + " order by lower(a.displayName), a.id",
                            AccountEntity.class)
                    .setParameter(1, ids)
                    .getResultStream()
                    .map(AccountEntity::toAccount)
                    .toList();
        });
    }

    @Override
    public int count(String text) {
        return accounts.read(() -> entities.createQuery("select count(a) " + FOUND, Long.class)
                .setParameter(1, pattern(text))
                .getSingleResult()
                .intValue());
    }

    private static String pattern(String text) {
        var plain = text.strip().toLowerCase(Locale.ROOT);
        return "%" + plain.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}
