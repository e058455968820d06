package org.kantor.container;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.kantor.change.Actor;
import org.kantor.directory.Account;
import org.kantor.directory.Directory;
import org.kantor.kernel.EmailAddress;
import org.kantor.mail.listener.Listeners;
import org.kantor.mail.store.Deliveries;
import org.kantor.mail.store.Mailboxes;
import org.kantor.mail.store.Messages;
import org.kantor.mail.store.NewMessage;
import org.kantor.mail.store.StoreCheck;
import org.kantor.mail.wire.mime.MessageParser;
import org.kantor.tx.Jdbc;
import org.kantor.tx.Migrations;
import org.kantor.tx.Transactions;

/** One deployment serves all of it: starting the suite is what takes the time. */
@ExtendWith(ArquillianExtension.class)
class SuiteInContainerTest {

    private static final Actor TEST = new Actor("system", "", null);

    @Inject
    Transactions transactions;

    @Inject
    Jdbc jdbc;

    @Inject
    EntityManager entities;

    @Inject
    Directory directory;

    @Inject
    Deliveries deliveries;

    @Inject
    Mailboxes mailboxes;

    @Inject
    Messages messages;

    @Inject
    StoreCheck check;

    @Inject
    Listeners listeners;

    @Inject
    Clock clock;

    @Deployment
    static EnterpriseArchive suite() {
        return TestArchive.with(SuiteInContainerTest.class);
    }

    @Test
    void theOneUnitHoldsTheEntitiesOfEveryFeature() {
        var packages = entities.getMetamodel().getEntities().stream()
                .map(entity -> entity.getJavaType().getPackageName())
                .toList();
        assertTrue(packages.stream().anyMatch(name -> name.startsWith("org.kantor.directory")), packages.toString());
        assertTrue(packages.stream().allMatch(name -> name.contains(".internal")), packages.toString());
    }

    @Test
    void everyModuleHasMigratedItsTables() {
        for (var module : Migrations.MODULES) {
            var failed = transactions.call(() -> jdbc.work(connection -> {
                try (var statement = connection.prepareStatement(
                                "select count(*) filter (where not success), count(*) from flyway_" + module);
                        var rows = statement.executeQuery()) {
                    rows.next();
                    return rows.getInt(2) == 0 ? -1 : rows.getInt(1);
                }
            }));
            assertEquals(0, failed, module);
        }
    }

    @Test
    void workThatFailsLeavesNothingBehind() {
        table("rolled_back");
        assertThrows(
                IllegalStateException.class,
                () -> transactions.run(() -> {
                    insert("rolled_back");
                    throw new IllegalStateException("on purpose");
                }));
        assertEquals(0, count("rolled_back"));
    }

    @Test
    void workJoinsTheTransactionThatIsOpen() {
        table("joined");
        assertThrows(
                IllegalStateException.class,
                () -> transactions.run(() -> {
                    transactions.run(() -> insert("joined"));
                    throw new IllegalStateException("on purpose");
                }));
        assertEquals(0, count("joined"));
    }

    @Test
    void aJoinedPieceOfWorkThatFailsTakesTheWholeTransactionDown() {
        table("taken_down");
        assertThrows(
                IllegalStateException.class,
                () -> transactions.run(() -> {
                    insert("taken_down");
                    try {
                        transactions.run(() -> {
                            throw new IllegalStateException("on purpose");
                        });
                    } catch (IllegalStateException e) {
                        // Whoever swallows it must not get half of the work committed.
                    }
                }));
        assertEquals(0, count("taken_down"));
    }

    @Test
    void whatFollowsACommitSeesWhatWasCommitted() {
        table("followed");
        var seen = new ArrayList<Integer>();
        transactions.run(() -> {
            insert("followed");
            transactions.afterCommit(() -> seen.add(1));
            assertTrue(seen.isEmpty());
        });
        assertEquals(List.of(1), seen);
        assertEquals(1, count("followed"));
    }

