package org.kantor.directory.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kantor.directory.Account;
import org.kantor.directory.AccountDisabled;
import org.kantor.directory.Quota;
import org.kantor.directory.Users;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.DomainName;
import org.kantor.kernel.EmailAddress;
import org.kantor.kernel.Refused;
import org.kantor.testkit.TestDatabase;

class UsersTest {

    private static final Users.Administrator ROOT = DirectoryFixture.ROOT;

    @RegisterExtension
    static final TestDatabase db = TestDatabase.of(DirectoryFixture.ENTITIES);

    private final DirectoryFixture fixture = new DirectoryFixture(db);
    private final Users users = fixture.users;

    private static void refused(Refused.Code code, ThrowingCallable what) {
        assertThatThrownBy(what)
                .isInstanceOfSatisfying(Refused.class, r -> assertThat(r.code()).isEqualTo(code));
    }

    private Account account(AccountId id) {
        return fixture.directory.account(id).orElseThrow();
    }

    @Test
    void aUserIsMadeInKeycloakAndHere() {
        var account = fixture.user("new.user@example.org");
        assertThat(account.login()).isEqualTo("new.user");
        assertThat(fixture.people.people).containsKey(account.subject());
        assertThat(fixture.created.take()).extracting(e -> e.account()).containsExactly(account);
        assertThat(fixture.user("new.user@other.example").login()).isEqualTo("new.user@other.example");
    }

    @Test
    void aUserWhoseAccountCannotBeMadeIsTakenBackFromKeycloak() {
        fixture.created.observe(event -> {
            throw new IllegalStateException("no mailboxes");
        });
        assertThatThrownBy(() -> fixture.user("half@example.org")).hasMessage("no mailboxes");
        assertThat(fixture.people.people.values()).noneMatch(p -> p.login().equals("half"));
        assertThat(db.number("select count(*) from address where key = 'half@example.org'"))
                .isZero();
    }

    @Test
    void whatKeycloakRefusesIsRefused() {
        var weak = new Users.NewUser(EmailAddress.of("weak@example.org"), "", "", "short", Quota.NONE);
        refused(Refused.Code.BAD_VALUE, () -> users.create(ROOT, weak));
        fixture.user("twice@example.org");
        refused(Refused.Code.ALREADY_EXISTS, () -> fixture.user("twice@example.org"));
        fixture.people.away = true;
        refused(Refused.Code.TRY_LATER, () -> fixture.user("later@example.org"));
    }

    @Test
    void anAddressOfAnAccountIsOrdinaryAndOurs() {
        refused(Refused.Code.BAD_VALUE, () -> fixture.user("plus+sign@example.org"));
        refused(Refused.Code.BAD_VALUE, () -> fixture.user("\"two words\"@example.org"));
        var foreign = new Users.NewUser(EmailAddress.of("a@foreign.example"), "", "", "long-enough", Quota.NONE);
        refused(Refused.Code.NO_PERMISSION, () -> users.create(ROOT, foreign));
    }

    @Test
    void aSharedMailboxIsAnAccountThatNobodyLogsInTo() {
        var team = users.createShared(ROOT, EmailAddress.of("team@example.org"), "The team", new Quota(9, 0));
        assertThat(account(team.id())).isEqualTo(team);
        assertThat(team.kind()).isEqualTo(Account.Kind.SHARED);
        assertThat(team.subject()).isNull();
        assertThat(team.displayName()).isEqualTo("The team");
        assertThat(team.quota()).isEqualTo(new Quota(9, 0));
        refused(
                Refused.Code.ALREADY_EXISTS,
                () -> users.createShared(ROOT, EmailAddress.of("team@example.org"), "Again", Quota.NONE));
    }

    @Test
    void disablingEndsTheSessionsThereAndHere() {
        var id = fixture.user("disable.me@example.org").id();
        users.setEnabled(ROOT, id, false);
        assertThat(account(id).enabled()).isFalse();
        assertThat(fixture.people.people.get(account(id).subject()).enabled()).isFalse();
        assertThat(fixture.people.sessionsEnded).isEqualTo(1);
        assertThat(fixture.disabled.take()).containsExactly(new AccountDisabled(id));
        users.setEnabled(ROOT, id, true);
        assertThat(account(id).enabled()).isTrue();
        assertThat(fixture.disabled.take()).isEmpty();
    }

