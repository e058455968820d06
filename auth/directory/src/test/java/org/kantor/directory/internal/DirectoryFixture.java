package org.kantor.directory.internal;

import java.util.Map;
import org.kantor.directory.Account;
import org.kantor.directory.AccountCreated;
import org.kantor.directory.AccountDisabled;
import org.kantor.directory.Directory;
import org.kantor.directory.Provisioning;
import org.kantor.directory.Quota;
import org.kantor.directory.Users;
import org.kantor.directory.spi.IdentityProvider;
import org.kantor.kernel.DomainName;
import org.kantor.kernel.EmailAddress;
import org.kantor.kernel.Environment;
import org.kantor.testkit.TestDatabase;

/** The directory's services over a test database, with example.org as primary domain and an administrator who is no account. */
public final class DirectoryFixture {

    public static final Class<?>[] ENTITIES = {
        AccountEntity.class, AddressEntity.class, DomainEntity.class, RoleGrantEntity.class
    };

    public static final Users.Administrator ROOT = new Users.Administrator("kantor-cli", null);

    public final PeopleInMemory people = new PeopleInMemory();
    public final Notices<AccountCreated> created = new Notices<>();
    public final Notices<AccountDisabled> disabled = new Notices<>();
    public final Provisioning provisioning;
    public final Directory directory;
    public final Users users;
    final Accounts accounts;

    public DirectoryFixture(TestDatabase db) {
        this(db, null);
    }

    /** @param provider instead of the one in memory */
    public DirectoryFixture(TestDatabase db, @org.jspecify.annotations.Nullable IdentityProvider provider) {
        var identity = provider == null ? people : provider;
        var entities = db.entities();
        var environment = new Environment(Map.of("KANTOR_DOMAIN", "example.org"));
        accounts = new Accounts(entities, db.transactions(), db.clock());
        var maker = new AccountMaker(accounts, entities, created.event(), db.clock());
        provisioning = new KantorProvisioning(accounts, maker, entities, disabled.event(), db.clock());
        var kantor = new KantorDirectory(accounts, provisioning, identity, entities, environment, db.clock());
        kantor.ensurePrimaryDomain();
        directory = kantor;
        users = new KantorUsers(
                accounts,
                maker,
                new Domains(accounts, entities, db.clock()),
                directory,
                identity,
                entities,
                disabled.event(),
                db.clock());
    }

    /** Makes a user with the password {@code NAME-password}. */
    public Account user(String address) {
        var email = EmailAddress.of(address);
        if (!directory.isLocal(email.domain())) {
            users.addDomain(ROOT, email.domain(), false);
        }
        return users.create(
                ROOT,
                new Users.NewUser(email, "Given", email.localPart(), email.localPart() + "-password", Quota.NONE));
    }

    public DomainName testDomain(String name) {
        var domain = DomainName.of(name);
        users.addDomain(ROOT, domain, true);
        return domain;
    }
}
