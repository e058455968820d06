package org.kantor.groupware;

import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.kantor.change.Actor;
import org.kantor.change.internal.ChangeStreamSql;
import org.kantor.change.internal.LocalChangeBus;
import org.kantor.directory.Account;
import org.kantor.directory.Directory;
import org.kantor.directory.Quota;
import org.kantor.groupware.calendar.Calendars;
import org.kantor.groupware.calendar.internal.StoredCalendars;
import org.kantor.groupware.contacts.AddressBooks;
import org.kantor.groupware.contacts.internal.StoredAddressBooks;
import org.kantor.groupware.task.Tasks;
import org.kantor.groupware.task.internal.StoredTasks;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.EmailAddress;
import org.kantor.testkit.TestDatabase;

/** The services over a test's database, and accounts to use them with. */
public final class Groupware {

    private final TestDatabase db;
    private final ChangeStreamSql changes;
    private final Calendars calendars;
    private final AddressBooks addressBooks;

    public Groupware(TestDatabase db) {
        this.db = db;
        this.changes = new ChangeStreamSql(db.transactions(), db.jdbc(), new LocalChangeBus(), db.clock());
        var directory = oneDomain(db);
        this.calendars =
                new StoredCalendars(db.entities(), db.jdbc(), changes, db.transactions(), directory, db.clock());
        this.addressBooks = new StoredAddressBooks(db.entities(), db.jdbc(), changes, db.transactions(), db.clock());
    }

    public Calendars calendars() {
        return calendars;
    }

    public Tasks tasks() {
        return new StoredTasks(calendars, db.jdbc(), changes, db.transactions(), db.clock());
    }

    public AddressBooks addressBooks() {
        return addressBooks;
    }

    public ChangeStreamSql changes() {
        return changes;
    }

    public Directory directory() {
        return oneDomain(db);
    }

    public static final Actor ACTOR = new Actor("test", "", null);

    /** Makes an account of that name in example.org. */
    public Account account(String login) {
        var id = db.number("""
                with made as (
                    insert into account (subject, login, given_name, family_name, display_name, kind, enabled, quota_bytes, created)
                    values (null, ?, '', '', ?, 'PERSON', true, 0, now()) returning id)
                select id from made""", login, "Person " + login);
        return named(db, new AccountId(id));
    }

    /** Every account is called what its address says; nothing else of the directory is used here. */
    private static Directory oneDomain(TestDatabase db) {
        return (Directory) Proxy.newProxyInstance(
                Directory.class.getClassLoader(),
                new Class<?>[] {Directory.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "account" -> Optional.of(named(db, (AccountId) arguments[0]));
                    case "addresses" ->
                        List.of(named(db, (AccountId) arguments[0]).address());
                    default -> throw new IllegalStateException(method.getName());
                });
    }

    private static Account named(TestDatabase db, AccountId id) {
        try (var connection = db.dataSource().getConnection();
                var query = connection.prepareStatement("select login from account where id = ?")) {
            query.setLong(1, id.value());
            try (var row = query.executeQuery()) {
                row.next();
                var login = row.getString(1);
                return new Account(
                        id,
                        null,
                        login,
                        EmailAddress.of(login + "@example.org"),
                        "Person " + login,
                        Account.Kind.PERSON,
                        true,
                        Quota.NONE,
                        db.clock().instant());
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
