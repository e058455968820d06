package org.kantor.mail.imap;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.kantor.change.Actor;
import org.kantor.directory.Account;
import org.kantor.directory.Directory;
import org.kantor.directory.Quota;
import org.kantor.directory.Users;
import org.kantor.identity.Authentication;
import org.kantor.identity.Authentications;
import org.kantor.identity.Authenticator;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.DomainName;
import org.kantor.kernel.EmailAddress;
import org.kantor.kernel.Refused;
import org.kantor.mail.listener.Endpoint;
import org.kantor.mail.listener.Listener;
import org.kantor.mail.listener.TestTls;
import org.kantor.mail.sasl.Sasl;
import org.kantor.mail.search.IndexSnapshot;
import org.kantor.mail.search.MessageIndex;
import org.kantor.mail.search.internal.LuceneMessageIndex;
import org.kantor.mail.store.MailboxView;
import org.kantor.mail.store.Messages;
import org.kantor.mail.store.NewMessage;
import org.kantor.mail.store.Sharing;
import org.kantor.mail.store.Store;
import org.kantor.mail.testing.TestScram;
import org.kantor.mail.wire.mime.MessageParser;
import org.kantor.testkit.Folders;
import org.kantor.testkit.TestDatabase;

/** An IMAP server on loopback over a real store. {@code alice} with the password {@code secret} or the token {@code good} is whoever was made last. */
final class ImapFixture implements BeforeAllCallback, AfterAllCallback {

    static final int MAX_MESSAGE = 1_000_000;

    static final Limits LIMITS = limits(Limits.RFC.progress(), Limits.RFC.watched());

    static Limits limits(Duration progress, int watched) {
        return new Limits(
                Limits.RFC.login(), Limits.RFC.autologout(), Limits.RFC.errors(), MAX_MESSAGE, progress, watched);
    }

    private static final Actor ELSEWHERE = new Actor("test", "elsewhere", null);

    final TestDatabase db = TestDatabase.of(Store.ENTITIES);
    private Path blobs;
    private Path indexes;
    private Store store;
    /** Takes what is attached as a document for its text. */
    private LuceneMessageIndex texts;

    private MessageIndex index;
    volatile boolean indexAway;
    /** Whether a mailbox's messages cannot be read, for a reason of ours. */
    volatile boolean viewsBroken;

    final AtomicInteger snapshots = new AtomicInteger();
    final AtomicInteger openSnapshots = new AtomicInteger();
    private ImapProtocol protocol;
    private Listener listener;
    private volatile Account alice;
    private final Map<AccountId, Quota> quotas = new ConcurrentHashMap<>();

    /** Whether mailboxes can be shared with everybody. */
    final AtomicBoolean everybody = new AtomicBoolean();

