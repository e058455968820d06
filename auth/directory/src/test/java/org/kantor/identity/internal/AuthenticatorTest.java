package org.kantor.identity.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.kantor.directory.Account;
import org.kantor.directory.AccountDisabled;
import org.kantor.directory.Quota;
import org.kantor.directory.Users;
import org.kantor.directory.internal.DirectoryFixture;
import org.kantor.identity.Authentications;
import org.kantor.identity.Authenticator;
import org.kantor.identity.Authenticator.Service;
import org.kantor.identity.Authenticator.Verdict;
import org.kantor.kernel.EmailAddress;
import org.kantor.kernel.Refused;
import org.kantor.testkit.TestDatabase;

class AuthenticatorTest {

    private static final String CLIENT = "203.0.113.7";
    private static final String TOKEN = "/realms/kantor/protocol/openid-connect/token";

    @RegisterExtension
    static final TestDatabase db =
            TestDatabase.of(Stream.concat(Stream.of(DirectoryFixture.ENTITIES), Stream.of(AppPasswordEntity.class))
                    .toArray(Class<?>[]::new));

    private final DirectoryFixture fixture = new DirectoryFixture(db);
    private final List<Duration> pauses = new ArrayList<>();

    @TempDir
    Path home;

    private FakeKeycloak keycloak;
    private Authentications authentications;
    private KantorAppPasswords appPasswords;
    private KantorAuthenticator authenticator;

    @BeforeEach
    void start() throws Exception {
        keycloak = new FakeKeycloak(db.clock());
        var environment = keycloak.environment(home);
        var http = new KeycloakHttp(environment, db.clock());
        authentications = new Authentications(db.clock());
        appPasswords = new KantorAppPasswords(
                db.entities(), db.transactions(), fixture.directory, fixture.users, authentications, db.clock());
        var verdicts = new Verdicts(db.clock());
        fixture.disabled.observe(verdicts::forget);
        fixture.disabled.observe(authentications::disabled);
        authenticator = new KantorAuthenticator(
                fixture.directory,
                fixture.users,
                fixture.provisioning,
                appPasswords,
                authentications,
                verdicts,
                new Throttle(db.clock()),
                http,
                new Tokens(new RealmKeys(http, db.clock()), db.clock()),
                new Decoys(environment),
                pauses::add);
    }

    @AfterEach
    void stop() {
        keycloak.close();
    }

    private Account user(String name) {
        var account = fixture.user(name + "@example.org");
        keycloak.user(String.valueOf(account.subject()), name, name + "@example.org", name + "-password");
        return account;
    }

    private Verdict password(String login, String secret) {
        return authenticator.password(login, secret, Service.IMAP, CLIENT);
    }

    private static Consumer<Verdict> accepted(Account account, Users.Role... roles) {
        return verdict -> assertThat(verdict).isInstanceOfSatisfying(Verdict.Accepted.class, accepted -> {
            assertThat(accepted.account()).isEqualTo(account);
            assertThat(accepted.roles()).containsExactlyInAnyOrder(roles);
        });
    }

    @Test
    void aKeycloakPasswordIsGoodWithTheBareNameAndWithAnyAddress() {
        var account = user("anna");
        fixture.users.addAlias(DirectoryFixture.ROOT, account.id(), EmailAddress.of("a.nna@example.org"));
        assertThat(password("anna", "anna-password")).satisfies(accepted(account));
        assertThat(password("Anna@Example.org", "anna-password")).satisfies(accepted(account));
        assertThat(password("a.nna@example.org", "anna-password")).satisfies(accepted(account));
    }

    @Test
    void aWrongPasswordIsRejected() {
        user("bert");
        assertThat(password("bert", "wrong")).isInstanceOf(Verdict.Rejected.class);
        assertThat(password("bert", "")).isInstanceOf(Verdict.Rejected.class);
        assertThat(password("nobody", "wrong")).isInstanceOf(Verdict.Rejected.class);
        assertThat(password("bert@elsewhere.example", "bert-password")).isInstanceOf(Verdict.Rejected.class);
        assertThat(password("not an address@@", "x")).isInstanceOf(Verdict.Rejected.class);
    }

