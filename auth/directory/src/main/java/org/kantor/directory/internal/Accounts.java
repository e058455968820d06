package org.kantor.directory.internal;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.kantor.bean.Recent;
import org.kantor.bean.Service;
import org.kantor.directory.Account;
import org.kantor.directory.Users;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.DomainName;
import org.kantor.kernel.EmailAddress;
import org.kantor.kernel.Refused;
import org.kantor.tx.Transactions;

/**
 * The directory's tables behind a cache. What this node changes is seen at once; what another node changes, within {@link #LIFE}. A change
 * forgets everything: reloading an account costs one statement, and changes are rare.
 */
@Service
final class Accounts {

    static final Duration LIFE = Duration.ofSeconds(10);
    private static final int MOST = 50_000;

    /** An account with its addresses, primary first. */
    record Known(Account account, List<EmailAddress> addresses) {}

    /** A domain of ours. */
    record LocalDomain(DomainName name, boolean primary, boolean test) {}

    private final EntityManager entities;
    private final Transactions transactions;
    private final Recent<AccountId, Optional<Known>> byId;
    private final Recent<String, Optional<AccountId>> byKey;
    private final Recent<String, Optional<AccountId>> bySubject;
    private final Recent<AccountId, Set<Users.Role>> roles;
    private final Recent<Boolean, TreeMap<String, LocalDomain>> domains;

    /** How deep this thread is in changes that are not committed: what it reads meanwhile is not for others. */
    private final ThreadLocal<Integer> changing = ThreadLocal.withInitial(() -> 0);

    @Inject
    Accounts(EntityManager entities, Transactions transactions, Clock clock) {
        this.entities = entities;
        this.transactions = transactions;
        this.byId = new Recent<>(clock, LIFE, MOST);
        this.byKey = new Recent<>(clock, LIFE, MOST);
        this.bySubject = new Recent<>(clock, LIFE, MOST);
        this.roles = new Recent<>(clock, LIFE, MOST);
        this.domains = new Recent<>(clock, LIFE, 1);
    }

    Optional<Known> byId(AccountId id) {
        return cached(
                byId,
                id,
                () -> known("select a from AccountEntity a left join fetch a.addresses where a.id = ?1", id.value()));
    }

    /** Those that there are, in no order; who is not remembered is read with one statement. */
    List<Known> byIds(Set<AccountId> ids) {
        var all = new ArrayList<Known>();
        var missing = new ArrayList<Long>();
        for (var id : ids) {
            var known = changing.get() == 0 ? byId.peek(id) : null;
            if (known == null) {
                missing.add(id.value());
            } else {
                known.ifPresent(all::add);
            }
        }
        if (!missing.isEmpty()) {
            var since = byId.generation();
            for (var known : read(() -> known(missing))) {
                all.add(known);
                if (changing.get() == 0) {
                    byId.put(known.account().id(), Optional.of(known), since);
                }
            }
        }
        return all;
    }

    private List<Known> known(List<Long> ids) {
        return entities.createQuery(
                        "select a from AccountEntity a left join fetch a.addresses where a.id in ?1",
                        AccountEntity.class)
                .setParameter(1, ids)
                .getResultStream()
                .map(Accounts::known)
                .toList();
    }

    Optional<Known> byAddress(EmailAddress address) {
        var key = address.key();
        return found(
                byKey,
                key,
                () -> known(
                        "select a from AccountEntity a left join fetch a.addresses where a.id = (select x.account.id from AddressEntity x where x.key = ?1)",
                        key));
    }

    Optional<Known> bySubject(String subject) {
        return found(
                bySubject,
                subject,
                () -> known("select a from AccountEntity a left join fetch a.addresses where a.subject = ?1", subject));
    }

    Set<Users.Role> roles(AccountId id) {
        return cached(roles, id, () -> {
            var held = EnumSet.noneOf(Users.Role.class);
            held.addAll(
                    entities.createQuery("select g.role from RoleGrantEntity g where g.account = ?1", Users.Role.class)
                            .setParameter(1, id.value())
                            .getResultList());
            return Set.copyOf(held);
        });
    }

    /** Every domain of ours by name. */
    TreeMap<String, LocalDomain> domains() {
        return cached(domains, true, () -> {
            var all = new TreeMap<String, LocalDomain>();
            for (var domain : entities.createQuery("select d from DomainEntity d", DomainEntity.class)
                    .getResultList()) {
                all.put(domain.name, new LocalDomain(new DomainName(domain.name), domain.primary, domain.test));
            }
            return all;
        });
    }

    /**
     * Runs what changes the tables, in the open transaction or one of its own, and lets everybody see the result once it is committed.
     */
    <T> T change(Supplier<T> work) {
        changing.set(changing.get() + 1);
        try {
            return transactions.call(() -> {
                transactions.afterCommit(this::forget);
                forget();
                var result = work.get();
                entities.flush();
                forget();
                return result;
            });
        } finally {
            changing.set(changing.get() - 1);
        }
    }

    /** The account to be changed, in an open transaction. */
    AccountEntity entity(AccountId id) {
        var account = entities.find(AccountEntity.class, id.value());
        if (account == null) {
            throw new Refused(Refused.Code.NOT_FOUND, "There is no such account.");
        }
        return account;
    }

    <T> T read(Supplier<T> query) {
        return transactions.call(query);
    }

    void forget() {
        byId.forget();
        byKey.forget();
        bySubject.forget();
        roles.forget();
        domains.forget();
    }

    private <K> Optional<Known> found(Recent<K, Optional<AccountId>> index, K key, Supplier<Optional<Known>> load) {
        var id = index.peek(key);
        if (id != null) {
            return id.flatMap(this::byId);
        }
        var since = index.generation();
        var sinceById = byId.generation();
        var known = read(load);
        if (changing.get() == 0) {
            index.put(key, known.map(k -> k.account().id()), since);
            known.ifPresent(k -> byId.put(k.account().id(), known, sinceById));
        }
        return known;
    }

    private <K, V> V cached(Recent<K, V> cache, K key, Supplier<V> load) {
        return changing.get() == 0 ? cache.get(key, () -> read(load)) : read(load);
    }

    private Optional<Known> known(String query, Object parameter) {
        TypedQuery<AccountEntity> typed = entities.createQuery(query, AccountEntity.class);
        return typed.setParameter(1, parameter).getResultStream().findFirst().map(Accounts::known);
    }

    static Known known(AccountEntity account) {
        return new Known(account.toAccount(), account.sortedAddresses());
    }
}
