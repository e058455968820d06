package org.kantor.mail.imap;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.kantor.change.Actor;
import org.kantor.directory.Account;
import org.kantor.directory.Directory;
import org.kantor.directory.Users;
import org.kantor.identity.Authenticator;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.EmailAddress;
import org.kantor.mail.listener.Endpoint;
import org.kantor.mail.listener.Listener;
import org.kantor.mail.listener.TestTls;
import org.kantor.mail.sasl.Sasl;
import org.kantor.mail.search.IndexSnapshot;
import org.kantor.mail.search.MessageIndex;
import org.kantor.mail.store.NewMessage;
import org.kantor.mail.store.Store;
import org.kantor.mail.testing.TestScram;
import org.kantor.mail.wire.mime.MessageParser;
import org.kantor.testkit.Folders;
import org.kantor.testkit.TestDatabase;

/** An IMAP server on loopback over a real store. {@code alice} with the password {@code secret} or the token {@code good} is whoever was made last. */
final class ImapFixture implements BeforeAllCallback, AfterAllCallback {

    static final int MAX_MESSAGE = 1_000_000;

    static final Limits LIMITS =
            new Limits(Limits.RFC.login(), Limits.RFC.autologout(), Limits.RFC.errors(), MAX_MESSAGE);

    private static final Actor ELSEWHERE = new Actor("test", "elsewhere", null);

    final TestDatabase db = TestDatabase.of(Store.ENTITIES);
    private Path blobs;
    private Path indexes;
    private Store store;
    private MessageIndex index;
    volatile boolean indexAway;
    private ImapProtocol protocol;
    private Listener listener;
    private volatile Account alice;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        db.beforeAll(context);
        db.clock().set(Instant.parse("2026-11-01T10:00:00Z"));
        blobs = Files.createTempDirectory("kantor-blobs");
        store = Store.open(db.transactions(), db.entities(), db.clock(), blobs, account -> 0L);
        indexes = Files.createTempDirectory("kantor-index");
        index = sometimesAway(MessageIndex.open(indexes, db.transactions(), db.entities(), store));
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

    /** A directory that finds no address. */
    private static Directory nobody() {
        return (Directory) Proxy.newProxyInstance(
                Directory.class.getClassLoader(),
                new Class<?>[] {Directory.class},
                (proxy, method, arguments) -> Optional.empty());
    }

    /** Knows no message while it is away. */
    private MessageIndex sometimesAway(MessageIndex index) {
        return (MessageIndex) Proxy.newProxyInstance(
                MessageIndex.class.getClassLoader(),
                new Class<?>[] {MessageIndex.class},
                (proxy, method, arguments) -> indexAway ? IndexSnapshot.NOTHING : method.invoke(index, arguments));
    }

    private final class OneAuthenticator implements Authenticator {

        @Override
        public Verdict password(String login, String secret, Service service, String client) {
            return switch (login) {
                case "busy" -> new Verdict.Throttled();
                case "away" -> new Verdict.Unavailable();
                case "broken" -> throw new IllegalStateException("as asked");
                default -> verdict(login.equals("alice") && secret.equals("secret"));
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
            return right ? new Verdict.Accepted(alice, Set.of()) : new Verdict.Rejected();
        }

        @Override
        public Optional<Users.Administrator> administrativeClient(String token) {
            return Optional.empty();
        }
    }

    /** A new account with its standard mailboxes, which is alice from now on. */
    AccountId newAlice() {
        var id = new AccountId(db.number("""
                insert into account (login, given_name, family_name, display_name, kind, enabled, quota_bytes, created)
                values (gen_random_uuid()::text, 'A', 'B', 'A B', 'PERSON', true, 0, now()) returning id
                """));
        store.accountMade().accept(id);
        alice = new Account(
                id,
                "subject",
                "alice",
                EmailAddress.of("alice@example.org"),
                "Alice",
                Account.Kind.PERSON,
                true,
                0,
                Instant.EPOCH);
        return id;
    }

    AccountId alice() {
        return alice.id();
    }

    Store store() {
        return store;
    }

    /** The same server with other limits. */
    ImapProtocol protocol(Limits limits) {
        var authenticator = new OneAuthenticator();
        return new ImapProtocol(new ImapServices(
                authenticator,
                new Sasl(authenticator, nobody(), Map.of()),
                nobody(),
                store.mailboxes(),
                store.messages(),
                index,
                store.bus(),
                db.clock(),
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
        var client = connect();
        client.command("LOGIN alice secret");
        return client;
    }
}
