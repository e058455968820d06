package org.kantor.identity.internal;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kantor.bean.Background;
import org.kantor.bean.Recent;
import org.kantor.bean.Service;
import org.kantor.directory.Directory;
import org.kantor.directory.Users;
import org.kantor.identity.AppPasswords;
import org.kantor.identity.Authentications;
import org.kantor.identity.Authenticator;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.tx.Transactions;

/**
 * Checking a password costs one hash and no SQL while the account's list is remembered. When a password was last used is collected in memory
 * and written now and then, not at every log-in.
 */
@Service
final class KantorAppPasswords implements AppPasswords {

    private static final int MOST = 50;
    private static final int MOST_NAME = 100;
    private static final int LEAST_TEST_SECRET = 8;
    static final int SALT = 16;

    /** RFC 7677 section 4 asks for at least this many. */
    static final int ITERATIONS = 4096;

    private static final Duration LIFE = Duration.ofSeconds(10);
    private static final Duration WRITE_PAUSE = Duration.ofSeconds(20);
    private static final int MOST_REMEMBERED = 20_000;

    private record Stored(long id, Set<Authenticator.Service> services, byte[] salt, byte[] hash, ScramKeys keys) {}

    private final EntityManager entities;
    private final Transactions transactions;
    private final Directory directory;
    private final Users users;
    private final Authentications authentications;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Recent<AccountId, List<Stored>> remembered;
    private final Map<Long, Instant> used = new ConcurrentHashMap<>();

    @Inject
    KantorAppPasswords(
            EntityManager entities,
            Transactions transactions,
            Directory directory,
            Users users,
            Authentications authentications,
            Clock clock) {
        this.entities = entities;
        this.transactions = transactions;
        this.directory = directory;
        this.users = users;
        this.authentications = authentications;
        this.clock = clock;
        this.remembered = new Recent<>(clock, LIFE, MOST_REMEMBERED);
    }

    void start(@Observes Startup event, Background background) {
        background.repeat("app passwords last used", WRITE_PAUSE, this::writeUsed);
    }

    void stop(@Observes Shutdown event) {
        writeUsed();
    }

    @Override
    public List<AppPassword> list(AccountId account) {
        return transactions.call(
                () -> rows(account).stream().map(this::toAppPassword).toList());
    }

    @Override
    public Created create(AccountId account, String name, Set<Authenticator.Service> services) {
        var called = name.strip();
        if (called.isEmpty() || called.length() > MOST_NAME) {
            throw new Refused(Refused.Code.BAD_VALUE, "An app password needs a name of at most 100 characters.");
        }
        if (services.isEmpty()) {
            throw new Refused(Refused.Code.BAD_VALUE, "An app password needs at least one service.");
        }
        var secret = AppPasswordSecret.random(random);
        var row = change(account, () -> insert(account, called, services, secret, others(account)));
        return new Created(toAppPassword(row), secret);
    }

    /** Those beside which there is room for one more. */
    private List<AppPasswordEntity> others(AccountId account) {
        var others = rows(account);
        if (others.size() >= MOST) {
            throw new Refused(Refused.Code.LIMIT, "An account has at most " + MOST + " app passwords.");
        }
        return others;
    }

    @Override
    public Runnable revoke(AccountId account, long id) {
        var row = change(account, () -> {
            var gone = rows(account).stream()
                    .filter(one -> number(one.id) == id)
                    .findFirst()
                    .orElseThrow(() -> new Refused(Refused.Code.NOT_FOUND, "There is no such app password."));
            gone.lastUsed = toAppPassword(gone).lastUsed();
            entities.remove(gone);
            endAfterCommit(account, gone);
            return gone;
        });
        return () -> bringBack(account, row);
    }

    /** It is forgotten before, whatever the order of what else runs after the commit: nobody is let in once the connections have ended. */
    private void endAfterCommit(AccountId account, AppPasswordEntity gone) {
        var id = number(gone.id);
        transactions.afterCommit(() -> {
            remembered.forget();
            authentications.revoked(account, id);
        });
    }

    /** As a row with another number, which nobody is shown. */
    private void bringBack(AccountId account, AppPasswordEntity row) {
        change(account, () -> {
            if (others(account).stream().anyMatch(other -> !Arrays.equals(other.salt, row.salt))) {
                throw new Refused(
                        Refused.Code.CONDITION, "Another app password was made since, so this one cannot come back.");
            }
            row.id = null;
            entities.persist(row);
            return row;
        });
    }

    @Override
    public void giveTestPassword(AccountId account, String secret) {
        var domain = directory.account(account).map(known -> known.address().domain());
        var test = users.domains().stream().anyMatch(d -> d.test() && d.name().equals(domain.orElse(null)));
        if (!test) {
            throw new Refused(Refused.Code.CANNOT, "Passwords are chosen in test domains only.");
        }
        if (secret.length() < LEAST_TEST_SECRET) {
            throw new Refused(Refused.Code.BAD_VALUE, "The password is too short.");
        }
        change(account, () -> {
            rows(account).forEach(gone -> endAfterCommit(account, gone));
            entities.createQuery("delete from AppPasswordEntity p where p.account = ?1")
                    .setParameter(1, account.value())
                    .executeUpdate();
            return insert(account, "test", EnumSet.allOf(Authenticator.Service.class), secret, List.of());
        });
    }