    private final Set<AccountId> administrators = ConcurrentHashMap.newKeySet();
    /** Everybody by address; who has the same one as somebody before takes their place. */
    private final Map<String, Account> people = new ConcurrentHashMap<>();

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        db.beforeAll(context);
        db.clock().set(Instant.parse("2026-11-01T10:00:00Z"));
        blobs = Files.createTempDirectory("kantor-blobs");
        store = Store.open(
                db.transactions(),
                db.entities(),
                db.clock(),
                blobs,
                account -> quotas.getOrDefault(account, Quota.NONE),
                Duration.ZERO,
                everybody::get);
        indexes = Files.createTempDirectory("kantor-index");
        texts = new LuceneMessageIndex(
                indexes,
                db.transactions(),
                db.jdbc(),
                store.messages(),
                store.changes(),
                null,
                (format, octets) -> Optional.of(new String(octets, StandardCharsets.UTF_8)));
        index = sometimesAway(texts);
        protocol = protocol(LIMITS);
        listener = Listener.onLoopback(protocol, Endpoint.plain("imap"), TestTls.server());
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        listener.stop();
        listener.abort();
        db.afterAll(context);
        Folders.delete(blobs);
        Folders.delete(indexes);
    }

    private Directory directory() {
        return proxy(Directory.class, (method, arguments) -> switch (method) {
            case "account" ->
                people.values().stream()
                        .filter(account -> account.id().equals(arguments[0]))
                        .map(this::now)
                        .findFirst();
            case "primaryDomain" -> DomainName.of("example.org");
            case "byAddress" ->
                Optional.ofNullable(people.get(((EmailAddress) arguments[0]).key()))
                        .map(this::now);
            default -> throw new IllegalStateException(method);
        });
    }

    private Users users() {
        return proxy(Users.class, (method, arguments) -> switch (method) {
            case "administrator" -> {
                if (!administrators.contains(arguments[0])) {
                    throw new Refused(Refused.Code.NO_PERMISSION, "Only administrators may do this.");
                }
                yield new Users.Administrator("test", (AccountId) arguments[0]);
            }
            case "roles" ->
                administrators.contains(arguments[0]) ? Set.of(Users.Role.ADMINISTRATOR) : Set.<Users.Role>of();
            case "setQuota" -> quotas.put((AccountId) arguments[1], (Quota) arguments[2]);
            default -> throw new IllegalStateException(method);
        });
    }

    private static <T> T proxy(Class<T> contract, BiFunction<String, Object[], @Nullable Object> methods) {
        return contract.cast(Proxy.newProxyInstance(
                contract.getClassLoader(),
                new Class<?>[] {contract},
                (proxy, method, arguments) -> methods.apply(method.getName(), arguments)));
    }

    private Account now(Account account) {
        return new Account(
                account.id(),
                account.subject(),
                account.login(),
                account.address(),
                account.displayName(),
                account.kind(),
                account.enabled(),
                quotas.getOrDefault(account.id(), Quota.NONE),
                account.created());
    }

    void setQuota(AccountId account, Quota quota) {
        quotas.put(account, quota);
    }

    void makeAdministrator(AccountId account) {
        administrators.add(account);
    }

    void readAttachments() {
        texts.readAttachments();
    }

    IndexSnapshot snapshot() {
        return texts.snapshot(alice(), Duration.ofMinutes(1));
    }

    /** Knows no message while it is away; its snapshots are counted. */
    private Sharing sharing() {
        return passing(
                Sharing.class,
                store.sharing(),
                made -> made instanceof Messages messages
                        ? passing(Messages.class, messages, view -> {
                            if (viewsBroken && view instanceof MailboxView) {
                                throw new IllegalStateException("broken");
                            }
                            return view;
                        })
                        : made);
    }

    /** The same, but that each answer goes through {@code then}. */
    private static <T> T passing(Class<T> contract, T real, UnaryOperator<@Nullable Object> then) {
        return contract.cast(Proxy.newProxyInstance(
                contract.getClassLoader(), new Class<?>[] {contract}, (proxy, method, arguments) -> {
                    try {
                        return then.apply(method.invoke(real, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private MessageIndex sometimesAway(MessageIndex index) {
        return proxy(MessageIndex.class, (method, arguments) -> {
            if (!method.equals("snapshot")) {
                throw new IllegalStateException(method);
            }
            snapshots.incrementAndGet();
            return indexAway
                    ? IndexSnapshot.NOTHING
                    : counted(index.snapshot((AccountId) arguments[0], (Duration) arguments[1]));
        });
    }

    private IndexSnapshot counted(IndexSnapshot snapshot) {
        openSnapshots.incrementAndGet();
        return (IndexSnapshot) Proxy.newProxyInstance(
                IndexSnapshot.class.getClassLoader(),
                new Class<?>[] {IndexSnapshot.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        openSnapshots.decrementAndGet();
                    }
                    return method.invoke(snapshot, arguments);
                });
    }

    private final class OneAuthenticator implements Authenticator {

        @Override
        public Verdict password(String login, String secret, Service service, String client) {
            return switch (login) {
                case "busy" -> new Verdict.Throttled();
                case "away" -> new Verdict.Unavailable();
                case "broken" -> throw new IllegalStateException("as asked");
                default -> {
                    var account = people.get(login + "@example.org");
                    yield account != null && secret.equals("secret") ? accepted(account) : new Verdict.Rejected();
                }
            };
        }

        @Override
        public Verdict bearer(String token, Service service, String client) {
            return verdict(token.equals("good"));
        }

        @Override
        public ScramSalt scram(String login) {
            return TestScram.SALT;
        }

        @Override
        public ScramVerdict scram(String login, byte[] message, byte[] proof, Service service, String client) {
            return new ScramVerdict(new Verdict.Rejected(), new byte[0]);
        }

        private Verdict verdict(boolean right) {
            return right ? accepted(alice) : new Verdict.Rejected();
        }

        private static Verdict accepted(Account account) {
            return new Verdict.Accepted(account, Set.of(), new Authentication(account.id(), null, 0));
        }

        @Override
        public Optional<Users.Administrator> administrativeClient(String token) {
            return Optional.empty();
        }
    }

    /** A new account with its standard mailboxes, which is alice from now on. */
    AccountId newAlice() {
        everybody.set(false);
        alice = newPerson("alice");
        return alice.id();
    }

    /** A new account with its standard mailboxes, the login and the password {@code secret}. */
    Account newPerson(String login) {
        var id = new AccountId(db.number("""
                insert into account (login, given_name, family_name, display_name, kind, enabled, quota_bytes, created)
                values (gen_random_uuid()::text, 'A', 'B', 'A B', 'PERSON', true, 0, now()) returning id
                """));
        store.accountMade().accept(id);
        var account = new Account(
                id,
                "subject",
                login,
                EmailAddress.of(login + "@example.org"),
                login,
                Account.Kind.PERSON,
                true,
                Quota.NONE,
                Instant.EPOCH);
        people.put(login + "@example.org", account);
        return account;
    }

    AccountId alice() {
        return alice.id();
    }

    Store store() {
        return store;
    }

    /** The same server with other limits. */
    ImapProtocol protocol(Limits limits) {
        return protocol(limits, db.clock());
    }

    /** And with another clock. */
    ImapProtocol protocol(Limits limits, Clock clock) {
        var authenticator = new OneAuthenticator();
        return new ImapProtocol(new ImapServices(
                authenticator,
                new Authentications(db.clock()),
                new Sasl(authenticator, directory(), Map.of()),
                directory(),
                users(),
                sharing(),
                index,
                store.bus(),
                clock,
                limits));
    }

    ImapProtocol protocol() {
        return protocol;
    }

    int port() {
        return listener.port();
    }

    int connections() {
        return listener.connections();
    }

    /** Somebody else puts a message into a mailbox of alice. */
    void deliver(String mailbox, byte[] content, int flags, Set<String> keywords) {
        var message = new NewMessage(
                content,
                MessageParser.parse(content),
                flags,
                keywords,
                db.clock().instant());
        var id = store.mailboxes().find(alice(), mailbox).orElseThrow().id();
        store.messages().append(alice(), id, List.of(message), ELSEWHERE);
    }

    /** What was removed is gone from the store too, as after the time of grace. */
    void collect() {
        var now = db.clock().instant();
        db.clock().set(now.plus(Duration.ofDays(1)));
        try {
            store.maintenance().run();
        } finally {
            db.clock().set(now);
        }
    }

    ImapClient connect() throws IOException {
        return new ImapClient(port());
    }

    /** A client that is logged in as alice. */
    ImapClient logIn() throws IOException {
        return logIn("alice");
    }

    ImapClient logIn(String login) throws IOException {
        var client = connect();
        client.command("LOGIN " + login + " secret");
        return client;
    }
}