    @Test
    void aRightAnswerIsRememberedForAMinute() {
        user("cora");
        password("cora", "cora-password");
        var before = keycloak.count(TOKEN);
        password("cora", "cora-password");
        assertThat(keycloak.count(TOKEN)).isEqualTo(before);
        db.clock().advance(Verdicts.LIFE);
        password("cora", "cora-password");
        assertThat(keycloak.count(TOKEN)).isEqualTo(before + 1);
    }

    @Test
    void aRememberedLogInCostsNoStatement() {
        user("quick");
        password("quick", "quick-password");
        assertThat(db.count(() -> password("quick", "quick-password"))).isZero();
    }

    @Test
    void disablingOrANewPasswordForgetsTheAnswerAtOnce() {
        var account = user("dora");
        password("dora", "dora-password");
        keycloak.passwords.put("dora", "changed-password");
        fixture.provisioning.revoked(String.valueOf(account.subject()));
        assertThat(password("dora", "dora-password")).isInstanceOf(Verdict.Rejected.class);
        assertThat(password("dora", "changed-password")).satisfies(accepted(account));
        fixture.users.setEnabled(DirectoryFixture.ROOT, account.id(), false);
        assertThat(password("dora", "changed-password")).isInstanceOf(Verdict.Rejected.class);
    }