    @Test
    void nothingFollowsARollBack() {
        var seen = new ArrayList<Integer>();
        assertThrows(
                IllegalStateException.class,
                () -> transactions.run(() -> {
                    transactions.afterCommit(() -> seen.add(1));
                    throw new IllegalStateException("on purpose");
                }));
        assertTrue(seen.isEmpty());
        assertFalse(transactions.active());
    }

    @Test
    void virtualThreadsHaveTransactionsOfTheirOwn() throws InterruptedException {
        table("threads");
        var failures = ConcurrentHashMap.<Throwable>newKeySet();
        var threads = new ArrayList<Thread>();
        for (var i = 0; i < 50; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                try {
                    transactions.run(() -> insert("threads"));
                } catch (RuntimeException e) {
                    failures.add(e);
                }
            }));
        }
        for (var thread : threads) {
            thread.join();
        }
        assertTrue(failures.isEmpty(), failures.toString());
        assertEquals(50, count("threads"));
    }

    @Test
    void aUserOfKeycloakGetsAnAccountAtTheFirstMailAndReadsIt() {
        var alice = local("alice@example.org");
        var text = "From: bob@example.org\r\nTo: alice@example.org\r\nSubject: in the container\r\n\r\nHello.\r\n";
        var content = text.getBytes(StandardCharsets.US_ASCII);
        var message = new NewMessage(content, MessageParser.parse(content), 0, Set.of(), clock.instant());
        var delivered = deliveries.deliver(new Deliveries.Delivery(alice.id(), "INBOX", message, TEST));

        var inbox = mailboxes.find(alice.id(), "INBOX").orElseThrow();
        assertEquals(delivered.mailbox(), inbox.id());
        assertArrayEquals(content, messages.content(alice.id(), delivered.message()));
        var summary =
                messages.summaries(alice.id(), new long[] {delivered.message()}).getFirst();
        assertEquals("in the container", summary.subject());
        assertEquals(List.of(), check.run(StoreCheck.Depth.CONTENT));
    }

    @Test
    void anAddressThatNobodyHasIsUnknown() {
        assertInstanceOf(
                Directory.Recipient.Unknown.class, directory.resolve(EmailAddress.of("nobody-at-all@example.org")));
        assertInstanceOf(
                Directory.Recipient.Remote.class, directory.resolve(EmailAddress.of("someone@elsewhere.example")));
    }

    @Test
    void everyMailPortGreets() throws IOException {
        assertTrue(listeners.up());
        for (var port : List.of("SMTP", "SUBMISSION", "IMAP", "POP3", "LMTP")) {
            var greeting = new AtomicReference<>("");
            try (var socket = new Socket("127.0.0.1", Integer.parseInt(System.getenv("KANTOR_PORT_" + port)))) {
                socket.setSoTimeout(10_000);
                var octets = new byte[512];
                greeting.set(new String(octets, 0, socket.getInputStream().read(octets), StandardCharsets.US_ASCII));
            }
            assertTrue(greeting.get().matches("(?s)(220 |\\* OK |\\+OK ).*"), port + ": " + greeting.get());
        }
    }

    private Account local(String address) {
        return assertInstanceOf(Directory.Recipient.Local.class, directory.resolve(EmailAddress.of(address)))
                .account();
    }

    private void table(String name) {
        execute("create table test_" + name + " (id int generated always as identity)");
    }

    private void insert(String name) {
        execute("insert into test_" + name + " default values");
    }

    private int count(String name) {
        return transactions.call(() -> jdbc.work(connection -> {
            try (var statement = connection.prepareStatement("select count(*) from test_" + name);
                    var rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }));
    }

    private void execute(String sql) {
        transactions.run(() -> jdbc.work(connection -> {
            try (var statement = connection.createStatement()) {
                return statement.execute(sql);
            }
        }));
    }
}
