package org.kantor.webmail.fake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.kantor.change.ChangeBus;
import org.kantor.directory.Account;
import org.kantor.directory.Directory;
import org.kantor.directory.Quota;
import org.kantor.directory.Users;
import org.kantor.groupware.contacts.AddressBooks;
import org.kantor.groupware.contacts.Group;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.DomainName;
import org.kantor.kernel.EmailAddress;
import org.kantor.mail.store.Mailboxes;
import org.kantor.mail.store.Messages;
import org.kantor.mail.store.Recovery;
import org.kantor.mail.submission.Outbox;
import org.kantor.mail.submission.Submissions;
import org.kantor.settings.Setting;
import org.kantor.settings.Settings;
import org.kantor.tx.Transactions;
import org.kantor.webmail.session.SignedIn;

/** Alice is signed in, and the directory knows her and three others. */
@ApplicationScoped
public class Alice {

    private final List<Account> people = List.of(
            person(1, "alice", "Alice Hartono"),
            person(2, "bob", "Bob Siregar"),
            person(3, "carol", "Carol Wijaya"),
            person(4, "dave", "Dave Okafor"));

    /** Somebody of example.org. @param name as it is shown */
    public static Account person(long id, String login, String name) {
        return new Account(
                new AccountId(id),
                login,
                login,
                EmailAddress.of(login + "@example.org"),
                name,
                Account.Kind.PERSON,
                true,
                new Quota(20_000_000_000L, 0),
                Instant.EPOCH);
    }

    private final MemoryMail mail = new MemoryMail();

    @Produces
    @ApplicationScoped
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @ApplicationScoped
    SignedIn signedIn() {
        return Stand.in(SignedIn.class, this);
    }

    @Produces
    @ApplicationScoped
    Directory directory() {
        return Stand.in(Directory.class, this);
    }

    @Produces
    @Dependent
    MemoryMail mail() {
        return mail;
    }

    @Produces
    @ApplicationScoped
    Mailboxes mailboxes() {
        return Stand.in(Mailboxes.class, mail);
    }

    @Produces
    @ApplicationScoped
    Messages messages() {
        return Stand.in(Messages.class, mail);
    }

    @Produces
    @ApplicationScoped
    Recovery recovery() {
        return Stand.in(Recovery.class, new NothingDeleted());
    }

    /** There is nothing to have back. */
    public static final class NothingDeleted {
        public Duration kept() {
            return Recovery.KEPT.otherwise();
        }

        public List<Recovery.Recoverable> list(AccountId account, int offset, int limit) {
            return List.of();
        }
    }

    @Produces
    @ApplicationScoped
    Submissions submissions() {
        return Stand.in(Submissions.class, new Sent());
    }

    @Produces
    @ApplicationScoped
    Outbox outbox() {
        return Stand.in(Outbox.class, new Sent());
    }

    @Produces
    @ApplicationScoped
    Settings settings() {
        return Stand.in(Settings.class, new Sent());
    }

    @Produces
    @ApplicationScoped
    Transactions transactions() {
        return Stand.in(Transactions.class, new Sent());
    }

    @Produces
    @ApplicationScoped
    AddressBooks addressBooks() {
        return Stand.in(AddressBooks.class, new Sent());
    }

    /** Takes what is sent, in no transaction, and knows no other people. */
    public static final class Sent {
        public List<EmailAddress> senders(AccountId account) {
            return List.of(EmailAddress.of("alice@example.org"));
        }

        public List<Outbox.Held> waiting(AccountId account) {
            return List.of();
        }

        public Optional<Outbox.Held> find(AccountId account, long message) {
            return Optional.empty();
        }

        public <T> T get(AccountId account, Setting<T> setting) {
            return setting.otherwise();
        }

        public <T> T call(Supplier<T> work) {
            return work.get();
        }

        public void run(Runnable work) {
            work.run();
        }

        public List<Group> groups(AccountId account, String text, int limit) {
            return List.of();
        }

        public List<AddressBooks.Suggestion> suggest(AccountId account, String text, int limit) {
            return List.of();
        }
    }

    @Produces
    @ApplicationScoped
    ChangeBus bus() {
        return Stand.in(ChangeBus.class, mail);
    }

    public Account account() {
        return people.getFirst();
    }

    public Set<Users.Role> roles() {
        return Set.of();
    }

    public Users.Administrator administrator() {
        throw new IllegalStateException("alice administers nothing");
    }

    public String sessionName() {
        return "browser";
    }

    public Optional<Account> account(AccountId id) {
        return people.stream().filter(person -> person.id().equals(id)).findFirst();
    }

    public Optional<Account> bySubject(String subject) {
        return Optional.empty();
    }

    public Optional<Account> byAddress(EmailAddress address) {
        return people.stream()
                .filter(person -> person.address().key().equals(address.key()))
                .findFirst();
    }

    public Directory.Recipient resolve(EmailAddress address) {
        return byAddress(address)
                .<Directory.Recipient>map(account -> new Directory.Recipient.Local(account, ""))
                .orElseGet(() -> isLocal(address.domain())
                        ? new Directory.Recipient.Unknown()
                        : new Directory.Recipient.Remote());
    }

    public List<EmailAddress> addresses(AccountId id) {
        return account(id).stream().map(Account::address).toList();
    }

    public DomainName primaryDomain() {
        return DomainName.of("example.org");
    }

    public boolean isLocal(DomainName domain) {
        return domain.equals(primaryDomain());
    }

    public List<Account> find(String text, int offset, int limit) {
        var wanted = text.toLowerCase(Locale.ROOT);
        return people.stream()
                .filter(person -> (person.displayName() + person.address())
                        .toLowerCase(Locale.ROOT)
                        .contains(wanted))
                .skip(offset)
                .limit(limit)
                .toList();
    }

    public int count(String text) {
        return find(text, 0, Integer.MAX_VALUE).size();
    }
}