    @Test
    void manyConnectionsWithOnePasswordAskKeycloakOnce() throws Exception {
        var account = user("emil");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var verdicts = IntStream.range(0, 10)
                    .mapToObj(i -> threads.submit(() -> password("emil", "emil-password")))
                    .toList();
            for (var verdict : verdicts) {
                assertThat(verdict.get()).satisfies(accepted(account));
            }
        }
        assertThat(keycloak.count(TOKEN)).isEqualTo(1);
    }

    @Test
    void whileKeycloakIsAwayAppPasswordsAndRememberedAnswersGoOn() {
        var account = user("finn");
        var app = appPasswords.create(account.id(), "phone", Set.of(Service.IMAP));
        password("finn", "finn-password");
        for (var failure : new int[] {500, 503}) {
            keycloak.failWith = failure;
            assertThat(password("finn", "other")).isInstanceOf(Verdict.Unavailable.class);
            assertThat(password("finn", "finn-password")).satisfies(accepted(account));
            assertThat(password("finn", app.secret())).satisfies(accepted(account));
        }
        keycloak.close();
        assertThat(password("finn", "other")).isInstanceOf(Verdict.Unavailable.class);
    }

    @Test
    void aWrongClientSecretIsNotTheUsersFault() {
        user("gina");
        keycloak.fixed.put(TOKEN, new FakeKeycloak.Answer(401, "{\"error\":\"invalid_client\"}"));
        assertThat(password("gina", "gina-password")).isInstanceOf(Verdict.Unavailable.class);
        keycloak.fixed.put(TOKEN, new FakeKeycloak.Answer(200, "<html>a proxy's page</html>"));
        assertThat(password("gina", "gina-password")).isInstanceOf(Verdict.Unavailable.class);
    }

    @Test
    void theFirstLogInMakesTheAccountAndTheRealmRoleTheFirstAdministrator() {
        db.execute("delete from role_grant");
        keycloak.user("sub-hugo", "hugo", "hugo@example.org", "hugo-password", "kantor-admin");
        assertThat(password("hugo", "hugo-password")).isInstanceOfSatisfying(Verdict.Accepted.class, verdict -> {
            assertThat(verdict.account().subject()).isEqualTo("sub-hugo");
            assertThat(verdict.account().displayName()).isEqualTo("Given Family");
            assertThat(verdict.roles()).containsExactly(Users.Role.ADMINISTRATOR);
        });
    }

    @Test
    void aKeycloakUserOfAnotherDomainGetsNoAccount() {
        keycloak.user("sub-ines", "ines", "ines@elsewhere.example", "ines-password");
        assertThat(password("ines", "ines-password")).isInstanceOf(Verdict.Rejected.class);
    }

    @Test
    void anAddressIsNotTakenOverByAnotherSubject() {
        var account = fixture.user("jan@example.org");
        keycloak.user("another-subject", "jan", "jan@example.org", "jan-password");
        assertThat(password("jan", "jan-password")).isInstanceOf(Verdict.Rejected.class);
        assertThat(fixture.directory.account(account.id())).contains(account);
    }

    @Test
    void anAppPasswordIsGoodForItsServicesOnlyHoweverItIsTyped() {
        var account = user("kai");
        var secret = appPasswords
                .create(account.id(), "laptop", EnumSet.of(Service.IMAP))
                .secret();
        assertThat(secret).matches("([a-z2-7]{4}-){6}[a-z2-7]{4}");
        assertThat(password("kai", secret)).satisfies(accepted(account));
        assertThat(password("kai", secret.replace("-", " ").toUpperCase(Locale.ROOT)))
                .satisfies(accepted(account));
        assertThat(authenticator.password("kai", secret, Service.SUBMISSION, CLIENT))
                .isInstanceOf(Verdict.Rejected.class);
        assertThat(keycloak.count(TOKEN))
                .as("Keycloak is not bothered with app passwords")
                .isZero();
    }

    @Test
    void anAppPasswordEndsWhenItIsRevoked() {
        var account = user("lena");
        var created = appPasswords.create(account.id(), "old phone", EnumSet.allOf(Service.class));
        password("lena", created.secret());
        assertThat(appPasswords.list(account.id()))
                .singleElement()
                .satisfies(password ->
                        assertThat(password.lastUsed()).isEqualTo(db.clock().instant()));
        appPasswords.writeUsed();
        assertThat(db.number("select count(*) from app_password where last_used is not null"))
                .isPositive();
        appPasswords.revoke(account.id(), created.password().id());
        assertThat(password("lena", created.secret())).isInstanceOf(Verdict.Rejected.class);
        assertThat(appPasswords.list(account.id())).isEmpty();
    }

    @Test
    void aRevokedAppPasswordIsRefusedEverywhereAndIsWhatItWasWhenThatIsTakenBack() {
        var account = user("lars");
        var created = appPasswords.create(account.id(), "old phone", Set.of(Service.IMAP, Service.DAV));
        db.clock().advance(Duration.ofDays(1));
        appPasswords.create(account.id(), "laptop", Set.of(Service.IMAP));
        password("lars", created.secret());
        var before = appPasswords.list(account.id());
        var undo = appPasswords.revoke(account.id(), created.password().id());
        for (var service : Service.values()) {
            assertThat(authenticator.password("lars", created.secret(), service, CLIENT))
                    .as(service.name())
                    .isInstanceOf(Verdict.Rejected.class);
            assertThat(scram("lars", created.secret(), service).verdict())
                    .as(service.name())
                    .isInstanceOf(Verdict.Rejected.class);
        }
        appPasswords.writeUsed();
        undo.run();
        assertThat(appPasswords.list(account.id()))
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("id")
                .isEqualTo(before);
        for (var service : Service.values()) {
            Consumer<Verdict> expected = Set.of(Service.IMAP, Service.DAV).contains(service)
                    ? accepted(account)
                    : verdict -> assertThat(verdict).isInstanceOf(Verdict.Rejected.class);
            assertThat(authenticator.password("lars", created.secret(), service, CLIENT))
                    .as(service.name())
                    .satisfies(expected);
            assertThat(scram("lars", created.secret(), service).verdict())
                    .as(service.name())
                    .satisfies(expected);
        }
        appPasswords
                .revoke(account.id(), appPasswords.list(account.id()).getFirst().id())
                .run();
        assertThat(password("lars", created.secret()))
                .as("as often as one likes")
                .satisfies(accepted(account));
    }

    @Test
    void aRevokedAppPasswordComesBackToNoneOfAnotherSaltAndToNoFullList() {
        var account = user("lutz");
        var last = appPasswords.create(account.id(), "phone", Set.of(Service.IMAP));
        var undo = appPasswords.revoke(account.id(), last.password().id());
        var other = appPasswords.create(account.id(), "laptop", Set.of(Service.IMAP));
        assertThatThrownBy(undo::run)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(Refused.Code.CONDITION));
        assertThat(scram("lutz", other.secret(), Service.IMAP).verdict()).satisfies(accepted(account));
        for (var i = 1; i < 50; i++) {
            appPasswords.create(account.id(), "device " + i, Set.of(Service.IMAP));
        }
        var back = appPasswords.revoke(account.id(), other.password().id());
        appPasswords.create(account.id(), "one more", Set.of(Service.IMAP));
        assertThatThrownBy(back::run)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(Refused.Code.LIMIT));
        assertThat(password("lutz", other.secret())).isInstanceOf(Verdict.Rejected.class);
    }

    /** A connection that was let in; tells whether it has been ended. */
    private final class Connection implements Authentications.Session {
        private final Verdict.Accepted accepted;
        private boolean ended;
        private Runnable atTheEnd = () -> {};

        Connection(Verdict verdict) {
            accepted = (Verdict.Accepted) verdict;
        }

        Connection enter() {
            authentications.enter(accepted.by(), this);
            return this;
        }

        void leave() {
            authentications.leave(accepted.by(), this);
        }

        @Override
        public void revoked() {
            ended = true;
            atTheEnd.run();
        }
    }

    private Connection connection(String login, String secret) {
        return new Connection(password(login, secret)).enter();
    }

    @Test
    void theConnectionsOfARevokedAppPasswordEndAndNoOthers() {
        var account = user("lisa");
        user("nora");
        var phone = appPasswords.create(account.id(), "phone", EnumSet.allOf(Service.class));
        var laptop = appPasswords.create(account.id(), "laptop", EnumSet.allOf(Service.class));
        var of = connection("lisa", phone.secret());
        var proven = new Connection(scram("lisa", phone.secret(), Service.POP3).verdict()).enter();
        var left = connection("lisa", phone.secret());
        left.leave();
        var others = List.of(
                connection("lisa", laptop.secret()),
                new Connection(scram("lisa", laptop.secret(), Service.IMAP).verdict()).enter(),
                connection("lisa", "lisa-password"),
                connection("nora", "nora-password"),
                new Connection(bearer(keycloak.token("kantor-mail", claims(account)))).enter(),
                left);
        of.atTheEnd = () ->
                assertThat(password("lisa", phone.secret())).as("back at once").isInstanceOf(Verdict.Rejected.class);
        var undo = appPasswords.revoke(account.id(), phone.password().id());
        assertThat(of.ended).isTrue();
        assertThat(proven.ended).isTrue();
        assertThat(others).noneMatch(connection -> connection.ended);
        undo.run();
        assertThat(connection("lisa", phone.secret()).ended).isFalse();
    }

    @Test
    void aRevocationThatFailsEndsNothing() {
        var account = user("milo");
        var phone = appPasswords.create(account.id(), "phone", EnumSet.allOf(Service.class));
        var connection = connection("milo", phone.secret());
        assertThatThrownBy(() -> db.transactions().run(() -> {
                    appPasswords.revoke(account.id(), phone.password().id());
                    throw new IllegalStateException("as asked");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(connection.ended).isFalse();
        assertThat(password("milo", phone.secret())).satisfies(accepted(account));
    }

    @Test
    void whatIsRevokedWhileSomebodyIsBeingLetInWithItEndsThatToo() {
        var account = user("mira");
        var phone = appPasswords.create(account.id(), "phone", EnumSet.allOf(Service.class));
        var laptop = appPasswords.create(account.id(), "laptop", EnumSet.allOf(Service.class));
        var byPhone = new Connection(password("mira", phone.secret()));
        var byLaptop = new Connection(password("mira", laptop.secret()));
        appPasswords.revoke(account.id(), phone.password().id());
        assertThat(byPhone.enter().ended).isTrue();
        assertThat(byLaptop.enter().ended).isFalse();
        var byPassword = new Connection(password("mira", "mira-password"));
        var late = new Connection(password("mira", laptop.secret()));
        fixture.provisioning.revoked(String.valueOf(account.subject()));
        assertThat(byPassword.enter().ended).isTrue();
        assertThat(late.enter().ended).isTrue();
        assertThat(byLaptop.ended).isTrue();
        assertThat(connection("mira", laptop.secret()).ended).isFalse();
        assertThat(connection("mira", "mira-password").ended).isFalse();
    }

    @Test
    void aNewTestPasswordEndsTheConnectionsOfTheOldOne() {
        fixture.testDomain("new.test");
        var account = fixture.users.createTestAccount(DirectoryFixture.ROOT, EmailAddress.of("u1@new.test"));
        appPasswords.giveTestPassword(account.id(), "first-secret");
        var first = connection("u1@new.test", "first-secret");
        appPasswords.giveTestPassword(account.id(), "second-secret");
        assertThat(first.ended).isTrue();
        assertThat(connection("u1@new.test", "second-secret").ended).isFalse();
    }

    @Test
    void nobodyRevokesAnothersAppPassword() {
        var mine = user("mona");
        var other = user("nils");
        var created = appPasswords.create(mine.id(), "phone", EnumSet.allOf(Service.class));
        assertThatThrownBy(
                        () -> appPasswords.revoke(other.id(), created.password().id()))
                .isInstanceOf(Refused.class);
        assertThat(password("mona", created.secret())).satisfies(accepted(mine));
    }

    @Test
    void aChosenPasswordIsForTestDomainsOnly() {
        var domain = fixture.testDomain("load.test");
        var account = fixture.users.createTestAccount(DirectoryFixture.ROOT, new EmailAddress("u1", domain));
        appPasswords.giveTestPassword(account.id(), "bench-secret");
        assertThat(password("u1@load.test", "bench-secret")).satisfies(accepted(account));
        assertThat(password("u1@load.test", "other-secret")).isInstanceOf(Verdict.Rejected.class);
        var real = user("olaf");
        assertThatThrownBy(() -> appPasswords.giveTestPassword(real.id(), "bench-secret"))
                .isInstanceOf(Refused.class);
        assertThat(keycloak.count(TOKEN)).isZero();
    }

    @Test
    void guessingIsSlowedDownAndThenRefusedButAppPasswordsStillWork() {
        var account = user("paul");
        var app = appPasswords.create(account.id(), "phone", EnumSet.allOf(Service.class));
        var verdicts = IntStream.range(0, Throttle.MOST_PER_LOGIN + 3)
                .mapToObj(i -> password("paul", "guess" + i))
                .toList();
        assertThat(verdicts.getFirst()).isInstanceOf(Verdict.Rejected.class);
        assertThat(verdicts.getLast()).isInstanceOf(Verdict.Throttled.class);
        assertThat(pauses).isNotEmpty().isSorted();
        assertThat(keycloak.count(TOKEN)).isEqualTo(Throttle.MOST_PER_LOGIN);
        assertThat(password("paul", "paul-password")).isInstanceOf(Verdict.Throttled.class);
        assertThat(password("paul", app.secret())).satisfies(accepted(account));
        db.clock().advance(Throttle.LOGIN_LEAK.multipliedBy(2));
        assertThat(password("paul", "paul-password")).satisfies(accepted(account));
    }

    @Test
    void oneClientThatTriesManyNamesIsRefused() {
        user("real");
        for (var i = 0; i < Throttle.MOST_PER_CLIENT; i++) {
            authenticator.password("name" + i, "x", Service.POP3, "2001:db8:1:2::" + Integer.toHexString(i));
        }
        assertThat(authenticator.password("real", "real-password", Service.POP3, "2001:db8:1:2:ffff::1"))
                .isInstanceOf(Verdict.Throttled.class);
        assertThat(authenticator.password("real", "real-password", Service.POP3, "2001:db8:1:3::1"))
                .isInstanceOf(Verdict.Accepted.class);
    }

    /** What a client answers to a salt: its proof over the message. */
    private byte[] proof(Authenticator.ScramSalt salt, String secret, byte[] message) {
        var clientKey = Digests.hmac(
                Digests.salted(secret, salt.salt(), salt.iterations()),
                "Client Key".getBytes(StandardCharsets.US_ASCII));
        var proof = Digests.hmac(Digests.sha256(clientKey), message);
        for (var i = 0; i < proof.length; i++) {
            proof[i] ^= clientKey[i];
        }
        return proof;
    }

    private Authenticator.ScramVerdict scram(String login, String secret, Service service) {
        var message = "what was said".getBytes(StandardCharsets.US_ASCII);
        return authenticator.scram(login, message, proof(authenticator.scram(login), secret, message), service, CLIENT);
    }

    @Test
    void anyOfSeveralAppPasswordsProvesItselfForItsServices() {
        var account = user("uwe");
        var phone =
                appPasswords.create(account.id(), "phone", Set.of(Service.IMAP)).secret();
        var laptop = appPasswords
                .create(account.id(), "laptop", Set.of(Service.IMAP, Service.POP3))
                .secret();
        assertThat(scram("uwe", phone, Service.IMAP).verdict()).satisfies(accepted(account));
        assertThat(scram("Uwe@example.org", laptop, Service.POP3).verdict()).satisfies(accepted(account));
        assertThat(scram("uwe", phone, Service.POP3).verdict()).isInstanceOf(Verdict.Rejected.class);
        assertThat(scram("uwe", "uwe-password", Service.IMAP)).satisfies(answer -> {
            assertThat(answer.verdict()).isInstanceOf(Verdict.Rejected.class);
            assertThat(answer.signature()).isEmpty();
        });
        assertThat(appPasswords.list(account.id())).allMatch(password -> password.lastUsed() != null);
        fixture.users.setEnabled(DirectoryFixture.ROOT, account.id(), false);
        assertThat(scram("uwe", phone, Service.IMAP).verdict()).isInstanceOf(Verdict.Rejected.class);
        assertThat(keycloak.count(TOKEN)).isZero();
    }

    @Test
    void nobodyLogsInAsASharedMailboxWhateverPasswordsItHas() {
        var team = fixture.users.createShared(
                DirectoryFixture.ROOT, EmailAddress.of("crew@example.org"), "The crew", Quota.NONE);
        var secret = appPasswords
                .create(team.id(), "left over", EnumSet.allOf(Service.class))
                .secret();
        keycloak.user("sub-crew", "crew", "crew@example.org", "crew-password");
        for (var service : Service.values()) {
            assertThat(authenticator.password("crew", secret, service, CLIENT))
                    .as(service.name())
                    .isInstanceOf(Verdict.Rejected.class);
            assertThat(scram("crew", secret, service).verdict())
                    .as(service.name())
                    .isInstanceOf(Verdict.Rejected.class);
        }
        assertThat(password("crew", "crew-password")).isInstanceOf(Verdict.Rejected.class);
    }

    @Test
    void aSaltDoesNotTellWhoExists() {
        var account = user("vera");
        user("wim");
        appPasswords.create(account.id(), "phone", EnumSet.allOf(Service.class));
        for (var login : List.of("vera", "wim", "nobody", "@@", "x@elsewhere.example")) {
            var salt = authenticator.scram(login);
            assertThat(salt.salt())
                    .hasSize(16)
                    .isEqualTo(authenticator.scram(login).salt());
            assertThat(salt.iterations()).isEqualTo(4096);
        }
        assertThat(authenticator.scram("wim").salt())
                .isEqualTo(authenticator.scram("Wim@example.org").salt());
        assertThat(authenticator.scram("wim").salt())
                .isNotEqualTo(authenticator.scram("nobody").salt());
    }

    @Test
    void wrongProofsCountAsWrongPasswords() {
        user("xaver");
        for (var i = 0; i < Throttle.MOST_PER_LOGIN; i++) {
            scram("xaver", "guess" + i, Service.IMAP);
        }
        assertThat(pauses).isNotEmpty();
        assertThat(password("xaver", "xaver-password")).isInstanceOf(Verdict.Throttled.class);
    }

    /** The example of RFC 7677 section 3. */
    @Test
    void theProofOfTheStandardsExampleIsRightAndIsAnsweredAsThere() {
        var keys = ScramKeys.of("pencil", Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ=="), 4096);
        var message = ("n=user,r=rOprNGfwEbeRWgbNEkqO,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
                        + "s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096,c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0")
                .getBytes(StandardCharsets.US_ASCII);
        var proof = Base64.getDecoder().decode("dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
        assertThat(keys.signature(message, proof))
                .isEqualTo(Base64.getDecoder().decode("6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="));
        proof[31] ^= 1;
        assertThat(keys.signature(message, proof)).isNull();
        assertThat(keys.signature(message, new byte[0])).isNull();
    }

    private Map<String, Object> claims(Account account) {
        var claims = new HashMap<String, Object>();
        claims.put("sub", account.subject());
        claims.put("email", account.address().toString());
        claims.put("preferred_username", account.login());
        return claims;
    }

    private Verdict bearer(String token) {
        return authenticator.bearer(token, Service.IMAP, CLIENT);
    }

    @Test
    void aTokenIsGoodWithoutAskingKeycloakEachTime() {
        var account = user("rosa");
        var token = keycloak.token("kantor-mail", claims(account));
        assertThat(bearer(token)).satisfies(accepted(account));
        keycloak.failWith = 503;
        assertThat(bearer(token)).satisfies(accepted(account));
    }

    @Test
    void aTokenThatIsNotForUsIsRejected() throws Exception {
        var account = user("sven");
        var good = claims(account);
        var stranger = new RSAKeyGenerator(2048).keyID("k1").generate();
        var unknown = new RSAKeyGenerator(2048).keyID("k2").generate();
        var foreign = new HashMap<>(good);
        foreign.put("aud", List.of("shop"));
        var issuer = new HashMap<>(good);
        issuer.put("iss", "https://login.elsewhere.example/realms/kantor");
        var idToken = new HashMap<>(good);
        idToken.put("typ", "ID");
        var old = new HashMap<>(good);
        old.put("exp", db.clock().instant().minusSeconds(10));
        var future = new HashMap<>(good);
        future.put("nbf", db.clock().instant().plusSeconds(60));
        var whole = new HashMap<>(good);
        whole.put("iss", keycloak.issuer());
        whole.put("typ", "Bearer");
        whole.put("azp", "kantor-mail");
        whole.put("exp", db.clock().instant().plusSeconds(60));
        assertThat(bearer(FakeKeycloak.signed(whole, keycloak.key, JWSAlgorithm.RS256)))
                .satisfies(accepted(account));
        for (var token : List.of(
                keycloak.token("shop", foreign),
                keycloak.token("kantor-mail", issuer),
                keycloak.token("kantor-mail", idToken),
                keycloak.token("kantor-mail", old),
                keycloak.token("kantor-mail", future),
                FakeKeycloak.signed(whole, stranger, JWSAlgorithm.RS256),
                FakeKeycloak.signed(whole, unknown, JWSAlgorithm.RS256),
                new PlainJWT(JWTClaimsSet.parse(Map.of("sub", String.valueOf(account.subject())))).serialize(),
                "no token at all",
                "")) {
            assertThat(bearer(token)).as(token).isInstanceOf(Verdict.Rejected.class);
        }
    }

    @Test
    void aTokenOfADisabledAccountIsRejected() {
        var account = user("tess");
        var token = keycloak.token("kantor-mail", claims(account));
        fixture.users.setEnabled(DirectoryFixture.ROOT, account.id(), false);
        assertThat(fixture.disabled.take()).contains(new AccountDisabled(account.id()));
        assertThat(bearer(token)).isInstanceOf(Verdict.Rejected.class);
    }

    @Test
    void withoutKeysATokenCannotBeJudged() {
        keycloak.failWith = 503;
        assertThat(bearer(keycloak.token("kantor-mail", Map.of("sub", "x")))).isInstanceOf(Verdict.Unavailable.class);
    }

    @Test
    void onlyTheCommandsClientWithTheRoleIsAnAdministrator() {
        var role = Map.of("roles", List.of("kantor-admin"));
        Map<String, Object> service =
                Map.of("sub", "s", "preferred_username", "service-account-kantor-cli", "realm_access", role);
        assertThat(authenticator.administrativeClient(keycloak.token("kantor-cli", service)))
                .hasValueSatisfying(by -> assertThat(by.name()).isEqualTo("kantor-cli"));
        assertThat(authenticator.administrativeClient(keycloak.token("kantor-mail", service)))
                .isEmpty();
        assertThat(authenticator.administrativeClient(keycloak.token(
                        "kantor-cli", Map.of("sub", "s", "preferred_username", "service-account-kantor-cli"))))
                .isEmpty();
        assertThat(authenticator.administrativeClient("nonsense")).isEmpty();
    }

    @Test
    void aPersonWithoutAnAddressHasNoAccount() {
        assertThat(bearer(keycloak.token("kantor-mail", Map.of("sub", "nameless"))))
                .isInstanceOf(Verdict.Rejected.class);
    }
}
