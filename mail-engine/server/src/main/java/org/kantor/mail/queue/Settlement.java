package org.kantor.mail.queue;

import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.kantor.bean.Service;
import org.kantor.mail.delivery.Envelope;
import org.kantor.mail.delivery.TransportSettings;
import org.kantor.mail.queue.internal.QueueSql;
import org.kantor.mail.relay.Outcome;
import org.kantor.mail.wire.smtp.Mail;
import org.kantor.mail.wire.smtp.Reply;
import org.kantor.tx.Transactions;

/**
 * Writes down what became of recipients, in one transaction: those that are done leave the queue, the others get their next turn, and the report that the
 * sender is owed enters the queue (RFC 3461 section 6). Nothing is ever reported to a null sender. Safe from any thread.
 */
@Service
public final class Settlement {

    private final QueueSql sql;
    private final Transactions transactions;
    private final TransportSettings settings;
    private final Signal signal;
    private final Clock clock;

    @Inject
    public Settlement(QueueSql sql, Transactions transactions, TransportSettings settings, Signal signal, Clock clock) {
        this.sql = sql;
        this.transactions = transactions;
        this.settings = settings;
        this.signal = signal;
        this.clock = clock;
    }

    /** Somebody else has the recipient now: whatever was about to be done here must not happen. */
    static final class LeaseLostException extends RuntimeException {
        private static final long serialVersionUID = 1;

        LeaseLostException() {
            super("the lease is over", null, false, false);
        }
    }

    /**
     * Files the message and takes the recipient out of the queue, together or not at all.
     *
     * @throws LeaseLostException if somebody else has the recipient now; nothing was filed
     */
    void filed(UUID holder, Waiting waiting, byte[] content, Runnable file) {
        transactions.run(() -> {
            if (sql.remove(holder, List.of(waiting)).isEmpty()) {
                throw new LeaseLostException();
            }
            file.run();
            var reportOn = waiting.recipient().reportOn();
            if (reportOn != null && reportOn.success()) {
                var reply = Reply.of(250, "2.1.5", "Delivered");
                report(
                        waiting,
                        content,
                        List.of(new Report.Line(
                                waiting.recipient(), Report.Action.DELIVERED, reply, null, clock.instant(), null)));
            }
        });
    }

    /**
     * @param recipients of one message
     * @param outcomes one for each, in their order
     */
    void settle(UUID holder, List<Waiting> recipients, List<Outcome> outcomes, byte[] content) {
        transactions.run(() -> {
            var now = clock.instant();
            var done = new ArrayList<Waiting>();
            var turns = new ArrayList<QueueSql.Turn>();
            var lines = new ArrayList<Report.Line>();
            for (var i = 0; i < recipients.size(); i++) {
                var waiting = recipients.get(i);
                switch (outcomes.get(i)) {
                    case Outcome.Relayed relayed -> {
                        done.add(waiting);
                        relayed(waiting, relayed, now, lines);
                    }
                    case Outcome.Failed failed -> {
                        done.add(waiting);
                        failed(waiting, failed, now, lines);
                    }
                    case Outcome.Deferred deferred -> deferred(waiting, deferred, now, done, turns, lines);
                }
            }
            if (!done.isEmpty()) {
                sql.remove(holder, done);
            }
            if (!turns.isEmpty()) {
                sql.reschedule(holder, turns);
            }
            if (!lines.isEmpty()) {
                report(recipients.getFirst(), content, lines);
            }
        });
    }

    /** A server that sends no reports itself: that it took the message over is all there is to tell (RFC 3461 section 5.2.2). */
    private static void relayed(Waiting waiting, Outcome.Relayed outcome, Instant now, List<Report.Line> lines) {
        QueueLog.LOG.relayed(waiting.message(), waiting.recipient().address().text(), outcome.host(), outcome.reply());
        var reportOn = waiting.recipient().reportOn();
        if (reportOn != null && reportOn.success() && !outcome.reports()) {
            lines.add(new Report.Line(
                    waiting.recipient(), Report.Action.RELAYED, outcome.reply(), outcome.host(), now, null));
        }
    }

    private static void failed(Waiting waiting, Outcome outcome, Instant now, List<Report.Line> lines) {
        QueueLog.LOG.failed(waiting.message(), waiting.recipient().address().text(), outcome.reply());
        var reportOn = waiting.recipient().reportOn();
        if (reportOn == null || reportOn.failure()) {
            lines.add(new Report.Line(
                    waiting.recipient(), Report.Action.FAILED, outcome.reply(), outcome.host(), now, null));
        }
    }

    private static void deferred(
            Waiting waiting,
            Outcome.Deferred outcome,
            Instant now,
            List<Waiting> done,
            List<QueueSql.Turn> turns,
            List<Report.Line> lines) {
        var next = RetrySchedule.next(waiting.arrived(), waiting.attempts(), now);
        if (next.isEmpty()) {
            done.add(waiting);
            var expired = Reply.of(451, "4.4.7", "It was tried for five days; the last answer was: " + outcome.reply());
            failed(waiting, new Outcome.Failed(outcome.host(), expired), now, lines);
            return;
        }
        QueueLog.LOG.deferred(
                waiting.message(),
                waiting.recipient().address().text(),
                next.get().toString(),
                outcome.reply());
        var reportOn = waiting.recipient().reportOn();
        var wanted = reportOn == null || reportOn.delay();
        var tell = wanted && !waiting.delayReported() && RetrySchedule.delayed(waiting.arrived(), now);
        if (tell) {
            var until = waiting.arrived().plus(RetrySchedule.LIFETIME);
            lines.add(new Report.Line(
                    waiting.recipient(), Report.Action.DELAYED, outcome.reply(), outcome.host(), now, until));
        }
        var host = outcome.host();
        var why = (host == null ? "" : host + ": ") + outcome.reply();
        turns.add(new QueueSql.Turn(waiting.id(), next.get(), why, waiting.delayReported() || tell));
    }

    private void report(Waiting waiting, byte[] content, List<Report.Line> lines) {
        var sender = waiting.envelope().sender();
        if (sender == null) {
            QueueLog.LOG.notReported(waiting.message());
            return;
        }
        var now = clock.instant();
        var composer = new ReportComposer(settings.hostName());
        var message = composer.compose(new Report(waiting.envelope(), waiting.arrived(), lines), sender, content, now);
        var utf8 = !sender.isAscii()
                || lines.stream().anyMatch(line -> !line.recipient().address().isAscii());
        var envelope =
                new Envelope(null, Mail.Body.EIGHT_BIT, utf8, null, null, List.of(Envelope.Recipient.of(sender)));
        sql.insert(envelope, message, now);
        transactions.afterCommit(signal::raise);
    }
}
