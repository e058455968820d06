package org.kantor.identity.internal;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kantor.directory.Account;
import org.kantor.directory.Directory;
import org.kantor.directory.Provisioning;
import org.kantor.directory.Users;
import org.kantor.directory.spi.IdentityProvider.Away;
import org.kantor.identity.Authentication;
import org.kantor.identity.Authentications;
import org.kantor.identity.Authenticator;
import org.kantor.kernel.EmailAddress;
import org.kantor.kernel.Refused;

/**
 * What costs little is tried first and is never throttled: an app password has 128 random bits, and a remembered verdict was a right answer.
 * Only what would ask Keycloak is. Many connections that a mail program opens at once with one password ask it once.
 */
@org.kantor.bean.Service
final class KantorAuthenticator implements Authenticator {

    private final Directory directory;
    private final Users users;
    private final Provisioning provisioning;
    private final KantorAppPasswords appPasswords;
    private final Authentications authentications;
    private final Verdicts verdicts;
    private final Throttle throttle;
    private final KeycloakHttp keycloak;
    private final Tokens tokens;
    private final Decoys decoys;
    private final Consumer<Duration> pause;
    private final Map<String, CompletableFuture<Verdict>> asking = new ConcurrentHashMap<>();

    @Inject
    KantorAuthenticator(
            Directory directory,
            Users users,
            Provisioning provisioning,
            KantorAppPasswords appPasswords,
            Authentications authentications,
            Verdicts verdicts,
            Throttle throttle,
            KeycloakHttp keycloak,
            Tokens tokens,
            Decoys decoys) {
        this(
                directory,
                users,
                provisioning,
                appPasswords,
                authentications,
                verdicts,
                throttle,
                keycloak,
                tokens,
                decoys,
                time -> LockSupport.parkNanos(time.toNanos()));
    }

    KantorAuthenticator(
            Directory directory,
            Users users,
            Provisioning provisioning,
            KantorAppPasswords appPasswords,
            Authentications authentications,
            Verdicts verdicts,
            Throttle throttle,
            KeycloakHttp keycloak,
            Tokens tokens,
            Decoys decoys,
            Consumer<Duration> pause) {
        this.directory = directory;
        this.users = users;
        this.provisioning = provisioning;
        this.appPasswords = appPasswords;
        this.authentications = authentications;
        this.verdicts = verdicts;
        this.throttle = throttle;
        this.keycloak = keycloak;
        this.tokens = tokens;
        this.decoys = decoys;
        this.pause = pause;
    }

    @Override
    public Verdict password(String login, String secret, Service service, String client) {
        var asked = authentications.now();
        var address = address(login);
        if (address == null || secret.isEmpty()) {
            return wrong("", service, client);
        }
        var account = directory.byAddress(address).orElse(null);
        if (account != null) {
            if (!mayLogIn(account)) {
                return wrong(address.key(), service, client);
            }
            var appPassword = appPasswords.matching(account.id(), secret, service);
            if (appPassword != null) {
                return accepted(account, appPassword, asked);
            }
            if (account.subject() == null) {
                return wrong(address.key(), service, client);
            }
        }
        if (AppPasswordSecret.looksRight(secret)) {
            return wrong(address.key(), service, client);
        }
        var question = verdicts.question(address.key(), secret);
        var known = verdicts.accepted(question);
        if (known != null) {
            return directory
                    .account(known)
                    .filter(KantorAuthenticator::mayLogIn)
                    .map(found -> accepted(found, null, asked))
                    .orElseGet(() -> wrong(address.key(), service, client));
        }
        if (!throttle.allowed(address.key(), client)) {
            IdentityLog.LOG.throttled(address.key(), client);
            return new Verdict.Throttled();
        }
        var verdict = once(question, () -> ask(address, account, secret, question, asked));
        return verdict instanceof Verdict.Rejected ? wrong(address.key(), service, client) : verdict;
    }

    private interface Question {
        Verdict ask();
    }

    /** Whoever asks the same while an answer is on its way gets that answer. */
    private Verdict once(String question, Question ask) {
        var mine = new CompletableFuture<Verdict>();
        var others = asking.putIfAbsent(question, mine);
        if (others != null) {
            return others.join();
        }
        try {
            var verdict = ask.ask();
            mine.complete(verdict);
            return verdict;
        } catch (RuntimeException | Error e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            asking.remove(question, mine);
        }
    }

    private Verdict ask(EmailAddress address, @Nullable Account account, String secret, String question, long asked) {
        var since = verdicts.now();
        try {
            var answer = keycloak.token(
                    Tokens.MAIL_CLIENT,
                    "mail-client",
                    Map.of(
                            "grant_type",
                            "password",
                            "scope",
                            "openid email profile",
                            "username",
                            account == null ? directory.login(address) : account.login(),
                            "password",
                            secret));
            if (!answer.ok()) {
                return refusal(answer);
            }
            var access = tokens.access(answer.object().getString("access_token", ""));
            var verdict = access.flatMap(this::account)
                    .filter(found -> account == null || mustBe(account, found))
                    .filter(KantorAuthenticator::mayLogIn)
                    .map(found -> {
                        verdicts.accept(question, found.id(), since);
                        return accepted(found, null, asked);
                    });
            return verdict.isPresent() ? verdict.get() : new Verdict.Rejected();
        } catch (Away e) {
            return new Verdict.Unavailable();
        }
    }

