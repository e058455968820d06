package org.kantor.mail.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;
import static org.kantor.mail.testing.Transport.ADMINISTRATOR;
import static org.kantor.mail.testing.Transport.envelope;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.kantor.directory.Users;
import org.kantor.kernel.Refused;
import org.kantor.mail.testing.MemoryDeliveries;
import org.kantor.mail.testing.TestPeople;
import org.kantor.mail.testing.Transport;
import org.kantor.testkit.TestDatabase;

class QueueTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.of();

    private static final byte[] MESSAGE = "Subject: x\r\n\r\nHello\r\n".getBytes(StandardCharsets.US_ASCII);

    private final TestPeople people = new TestPeople("alice", "bob", "carol");
    private Transport transport;
    private MemoryDeliveries deliveries;

    @BeforeEach
    void open() {
        db.execute("delete from queue_message");
        db.execute("delete from queue_destination");
        deliveries = new MemoryDeliveries(db.transactions());
        transport = new Transport(db, people, deliveries, Map.of("KANTOR_DNS_SERVER", "127.0.0.1:9"));
    }

    private List<Waiting> lease(UUID holder, int limit) {
        var now = db.clock().instant();
        return db.transactions().call(() -> transport.sql().lease(holder, now, now.plus(QueueRunner.LEASE), limit));
    }

    private List<Queue.Entry> entries() {
        return transport.queue.list(ADMINISTRATOR, Queue.Filter.ALL, 0, 100);
    }

    @Test
    void aMessageIsStoredOnceWhateverItsRecipients() {
        transport.queue.put(
                envelope("alice@example.org", "a@example.net", "b@example.net", "bob@example.org"), MESSAGE);
        assertThat(db.number("select count(*) from queue_message")).isEqualTo(1);
        assertThat(entries())
                .extracting(Queue.Entry::address, Queue.Entry::destination, Queue.Entry::state)
                .containsExactlyInAnyOrder(
                        tuple("a@example.net", "example.net", Queue.State.NEW),
                        tuple("b@example.net", "example.net", Queue.State.NEW),
                        tuple("bob@example.org", "example.org", Queue.State.NEW));
        var content = db.transactions()
                .call(() ->
                        transport.sql().contents(List.of(entries().getFirst().message())));
        assertThat(content.values()).containsExactly(MESSAGE);
    }

    @Test
    void puttingIsOneStatement() {
        var statements =
                db.statements(() -> transport.queue.put(envelope("alice@example.org", "a@example.net"), MESSAGE));
        assertThat(statements).hasSize(1);
    }

    @Test
    void twoWorkersNeverHoldTheSameRecipient() {
        for (var i = 0; i < 10; i++) {
            transport.queue.put(envelope("alice@example.org", "a" + i + "@example.net"), MESSAGE);
        }
        var first = lease(UUID.randomUUID(), 6);
        var second = lease(UUID.randomUUID(), 6);
        var ids = new HashSet<Long>();
        first.forEach(w -> ids.add(w.id()));
        second.forEach(w -> ids.add(w.id()));
        assertThat(first).hasSize(6);
        assertThat(second).hasSize(4);
        assertThat(ids).hasSize(10);
    }

    @Test
    void aLeaseThatIsNotRenewedRunsOutAndItsHolderCanDoNothingMore() {
        transport.queue.put(envelope("alice@example.org", "bob@example.org"), MESSAGE);
        var dead = UUID.randomUUID();
        var leased = lease(dead, 20);
        assertThat(leased).hasSize(1);
        assertThat(lease(UUID.randomUUID(), 20)).isEmpty();
        db.clock().advance(QueueRunner.LEASE);
        var heir = UUID.randomUUID();
        assertThat(lease(heir, 20))
                .extracting(Waiting::id)
                .isEqualTo(List.of(leased.getFirst().id()));
        assertThat(db.transactions().call(() -> transport.sql().remove(dead, leased)))
                .isEmpty();
        assertThat(db.transactions().call(() -> transport.sql().remove(heir, leased)))
                .hasSize(1);
        assertThat(db.number("select count(*) from queue_message")).isZero();
    }

    @Test
    void aRenewedLeaseGoesOn() {
        transport.queue.put(envelope("alice@example.org", "bob@example.org"), MESSAGE);
        var holder = UUID.randomUUID();
        var leased = lease(holder, 20);
        db.clock().advance(QueueRunner.LEASE.minusSeconds(1));
        var until = db.clock().instant().plus(QueueRunner.LEASE);
        db.transactions()
                .run(() ->
                        transport.sql().renew(holder, List.of(leased.getFirst().id()), until));
        db.clock().advance(Duration.ofSeconds(30));
        assertThat(lease(UUID.randomUUID(), 20)).isEmpty();
    }

    @Test
    void localRecipientsGetTheirMessageAndTheQueueIsEmptyThen() throws InterruptedException {
        transport.queue.put(envelope("x@example.net", "alice@example.org", "bob+shop@example.org"), MESSAGE);
        transport.runner().runOnce();
        assertThat(deliveries.of(people.id("alice")))
                .containsExactly("Return-Path: <x@example.net>\r\nSubject: x\r\n\r\nHello\r\n");
        assertThat(deliveries.of(people.id("bob"))).hasSize(1);
        assertThat(entries()).isEmpty();
        assertThat(db.number("select count(*) from queue_message")).isZero();
    }

    @Test
    void whatADeadWorkerHeldIsFiledExactlyOnceByTheNext() throws InterruptedException {
        transport.queue.put(envelope("x@example.net", "alice@example.org"), MESSAGE);
        assertThat(lease(UUID.randomUUID(), 20)).hasSize(1);
        transport.runner().runOnce();
        assertThat(deliveries.of(people.id("alice"))).isEmpty();
        db.clock().advance(QueueRunner.LEASE);
        transport.runner().runOnce();
        transport.runner().runOnce();
        assertThat(deliveries.of(people.id("alice"))).hasSize(1);
    }

    @Test
    void aFullMailboxIsTriedAgainAndBouncesAfterFiveDays() throws InterruptedException {
        deliveries.fill(people.id("bob"));
        transport.queue.put(envelope("alice@example.org", "bob@example.org"), MESSAGE);
        transport.runner().runOnce();
        assertThat(entries())
                .singleElement()
                .matches(e -> e.state() == Queue.State.DEFERRED
                        && e.attempts() == 1
                        && e.lastReply().contains("4.2.2"));
        db.clock().advance(Duration.ofDays(5));
        transport.runner().runOnce();
        assertThat(entries()).isEmpty();
        assertThat(deliveries.of(people.id("alice")))
                .singleElement()
                .asString()
                .contains("Action: failed", "Status: 4.4.7", "Final-Recipient: rfc822; bob@example.org");
    }

    @Test
    void theStoresFailureIsNoFailureOfTheMessage() throws InterruptedException {
        deliveries.setAway(true);
        transport.queue.put(envelope("alice@example.org", "bob@example.org"), MESSAGE);
        transport.runner().runOnce();
        assertThat(entries()).hasSize(1);
        deliveries.setAway(false);
        db.clock().advance(Duration.ofMinutes(2));
        transport.runner().runOnce();
        assertThat(deliveries.of(people.id("bob"))).hasSize(1);
    }

    @Test
    void anUnknownRecipientIsReportedToTheSender() throws InterruptedException {
        transport.queue.put(envelope("alice@example.org", "nobody@example.org", "bob@example.org"), MESSAGE);
        transport.runner().runOnce();
        assertThat(deliveries.of(people.id("bob"))).hasSize(1);
        assertThat(deliveries.of(people.id("alice")))
                .singleElement()
                .asString()
                .startsWith("Return-Path: <>\r\n")
                .contains("Final-Recipient: rfc822; nobody@example.org", "Status: 5.1.1", "Hello");
    }

    @Test
    void nothingIsReportedToANullSender() throws InterruptedException {
        transport.queue.put(envelope("", "nobody@example.org"), MESSAGE);
        transport.runner().runOnce();
        assertThat(db.number("select count(*) from queue_message")).isZero();
    }

    @Test
    void administratorsSeeAndChangeWhatWaits() throws InterruptedException {
        transport.queue.put(envelope("alice@example.org", "away@example.org"), MESSAGE);
        transport.queue.put(envelope("bob@example.org", "bob@example.org"), MESSAGE);
        var aliceOnly = new Queue.Filter(null, null, "ALICE@", "", null);
        assertThat(transport.queue.hold(ADMINISTRATOR, aliceOnly)).isEqualTo(1);
        transport.runner().runOnce();
        assertThat(deliveries.of(people.id("bob"))).hasSize(1);
        var held = new Queue.Filter(null, null, "", "example.org", Queue.State.HELD);
        assertThat(transport.queue.count(ADMINISTRATOR, held)).isEqualTo(1);
        assertThat(transport.queue.release(ADMINISTRATOR, held)).isEqualTo(1);
        transport.runner().runOnce();
        var entry = entries().getFirst();
        assertThat(entry.state()).isEqualTo(Queue.State.DEFERRED);
        assertThat(entry.due()).isAfter(db.clock().instant());
        assertThat(transport.queue.requeue(ADMINISTRATOR, Queue.Filter.entry(entry.recipient())))
                .isEqualTo(1);
        assertThat(entries().getFirst().due()).isEqualTo(db.clock().instant());
        assertThat(transport.queue.delete(ADMINISTRATOR, Queue.Filter.message(entry.message())))
                .isEqualTo(1);
        assertThat(db.number("select count(*) from queue_message")).isZero();
    }

    @Test
    void whoeverIsNoAdministratorIsRefusedAtEveryDoorOfTheQueue() {
        var nobody = new Users.Administrator("eve", null);
        var doors = List.<Runnable>of(
                () -> transport.queue.list(nobody, Queue.Filter.ALL, 0, 10),
                () -> transport.queue.count(nobody, Queue.Filter.ALL),
                () -> transport.queue.requeue(nobody, Queue.Filter.ALL),
                () -> transport.queue.hold(nobody, Queue.Filter.ALL),
                () -> transport.queue.release(nobody, Queue.Filter.ALL),
                () -> transport.queue.delete(nobody, Queue.Filter.ALL));
        for (var door : doors) {
            assertThatThrownBy(door::run).isInstanceOf(Refused.class);
        }
    }
}