    @Test
    void nothingIsDisabledHereWhileKeycloakIsAway() {
        var id = fixture.user("stays@example.org").id();
        fixture.people.away = true;
        refused(Refused.Code.TRY_LATER, () -> users.setEnabled(ROOT, id, false));
        assertThat(account(id).enabled()).isTrue();
    }

    @Test
    void aNewPasswordEndsTheSessions() {
        var account = fixture.user("password@example.org");
        users.setPassword(ROOT, account.id(), "another-one");
        assertThat(fixture.people.passwords).containsEntry(account.subject(), "another-one");
        assertThat(fixture.disabled.take()).containsExactly(new AccountDisabled(account.id()));
    }

    @Test
    void quotaNamesAndAliasesAreSeenAtOnce() {
        var id = fixture.user("plain@example.org").id();
        users.setQuota(ROOT, id, new Quota(1000, 20));
        users.setDisplayName(ROOT, id, "Plain", "Person");
        users.addAlias(ROOT, id, EmailAddress.of("p@example.org"));
        assertThat(account(id).quota()).isEqualTo(new Quota(1000, 20));
        assertThat(account(id).displayName()).isEqualTo("Plain Person");
        assertThat(fixture.directory.byAddress(EmailAddress.of("P@example.org")))
                .contains(account(id));
        users.removeAlias(ROOT, id, EmailAddress.of("p@example.org"));
        assertThat(fixture.directory.byAddress(EmailAddress.of("p@example.org")))
                .isEmpty();
        refused(Refused.Code.CANNOT, () -> users.removeAlias(ROOT, id, EmailAddress.of("plain@example.org")));
        refused(Refused.Code.NOT_FOUND, () -> users.removeAlias(ROOT, id, EmailAddress.of("q@example.org")));
    }

    @Test
    void anAliasIsNeverSomebodyElsesAddress() {
        var id = fixture.user("greedy@example.org").id();
        fixture.user("owner@example.org");
        fixture.people.add("only.keycloak@example.org");
        refused(Refused.Code.ALREADY_EXISTS, () -> users.addAlias(ROOT, id, EmailAddress.of("Owner@example.org")));
        refused(
                Refused.Code.ALREADY_EXISTS,
                () -> users.addAlias(ROOT, id, EmailAddress.of("only.keycloak@example.org")));
    }

    @Test
    void aDomainInUseIsNotRemoved() {
        users.addDomain(ROOT, DomainName.of("gone.example"), false);
        refused(Refused.Code.ALREADY_EXISTS, () -> users.addDomain(ROOT, DomainName.of("gone.example"), false));
        users.removeDomain(ROOT, DomainName.of("gone.example"));
        assertThat(fixture.directory.isLocal(DomainName.of("gone.example"))).isFalse();
        fixture.user("someone@used.example");
        refused(Refused.Code.CANNOT, () -> users.removeDomain(ROOT, DomainName.of("used.example")));
        refused(Refused.Code.CANNOT, () -> users.removeDomain(ROOT, DomainName.of("example.org")));
        refused(Refused.Code.NOT_FOUND, () -> users.removeDomain(ROOT, DomainName.of("never.example")));
        assertThat(users.domains()).contains(new Users.Domain(DomainName.of("used.example"), false, false, 1));
    }

    @Test
    void accountsWithoutAKeycloakUserAreForTestDomains() {
        var domain = fixture.testDomain("bench.test");
        var account = users.createTestAccount(ROOT, new EmailAddress("u1", domain));
        assertThat(account.subject()).isNull();
        assertThat(users.createTestAccount(ROOT, new EmailAddress("u1", domain)))
                .isEqualTo(account);
        refused(Refused.Code.CANNOT, () -> users.createTestAccount(ROOT, EmailAddress.of("u1@example.org")));
    }