    private static Verdict refusal(KeycloakHttp.Answer answer) throws Away {
        var error = answer.object().getString("error", "");
        if (error.equals("invalid_client") || error.equals("unauthorized_client")) {
            IdentityLog.LOG.clientRefused(Tokens.MAIL_CLIENT, error);
            return new Verdict.Unavailable();
        }
        return new Verdict.Rejected();
    }

    private static boolean mustBe(Account expected, Account found) {
        if (!expected.id().equals(found.id())) {
            IdentityLog.LOG.otherSubject(
                    String.valueOf(found.subject()), expected.address().toString());
            return false;
        }
        return true;
    }

    @Override
    public Verdict bearer(String token, Service service, String client) {
        var asked = authentications.now();
        if (!throttle.allowed("", client)) {
            return new Verdict.Throttled();
        }
        try {
            var verdict = tokens.access(token)
                    .flatMap(this::account)
                    .filter(KantorAuthenticator::mayLogIn)
                    .map(account -> accepted(account, null, asked));
            return verdict.isPresent() ? verdict.get() : wrong("", service, client);
        } catch (Away e) {
            return new Verdict.Unavailable();
        }
    }

    /** Nobody logs in as a room or a shared mailbox, whatever passwords there are: people reach them by their rights. */
    private static boolean mayLogIn(Account account) {
        return account.enabled() && account.kind() == Account.Kind.PERSON;
    }

    @Override
    public ScramSalt scram(String login) {
        var address = address(login);
        var salt = Optional.ofNullable(address)
                .flatMap(directory::byAddress)
                .filter(KantorAuthenticator::mayLogIn)
                .flatMap(account -> appPasswords.salt(account.id()))
                .orElseGet(() -> decoys.salt(address == null ? login : address.key()));
        return new ScramSalt(salt, KantorAppPasswords.ITERATIONS);
    }

    @Override
    public ScramVerdict scram(String login, byte[] message, byte[] proof, Service service, String client) {
        var asked = authentications.now();
        var address = address(login);
        var account = Optional.ofNullable(address)
                .flatMap(directory::byAddress)
                .filter(KantorAuthenticator::mayLogIn)
                .orElse(null);
        if (account != null) {
            var proven = appPasswords.proven(account.id(), message, proof, service);
            if (proven.isPresent()) {
                return new ScramVerdict(
                        accepted(account, proven.get().id(), asked),
                        proven.get().signature());
            }
        }
        return new ScramVerdict(wrong(address == null ? "" : address.key(), service, client), new byte[0]);
    }

    @Override
    public Optional<Users.Administrator> administrativeClient(String token) {
        try {
            return tokens.access(token)
                    .filter(access -> access.client().equals(Tokens.CLI_CLIENT) && access.administrator())
                    .filter(access -> access.login().equals("service-account-" + Tokens.CLI_CLIENT))
                    .map(access -> new Users.Administrator(Tokens.CLI_CLIENT, null));
        } catch (Away e) {
            throw new Refused(Refused.Code.TRY_LATER, "Keycloak does not answer now; please try again.");
        }
    }

    /** The account of a token's user, made at the first log-in. */
    Optional<Account> account(Tokens.Access access) {
        var known = directory.bySubject(access.subject());
        if (known.isEmpty() && access.person() != null) {
            try {
                known = Optional.of(provisioning.accountOf(access.person()));
            } catch (Refused e) {
                IdentityLog.LOG.noAccount(access.subject(), e.sentence());
            }
        }
        if (access.administrator()) {
            known.filter(KantorAuthenticator::mayLogIn).ifPresent(provisioning::bootstrapAdministrator);
        }
        return known;
    }

    private Verdict accepted(Account account, @Nullable Long appPassword, long asked) {
        return new Verdict.Accepted(
                account, users.roles(account.id()), new Authentication(account.id(), appPassword, asked));
    }

    /** An answer to a wrong attempt waits the longer, the more there were; wrong attempts without a login count for the client alone. */
    private Verdict wrong(String login, Service service, String client) {
        IdentityLog.LOG.rejected(login, service.name(), client);
        var wait = throttle.wrong(login.isEmpty() ? "client " + client : login, client);
        if (!wait.isZero()) {
            pause.accept(wait);
        }
        return new Verdict.Rejected();
    }

    private @Nullable EmailAddress address(String login) {
        var text = login.strip();
        return EmailAddress.parse(text.indexOf('@') < 0 ? text + "@" + directory.primaryDomain() : text)
                .filter(address -> directory.isLocal(address.domain()))
                .orElse(null);
    }
}