    /** The number of the account's password that this is, if it is good for the service; null if there is none. Costs microseconds. */
    @Nullable
    Long matching(AccountId account, String secret, Authenticator.Service service) {
        var canonical = AppPasswordSecret.canonical(secret).getBytes(StandardCharsets.UTF_8);
        for (var stored : remembered.get(account, () -> stored(account))) {
            if (MessageDigest.isEqual(stored.hash(), Digests.sha256(stored.salt(), canonical))) {
                if (stored.services().contains(service)) {
                    used.put(stored.id(), clock.instant());
                    return stored.id();
                }
                return null;
            }
        }
        return null;
    }

    /** The salt of all the account's passwords; empty if it has none. */
    Optional<byte[]> salt(AccountId account) {
        return remembered.get(account, () -> stored(account)).stream()
                .findFirst()
                .map(Stored::salt);
    }

    /** @param signature the server's (RFC 5802 section 3) */
    record Proven(long id, byte[] signature) {}

    /** Which password it is if the proof was made with one of the account's passwords that is good for the service. */
    Optional<Proven> proven(AccountId account, byte[] message, byte[] proof, Authenticator.Service service) {
        for (var stored : remembered.get(account, () -> stored(account))) {
            var signature = stored.keys().signature(message, proof);
            if (signature != null && stored.services().contains(service)) {
                used.put(stored.id(), clock.instant());
                return Optional.of(new Proven(stored.id(), signature));
            }
        }
        return Optional.empty();
    }

    /** Writes when passwords were last used. */
    void writeUsed() {
        var batch = new HashMap<Long, Instant>();
        for (var id : used.keySet()) {
            var when = used.remove(id);
            if (when != null) {
                batch.put(id, when.truncatedTo(ChronoUnit.SECONDS));
            }
        }
        if (!batch.isEmpty()) {
            transactions.run(() -> batch.forEach(
                    (id, when) -> entities.createQuery("update AppPasswordEntity p set p.lastUsed = ?1 where p.id = ?2")
                            .setParameter(1, when)
                            .setParameter(2, id)
                            .executeUpdate()));
        }
    }

    private AppPasswordEntity insert(
            AccountId account,
            String name,
            Set<Authenticator.Service> services,
            String secret,
            List<AppPasswordEntity> others) {
        var row = new AppPasswordEntity();
        row.account = account.value();
        row.name = name;
        row.services = services.stream().sorted().map(Enum::name).collect(Collectors.joining(","));
        row.salt = others.stream().findFirst().map(other -> other.salt).orElseGet(this::salt);
        row.hash = Digests.sha256(row.salt, secret.getBytes(StandardCharsets.UTF_8));
        row.iterations = ITERATIONS;
        var keys = ScramKeys.of(secret, row.salt, ITERATIONS);
        row.storedKey = keys.storedKey();
        row.serverKey = keys.serverKey();
        row.created = clock.instant().truncatedTo(ChronoUnit.MICROS);
        entities.persist(row);
        return row;
    }

    private byte[] salt() {
        var salt = new byte[SALT];
        random.nextBytes(salt);
        return salt;
    }

    private <T> T change(AccountId account, Supplier<T> work) {
        return transactions.call(() -> {
            transactions.afterCommit(remembered::forget);
            lock(account);
            return work.get();
        });
    }

    /** Two changes of one account follow each other, so that the limit and the common salt hold. */
    private void lock(AccountId account) {
        var found = entities.createNativeQuery("select id from account where id = ?1 for update")
                .setParameter(1, account.value())
                .getResultList();
        if (found.isEmpty()) {
            throw new Refused(Refused.Code.NOT_FOUND, "There is no such account.");
        }
    }

    private List<Stored> stored(AccountId account) {
        return transactions.call(() -> rows(account).stream()
                .map(row -> new Stored(
                        number(row.id), services(row), row.salt, row.hash, new ScramKeys(row.storedKey, row.serverKey)))
                .toList());
    }

    private List<AppPasswordEntity> rows(AccountId account) {
        return entities.createQuery(
                        "select p from AppPasswordEntity p where p.account = ?1 order by p.created, p.id",
                        AppPasswordEntity.class)
                .setParameter(1, account.value())
                .getResultList();
    }

    private AppPassword toAppPassword(AppPasswordEntity row) {
        var id = number(row.id);
        var lastUsed = Optional.ofNullable(used.get(id)).orElse(row.lastUsed);
        return new AppPassword(id, row.name, services(row), row.created, lastUsed);
    }

    private static Set<Authenticator.Service> services(AppPasswordEntity row) {
        return Arrays.stream(row.services.split(","))
                .map(Authenticator.Service::valueOf)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static long number(@Nullable Long id) {
        if (id == null) {
            throw new IllegalStateException("a row without a number");
        }
        return id;
    }
}
