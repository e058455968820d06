package org.kantor.mail.queue;

import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.kantor.bean.Service;
import org.kantor.change.Actor;
import org.kantor.directory.Directory;
import org.kantor.kernel.DomainName;
import org.kantor.kernel.Refused;
import org.kantor.mail.delivery.Envelope;
import org.kantor.mail.delivery.FinalDelivery;
import org.kantor.mail.queue.internal.QueueSql;
import org.kantor.mail.relay.Outcome;
import org.kantor.mail.relay.Relay;
import org.kantor.mail.store.NewMessage;
import org.kantor.mail.wire.smtp.Reply;
import org.kantor.tx.Transactions;

/** Brings one destination's leased recipients to where they go: into mailboxes here, or to the destination's servers. Safe from any thread. */
@Service
public final class Distribution {

    /** Connections to one destination at a time. */
    private static final int PER_DESTINATION = 5;

    private static final Actor ACTOR = new Actor("queue", "", null);

    private final QueueSql sql;
    private final Transactions transactions;
    private final Settlement settlement;
    private final Directory directory;
    private final FinalDelivery delivery;
    private final Relay relay;
    private final Clock clock;
    private final Map<String, Semaphore> destinations = new ConcurrentHashMap<>();

    @Inject
    public Distribution(
            QueueSql sql,
            Transactions transactions,
            Settlement settlement,
            Directory directory,
            FinalDelivery delivery,
            Relay relay,
            Clock clock) {
        this.sql = sql;
        this.transactions = transactions;
        this.settlement = settlement;
        this.directory = directory;
        this.delivery = delivery;
        this.relay = relay;
        this.clock = clock;
    }

    /** @param group leased recipients of one destination, of any messages */
    void distribute(UUID holder, List<Waiting> group) {
        var destination = group.getFirst().destination();
        var places = destinations.computeIfAbsent(destination, d -> new Semaphore(PER_DESTINATION));
        places.acquireUninterruptibly();
        try {
            var contents = transactions.call(() ->
                    sql.contents(group.stream().map(Waiting::message).distinct().toList()));
            var present = group.stream()
                    .filter(w -> contents.containsKey(w.message()))
                    .toList();
            if (isLocal(destination)) {
                file(holder, present, contents);
            } else {
                relay(holder, destination, present, contents);
            }
        } finally {
            places.release();
            destinations.computeIfPresent(
                    destination, (d, p) -> p.availablePermits() == PER_DESTINATION && !p.hasQueuedThreads() ? null : p);
        }
    }

    private boolean isLocal(String destination) {
        return DomainName.parse(destination).filter(directory::isLocal).isPresent();
    }

    // --- here

    private void file(UUID holder, List<Waiting> group, Map<Long, byte[]> contents) {
        var prepared = new HashMap<Long, NewMessage>();
        for (var waiting : group) {
            var content = content(contents, waiting);
            try {
                var message = prepared.computeIfAbsent(
                        waiting.message(),
                        m -> delivery.prepare(waiting.envelope().sender(), content));
                file(holder, waiting, message, content);
            } catch (Settlement.LeaseLostException e) {
                continue;
            } catch (Refused e) {
                settlement.settle(holder, List.of(waiting), List.of(refused(e)), content);
            } catch (RuntimeException e) {
                QueueLog.LOG.groupFailed(waiting.destination(), e);
                var later = new Outcome.Deferred(null, Reply.of(451, "4.3.0", "The store is not available"));
                settlement.settle(holder, List.of(waiting), List.of(later), content);
            }
        }
    }

    private void file(UUID holder, Waiting waiting, NewMessage message, byte[] content) {
        var recipient = waiting.recipient().address().address().map(directory::resolve);
        switch (recipient.orElseGet(Directory.Recipient.Unknown::new)) {
            case Directory.Recipient.Local local -> {
                settlement.filed(
                        holder, waiting, content, () -> delivery.fileAll(List.of(local.account()), message, ACTOR));
                QueueLog.LOG.filed(
                        waiting.message(), waiting.recipient().address().text());
            }
            case Directory.Recipient.Unavailable u ->
                settle(holder, waiting, content, Reply.of(451, "4.3.0", "The directory is not available"));
            case Directory.Recipient.Unknown u ->
                settle(holder, waiting, content, Reply.of(550, "5.1.1", "There is nobody with this address"));
            case Directory.Recipient.Remote r ->
                settle(holder, waiting, content, Reply.of(451, "4.3.5", "The domain is moving"));
        }
    }

    private void settle(UUID holder, Waiting waiting, byte[] content, Reply reply) {
        settlement.settle(holder, List.of(waiting), List.of(Outcome.refused(null, reply)), content);
    }

    /** A full mailbox may be emptied within the lifetime of the message (RFC 3463: 4.2.2). */
    private static Outcome refused(Refused e) {
        return switch (e.code()) {
            case OVER_QUOTA -> new Outcome.Deferred(null, Reply.of(452, "4.2.2", "The mailbox is full"));
            case TRY_LATER -> new Outcome.Deferred(null, Reply.of(451, "4.3.0", e.sentence()));
            case NOT_FOUND -> new Outcome.Failed(null, Reply.of(550, "5.1.1", "There is nobody with this address"));
            default -> new Outcome.Failed(null, Reply.of(554, "5.3.0", e.sentence()));
        };
    }

    // --- elsewhere

    private void relay(UUID holder, String destination, List<Waiting> group, Map<Long, byte[]> contents) {
        var messages = new LinkedHashMap<Long, List<Waiting>>();
        group.forEach(w ->
                messages.computeIfAbsent(w.message(), m -> new ArrayList<>()).add(w));
        var jobs = new ArrayList<Relay.Job>();
        messages.values()
                .forEach(recipients ->
                        jobs.add(new QueuedJob(holder, recipients, content(contents, recipients.getFirst()))));
        if (relay.send(destination, jobs)) {
            transactions.run(() -> sql.reached(destination));
        } else {
            transactions.run(() -> {
                var now = clock.instant();
                var failures = sql.unreachable(destination, now);
                sql.backOff(destination, now.plus(RetrySchedule.pause(failures)));
            });
        }
    }

    private final class QueuedJob implements Relay.Job {

        private final UUID holder;
        private final List<Waiting> recipients;
        private final byte[] content;

        QueuedJob(UUID holder, List<Waiting> recipients, byte[] content) {
            this.holder = holder;
            this.recipients = recipients;
            this.content = content;
        }

        @Override
        public Envelope envelope() {
            var one = recipients.getFirst().envelope();
            return new Envelope(
                    one.sender(),
                    one.body(),
                    one.smtpUtf8(),
                    one.ret(),
                    one.envid(),
                    recipients.stream().map(Waiting::recipient).toList());
        }

        @Override
        public byte[] content() {
            return content;
        }

        @Override
        public void done(List<Outcome> outcomes) {
            settlement.settle(holder, recipients, outcomes, content);
        }
    }

    private static byte[] content(Map<Long, byte[]> contents, Waiting waiting) {
        var content = contents.get(waiting.message());
        if (content == null) {
            throw new IllegalStateException("message " + waiting.message() + " has no content");
        }
        return content;
    }
}
