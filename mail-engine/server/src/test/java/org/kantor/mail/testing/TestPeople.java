package org.kantor.mail.testing;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kantor.directory.Account;
import org.kantor.directory.Directory;
import org.kantor.directory.Quota;
import org.kantor.directory.Users;
import org.kantor.identity.Authentication;
import org.kantor.identity.Authenticator;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.DomainName;
import org.kantor.kernel.EmailAddress;

/**
 * A directory and an authenticator of invented people: alice, bob, carol and so on at example.org, whose passwords are the name and {@code -secret},
 * whose app password of the number 7 is the name and {@code -app-7}, and whose tokens are the name and {@code -token}. The address {@code away@example.org} is one that nobody can say anything about.
 */
public final class TestPeople implements Directory, Authenticator {

    private static final DomainName DOMAIN = DomainName.of("example.org");

    private final Map<String, Account> accounts = new LinkedHashMap<>();
    private final Map<String, EmailAddress> aliases = new HashMap<>();
    private volatile LongSupplier now = () -> 0;

    public TestPeople(String... names) {
        for (var name : names) {
            add(name);
        }
        aliases.put("a.liddell@example.org", EmailAddress.of("alice@example.org"));
    }

    /** Log-ins are judged at that count. */
    public void count(LongSupplier count) {
        now = count;
    }

    public Account add(String name) {
        return add(name, new AccountId(accounts.size() + 1L), Quota.NONE);
    }

    public void limit(String name, Quota quota) {
        add(name, id(name), quota);
    }

    private Account add(String name, AccountId id, Quota quota) {
        var account = new Account(
                id,
                "subject-" + name,
                name,
                EmailAddress.of(name + "@example.org"),
                name,
                Account.Kind.PERSON,
                true,
                quota,
                Instant.EPOCH);
        accounts.put(name, account);
        return account;
    }

    /** Nobody has the address any more. */
    public void remove(String name) {
        accounts.remove(name);
    }

    public AccountId id(String name) {
        return accounts.get(name).id();
    }

    @Override
    public Optional<Account> account(AccountId id) {
        return accounts.values().stream().filter(a -> a.id().equals(id)).findFirst();
    }

    @Override
    public Map<AccountId, Account> accounts(Set<AccountId> ids) {
        return accounts.values().stream()
                .filter(account -> ids.contains(account.id()))
                .collect(Collectors.toMap(Account::id, account -> account));
    }

    @Override
    public Optional<Account> bySubject(String subject) {
        return Optional.empty();
    }

    @Override
    public Optional<Account> byAddress(EmailAddress address) {
        var primary = aliases.getOrDefault(address.key(), address);
        return primary.domain().equals(DOMAIN)
                ? Optional.ofNullable(accounts.get(primary.localPart().toLowerCase(java.util.Locale.ROOT)))
                : Optional.empty();
    }

    @Override
    public Recipient resolve(EmailAddress address) {
        if (!isLocal(address.domain())) {
            return new Recipient.Remote();
        }
        if (address.localPart().equals("away")) {
            return new Recipient.Unavailable();
        }
        var plus = address.localPart().indexOf('+');
        var base = plus < 0 ? address : new EmailAddress(address.localPart().substring(0, plus), address.domain());
        return byAddress(base).<Recipient>map(a -> new Recipient.Local(a, "")).orElseGet(Recipient.Unknown::new);
    }

    @Override
    public void forgetUnknown() {}

    @Override
    public List<EmailAddress> addresses(AccountId id) {
        var account = account(id).orElseThrow();
        return account.login().equals("alice")
                ? List.of(account.address(), EmailAddress.of("a.liddell@example.org"))
                : List.of(account.address());
    }

    @Override
    public DomainName primaryDomain() {
        return DOMAIN;
    }

    @Override
    public boolean isLocal(DomainName domain) {
        return domain.equals(DOMAIN);
    }

    @Override
    public List<Account> find(String text, int offset, int limit) {
        return List.of();
    }

    @Override
    public int count(String text) {
        return 0;
    }

    @Override
    public Verdict password(String login, String secret, Service service, String client) {
        var name = login.replace("@example.org", "");
        if (name.equals("busy")) {
            return new Verdict.Throttled();
        }
        if (name.equals("away")) {
            return new Verdict.Unavailable();
        }
        var app = name + "-app-";
        if (accounts.containsKey(name) && secret.startsWith(app)) {
            return accepted(name, Long.valueOf(secret.substring(app.length())));
        }
        return verdict(accounts.containsKey(name) && secret.equals(name + "-secret"), name);
    }

    @Override
    public Verdict bearer(String token, Service service, String client) {
        var name = token.replace("-token", "");
        return verdict(accounts.containsKey(name) && token.equals(name + "-token"), name);
    }

    @Override
    public ScramSalt scram(String login) {
        return TestScram.SALT;
    }

    @Override
    public ScramVerdict scram(String login, byte[] message, byte[] proof, Service service, String client) {
        var name = login.replace("@example.org", "");
        var scram = new TestScram(name + "-secret", TestScram.SALT);
        var right = accounts.containsKey(name) && scram.isProof(message, proof);
        return new ScramVerdict(verdict(right, name), right ? scram.signature(message) : new byte[0]);
    }

    private Verdict verdict(boolean right, String name) {
        return right ? accepted(name, null) : new Verdict.Rejected();
    }

    private Verdict accepted(String name, @Nullable Long appPassword) {
        var account = accounts.get(name);
        return new Verdict.Accepted(account, Set.of(), new Authentication(account.id(), appPassword, now.getAsLong()));
    }

    @Override
    public Optional<Users.Administrator> administrativeClient(String token) {
        return Optional.empty();
    }
}
