package org.kantor.mail.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kantor.mail.testing.Transport.envelope;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.Deliveries;
import org.kantor.mail.store.Store;
import org.kantor.mail.testing.TestPeople;
import org.kantor.mail.testing.TestStore;
import org.kantor.mail.testing.Transport;
import org.kantor.testkit.TestDatabase;

/** The queue's local deliveries into the real store: filing and leaving the queue are one transaction. */
class ExactlyOnceTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.of(Store.ENTITIES);

    private static final byte[] MESSAGE = "Subject: x\r\n\r\nHello\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int MESSAGES = 60;

    private final TestPeople people = new TestPeople("alice");

    /** Stores, and then dies before the commit, every third time. */
    private static final class Dying implements Deliveries {
        private final Deliveries store;
        private final AtomicInteger calls = new AtomicInteger();

        Dying(Deliveries store) {
            this.store = store;
        }

        @Override
        public boolean hasRoom(List<AccountId> accounts, long octets) {
            return store.hasRoom(accounts, octets);
        }

        @Override
        public Delivered deliver(Delivery delivery) {
            return deliverAll(List.of(delivery)).getFirst();
        }

        @Override
        public List<Delivered> deliverAll(List<Delivery> deliveries) {
            var delivered = store.deliverAll(deliveries);
            if (calls.incrementAndGet() % 3 == 0) {
                throw new IllegalStateException("dies here");
            }
            return delivered;
        }
    }

    @Test
    void whateverDiesBeforeTheCommitEachMessageIsFiledOnce() throws InterruptedException {
        var mail = new TestStore(db);
        mail.make(people.id("alice"), "alice");
        var transport = new Transport(db, people, mail.store.deliveries(), Map.of());
        for (var i = 0; i < MESSAGES; i++) {
            transport.queue.put(envelope("x@example.net", "alice@example.org"), MESSAGE);
        }
        var runners = new ArrayList<Thread>();
        for (var i = 0; i < 3; i++) {
            var runner = transport.runner(new Dying(mail.store.deliveries()));
            runners.add(Thread.ofVirtual().start(() -> {
                try {
                    runner.runOnce();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }));
        }
        for (var runner : runners) {
            runner.join();
        }
        var left = db.number("select count(*) from queue_recipient");
        assertThat(left).isBetween(1L, MESSAGES - 1L);
        assertThat(mail.count(people.id("alice"))).isEqualTo((int) (MESSAGES - left));
        db.clock().advance(RetrySchedule.pause(1));
        transport.runner().runOnce();
        assertThat(db.number("select count(*) from queue_message")).isZero();
        assertThat(mail.count(people.id("alice"))).isEqualTo(MESSAGES);
    }
}
