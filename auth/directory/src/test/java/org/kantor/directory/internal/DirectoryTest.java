package org.kantor.directory.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.kantor.directory.Account;
import org.kantor.directory.AccountDisabled;
import org.kantor.directory.Directory.Recipient;
import org.kantor.directory.Users;
import org.kantor.directory.spi.Person;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.DomainName;
import org.kantor.kernel.EmailAddress;
import org.kantor.kernel.Refused;
import org.kantor.testkit.TestDatabase;

class DirectoryTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.of(DirectoryFixture.ENTITIES);

    private final DirectoryFixture fixture = new DirectoryFixture(db);

    private Recipient resolve(String address) {
        return fixture.directory.resolve(EmailAddress.of(address));
    }

    private static Person moved(Person person, String address, boolean enabled) {
        return new Person(person.subject(), person.login(), EmailAddress.of(address), "New", "Name", enabled);
    }

    @Test
    void thePrimaryDomainIsThereFromTheStart() {
        assertThat(fixture.directory.primaryDomain()).isEqualTo(DomainName.of("example.org"));
        assertThat(fixture.directory.isLocal(DomainName.of("EXAMPLE.org"))).isTrue();
        assertThat(fixture.users.domains()).first().matches(Users.Domain::primary);
    }

    @Test
    void anotherServersDomainIsRemote() {
        assertThat(resolve("someone@elsewhere.example")).isInstanceOf(Recipient.Remote.class);
        assertThat(fixture.people.asked).isZero();
    }

    @Test
    void aKnownAddressIsFoundWithoutCaseAndWithItsSubAddress() {
        var account = fixture.user("sub.case@example.org");
        assertThat(resolve("Sub.Case@Example.Org")).isEqualTo(new Recipient.Local(account, ""));
        assertThat(resolve("sub.case+shop+x@example.org")).isEqualTo(new Recipient.Local(account, "shop+x"));
    }

    @Test
    void mailForSomebodyWhomOnlyKeycloakKnowsMakesTheAccount() {
        var person = fixture.people.add("firstmail@example.org");
        var found = resolve("firstmail+list@example.org");
        assertThat(found).isInstanceOfSatisfying(Recipient.Local.class, local -> {
            assertThat(local.account().subject()).isEqualTo(person.subject());
            assertThat(local.account().displayName()).isEqualTo("Given firstmail");
            assertThat(local.detail()).isEqualTo("list");
        });
        assertThat(fixture.created.take()).hasSize(1);
    }

    @Test
    void anAddressThatNobodyHasIsAskedForOnceInAWhile() {
        assertThat(resolve("nobody@example.org")).isInstanceOf(Recipient.Unknown.class);
        assertThat(resolve("NOBODY@example.org")).isInstanceOf(Recipient.Unknown.class);
        assertThat(fixture.people.asked).isEqualTo(1);
        db.clock().advance(Duration.ofMinutes(1));
        assertThat(resolve("nobody@example.org")).isInstanceOf(Recipient.Unknown.class);
        assertThat(fixture.people.asked).isEqualTo(2);
    }

    @Test
    void aNewUserIsFoundAtOnceWhenKeycloakTellsOfHer() {
        assertThat(resolve("soon@example.org")).isInstanceOf(Recipient.Unknown.class);
        fixture.people.add("soon@example.org");
        fixture.directory.forgetUnknown();
        assertThat(resolve("soon@example.org")).isInstanceOf(Recipient.Local.class);
    }

    @Test
    void nobodyCanSayWhileKeycloakIsAway() {
        var known = fixture.user("known.away@example.org");
        fixture.people.away = true;
        assertThat(resolve("perhaps@example.org")).isInstanceOf(Recipient.Unavailable.class);
        assertThat(resolve("known.away@example.org")).isEqualTo(new Recipient.Local(known, ""));
    }

    @Test
    void anAddressThatHasAnAccountIsNeverGivenToAnotherSubject() {
        var first = fixture.people.add("reborn@example.org");
        var account = fixture.provisioning.accountOf(first);
        fixture.people.people.clear();
        var second = fixture.people.add("reborn@example.org");
        assertThatThrownBy(() -> fixture.provisioning.accountOf(second))
                .isInstanceOfSatisfying(
                        Refused.class, r -> assertThat(r.code()).isEqualTo(Refused.Code.ALREADY_EXISTS));
        assertThat(fixture.directory.byAddress(EmailAddress.of("reborn@example.org")))
                .contains(account);
    }

    @Test
    void aPersonOfNoDomainOfOursGetsNoAccount() {
        var stranger = fixture.people.add("stranger@elsewhere.example");
        assertThatThrownBy(() -> fixture.provisioning.accountOf(stranger)).isInstanceOf(Refused.class);
    }

    @Test
    void manyThreadsThatMeetANewPersonMakeOneAccount() throws Exception {
        var person = fixture.people.add("crowd@example.org");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var accounts = IntStream.range(0, 8)
                    .mapToObj(i -> threads.submit(() -> fixture.provisioning.accountOf(person)))
                    .toList();
            assertThat(accounts)
                    .extracting(Future::get)
                    .extracting(Account::id)
                    .containsOnly(accounts.getFirst().get().id());
        }
        assertThat(db.number("select count(*) from account where subject = ?", person.subject()))
                .isEqualTo(1);
    }

    @Test
    void postmasterIsAnAdministratorUnlessSomebodyHasTheAddress() {
        assertThat(db.execute("delete from role_grant")).isNotNegative();
        assertThat(resolve("postmaster@example.org")).isInstanceOf(Recipient.Unknown.class);
        var chief = fixture.user("chief.post@example.org");
        fixture.users.grant(DirectoryFixture.ROOT, chief.id(), Users.Role.ADMINISTRATOR);
        assertThat(resolve("Postmaster@example.org")).isEqualTo(new Recipient.Local(chief, ""));
    }

    @Test
    void aNewAddressInKeycloakBecomesThePrimaryOneAndTheOldStaysAsAlias() {
        var person = fixture.people.add("maiden@example.org");
        var id = fixture.provisioning.accountOf(person).id();
        fixture.provisioning.changed(moved(person, "married@example.org", true));
        assertThat(fixture.directory.addresses(id))
                .containsExactly(EmailAddress.of("married@example.org"), EmailAddress.of("maiden@example.org"));
        assertThat(fixture.directory.account(id)).hasValueSatisfying(account -> {
            assertThat(account.address()).isEqualTo(EmailAddress.of("married@example.org"));
            assertThat(account.displayName()).isEqualTo("New Name");
        });
        fixture.provisioning.changed(moved(person, "maiden@example.org", true));
        assertThat(fixture.directory.addresses(id)).first().isEqualTo(EmailAddress.of("maiden@example.org"));
    }

    @Test
    void aNewAddressInKeycloakThatIsTakenChangesNothingButTheRest() {
        fixture.user("taken.by@example.org");
        var person = fixture.people.add("wants@example.org");
        var id = fixture.provisioning.accountOf(person).id();
        fixture.provisioning.changed(moved(person, "taken.by@example.org", true));
        assertThat(fixture.directory.addresses(id)).containsExactly(EmailAddress.of("wants@example.org"));
    }

    @Test
    void disablingInKeycloakDisablesHereAndTellsTheSessions() {
        var person = fixture.people.add("off@example.org");
        var id = fixture.provisioning.accountOf(person).id();
        fixture.provisioning.changed(moved(person, "off@example.org", false));
        assertThat(fixture.directory.account(id))
                .hasValueSatisfying(a -> assertThat(a.enabled()).isFalse());
        assertThat(fixture.disabled.take()).containsExactly(new AccountDisabled(id));
        assertThat(resolve("off@example.org")).isInstanceOf(Recipient.Local.class);
        fixture.provisioning.gone(person.subject());
        assertThat(fixture.disabled.take()).isEmpty();
    }

    @Test
    void theRealmRoleMakesOnlyTheFirstAdministrator() {
        assertThat(db.execute("delete from role_grant")).isNotNegative();
        var first = fixture.user("first.admin@example.org");
        var second = fixture.user("second.admin@example.org");
        fixture.provisioning.bootstrapAdministrator(first);
        fixture.provisioning.bootstrapAdministrator(second);
        assertThat(fixture.users.roles(first.id())).containsExactly(Users.Role.ADMINISTRATOR);
        assertThat(fixture.users.roles(second.id())).isEmpty();
    }

    @Test
    void peopleAreFoundByNameOrAddressInAStableOrder() {
        fixture.user("zed.find@example.org");
        fixture.user("amy.find@example.org");
        assertThat(fixture.directory.find("FIND@", 0, 10))
                .extracting(a -> a.address().localPart())
                .containsExactly("amy.find", "zed.find");
        assertThat(fixture.directory.find(".find@", 1, 1)).hasSize(1);
        assertThat(fixture.directory.count(".find@")).isEqualTo(2);
        assertThat(fixture.directory.count("%")).isZero();
    }

    @Test
    void aLookUpCostsOneStatementAndThenNone() {
        fixture.user("hot@example.org");
        var fresh = new DirectoryFixture(db).directory;
        var address = EmailAddress.of("hot@example.org");
        fresh.isLocal(address.domain());
        assertThat(db.count(() -> fresh.resolve(address))).isEqualTo(1);
        assertThat(db.count(() -> {
                    var account = fresh.byAddress(address).orElseThrow();
                    fresh.account(account.id());
                    fresh.addresses(account.id());
                    fresh.resolve(address);
                    fresh.isLocal(address.domain());
                }))
                .isZero();
    }

    @Test
    void manyAccountsAreReadWithOneStatementAndThoseThatAreRememberedWithNone() {
        var all = IntStream.range(0, 5)
                .mapToObj(i -> fixture.user("many" + i + "@example.org"))
                .collect(Collectors.toMap(Account::id, account -> account));
        var wanted = new HashSet<>(all.keySet());
        wanted.add(new AccountId(Long.MAX_VALUE));
        var fresh = new DirectoryFixture(db).directory;
        var known = all.keySet().iterator().next();
        fresh.account(known);
        assertThat(db.count(() -> assertThat(fresh.accounts(wanted)).isEqualTo(all)))
                .isEqualTo(1);
        assertThat(db.count(() -> {
                    assertThat(fresh.accounts(all.keySet())).isEqualTo(all);
                    fresh.account(known);
                    fresh.accounts(Set.of());
                }))
                .isZero();
    }

    @Test
    void aChangeByAnotherNodeIsSeenWithinSeconds() {
        var account = fixture.user("elsewhere@example.org");
        assertThat(fixture.directory.account(account.id())).isPresent();
        db.execute(
                "update account set quota_bytes = 7 where id = ?", account.id().value());
        db.clock().advance(Accounts.LIFE);
        assertThat(fixture.directory.account(account.id()))
                .hasValueSatisfying(a -> assertThat(a.quota().bytes()).isEqualTo(7));
    }

    @Test
    void whatIsRolledBackIsNotRemembered() {
        var person = fixture.people.add("undone@example.org");
        fixture.created.observe(event -> {
            assertThat(fixture.directory.byAddress(EmailAddress.of("undone@example.org")))
                    .isPresent();
            throw new IllegalStateException("an observer fails");
        });
        assertThatThrownBy(() -> fixture.provisioning.accountOf(person)).hasMessage("an observer fails");
        assertThat(fixture.directory.byAddress(EmailAddress.of("undone@example.org")))
                .isEmpty();
    }
}