    @Test
    void theLastAdministratorStays() {
        db.execute("delete from role_grant");
        fixture.accounts.forget();
        var one = fixture.user("one.admin@example.org").id();
        users.grant(ROOT, one, Users.Role.ADMINISTRATOR);
        refused(Refused.Code.CANNOT, () -> users.revoke(ROOT, one, Users.Role.ADMINISTRATOR));
        refused(Refused.Code.CANNOT, () -> users.setEnabled(ROOT, one, false));
        var two = fixture.user("two.admin@example.org").id();
        users.grant(ROOT, two, Users.Role.ADMINISTRATOR);
        users.revoke(ROOT, one, Users.Role.ADMINISTRATOR);
        assertThat(users.roles(one)).isEmpty();
    }

    @Test
    void anAdministratorWhoLosesTheRoleIsRefusedAtTheNextCall() {
        var boss = fixture.user("boss@example.org").id();
        var other = fixture.user("other.boss@example.org").id();
        users.grant(ROOT, boss, Users.Role.ADMINISTRATOR);
        users.grant(ROOT, other, Users.Role.ADMINISTRATOR);
        var by = users.administrator(boss);
        users.setQuota(by, other, new Quota(5, 0));
        users.revoke(ROOT, boss, Users.Role.ADMINISTRATOR);
        refused(Refused.Code.NO_PERMISSION, () -> users.setQuota(by, other, new Quota(6, 0)));
        users.grant(ROOT, boss, Users.Role.ADMINISTRATOR);
        users.setEnabled(ROOT, boss, false);
        refused(Refused.Code.NO_PERMISSION, () -> users.setQuota(by, other, new Quota(7, 0)));
    }

    static Stream<Named<Consumer<DirectoryFixture>>> doors() {
        return Stream.of(
                door(
                        "create",
                        (u, by, id) -> u.create(
                                by,
                                new Users.NewUser(
                                        EmailAddress.of("x@example.org"), "", "", "long-enough", Quota.NONE))),
                door("createTestAccount", (u, by, id) -> u.createTestAccount(by, EmailAddress.of("x@bench.test"))),
                door("setEnabled", (u, by, id) -> u.setEnabled(by, id, false)),
                door("setPassword", (u, by, id) -> u.setPassword(by, id, "another-one")),
                door(
                        "createShared",
                        (u, by, id) -> u.createShared(by, EmailAddress.of("s@example.org"), "S", Quota.NONE)),
                door("setQuota", (u, by, id) -> u.setQuota(by, id, new Quota(1, 0))),
                door("setDisplayName", (u, by, id) -> u.setDisplayName(by, id, "A", "B")),
                door("addAlias", (u, by, id) -> u.addAlias(by, id, EmailAddress.of("y@example.org"))),
                door("removeAlias", (u, by, id) -> u.removeAlias(by, id, EmailAddress.of("y@example.org"))),
                door("addDomain", (u, by, id) -> u.addDomain(by, DomainName.of("d.example"), false)),
                door("removeDomain", (u, by, id) -> u.removeDomain(by, DomainName.of("d.example"))),
                door("grant", (u, by, id) -> u.grant(by, id, Users.Role.ADMINISTRATOR)),
                door("revoke", (u, by, id) -> u.revoke(by, id, Users.Role.ADMINISTRATOR)),
                door("administrator", (u, by, id) -> u.administrator(id)));
    }

    private interface Door {
        void enter(Users users, Users.Administrator by, AccountId id);
    }

    private static Named<Consumer<DirectoryFixture>> door(String name, Door door) {
        return Named.of(name, fixture -> {
            var address = EmailAddress.of("ordinary@example.org");
            var id = fixture.directory
                    .byAddress(address)
                    .orElseGet(() -> fixture.user("ordinary@example.org"))
                    .id();
            door.enter(fixture.users, new Users.Administrator("ordinary@example.org", id), id);
        });
    }

    @ParameterizedTest
    @MethodSource("doors")
    void anOrdinaryUserIsRefusedAtEveryDoor(Consumer<DirectoryFixture> door) {
        refused(Refused.Code.NO_PERMISSION, () -> door.accept(fixture));
    }
}
