package org.kantor.mail.relay;

import jakarta.inject.Inject;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kantor.bean.Service;
import org.kantor.mail.delivery.Envelope;
import org.kantor.mail.delivery.TransportSettings;
import org.kantor.mail.wire.smtp.Reply;

/** Hands messages to the servers of a destination, several over one connection. Blocking, safe from any thread. */
@Service
public final class Relay {

    private final MxResolver resolver;
    private final TransportSettings settings;
    private final RelayTimeouts timeouts;

    @Inject
    public Relay(MxResolver resolver, TransportSettings settings) {
        this(resolver, settings, RelayTimeouts.RFC);
    }

    public Relay(MxResolver resolver, TransportSettings settings, RelayTimeouts timeouts) {
        this.resolver = resolver;
        this.settings = settings;
        this.timeouts = timeouts;
    }

    /** A message for some recipients of one destination. */
    public interface Job {

        Envelope envelope();

        byte[] content();

        /**
         * Called once, as soon as the outcome is known and before the next job begins.
         *
         * @param outcomes one for each recipient, in their order
         */
        void done(List<Outcome> outcomes);
    }

    /** @return whether the destination could be talked to, or is known not to exist; false if it is of no use to try it again soon */
    public boolean send(String destination, List<? extends Job> jobs) {
        return switch (resolver.route(destination)) {
            case Route.Nowhere nowhere -> {
                jobs.forEach(job -> job.done(all(job, new Outcome.Failed(null, nowhere.reason()))));
                yield true;
            }
            case Route.Unknown unknown -> {
                jobs.forEach(job -> job.done(all(job, new Outcome.Deferred(null, unknown.reason()))));
                yield false;
            }
            case Route.Hosts route -> send(route.hosts(), new ArrayDeque<>(jobs));
        };
    }

    private boolean send(List<Route.Host> hosts, ArrayDeque<Job> jobs) {
        var reached = false;
        Outcome last = new Outcome.Deferred(null, Reply.of(451, "4.4.1", "The mail server does not answer"));
        for (var host : hosts) {
            if (jobs.isEmpty()) {
                break;
            }
            try (var connection = RelayConnection.open(host, settings.relayPort(), settings.hostName(), timeouts)) {
                reached = true;
                transactions(connection, jobs);
            } catch (RelayConnection.RefusedException e) {
                RelayLog.LOG.hostFailed(
                        host.name(), host.address().getHostAddress(), e.reply().toString());
                // a server that turns us away at the door may be one of several: it is never the message's fault
                last = new Outcome.Deferred(host.name(), e.reply());
            } catch (IOException e) {
                RelayLog.LOG.hostFailed(host.name(), host.address().getHostAddress(), String.valueOf(e.getMessage()));
                last = new Outcome.Deferred(host.name(), silence(e));
            }
        }
        for (var job : jobs) {
            job.done(all(job, last));
        }
        return reached;
    }

    /** Takes jobs off the queue as long as the connection holds; the job at which it broke is answered too. */
    private static void transactions(RelayConnection connection, ArrayDeque<Job> jobs) {
        while (!jobs.isEmpty()) {
            var job = jobs.poll();
            var transaction = new RelayTransaction(connection, job.envelope(), job.content());
            try {
                transaction.run();
            } catch (IOException e) {
                RelayLog.LOG.broken(connection.host(), String.valueOf(e.getMessage()));
                job.done(transaction.outcomes(new Outcome.Deferred(connection.host(), silence(e))));
                return;
            }
            job.done(transaction.outcomes(new Outcome.Deferred(connection.host(), lost())));
        }
        connection.quit();
    }

    private static Reply silence(IOException e) {
        return e instanceof SocketTimeoutException
                ? Reply.of(451, "4.4.1", "The mail server does not answer in time")
                : Reply.of(451, "4.4.2", "The connection with the mail server failed");
    }

    private static Reply lost() {
        return Reply.of(451, "4.4.2", "The connection with the mail server was lost");
    }

    private static List<Outcome> all(Job job, Outcome outcome) {
        return new ArrayList<>(Collections.nCopies(job.envelope().recipients().size(), outcome));
    }

    /** Whether octets above 0x7f stand between the two offsets. */
    static boolean hasEightBits(byte[] content, int from, int to) {
        for (var i = from; i < to; i++) {
            if (content[i] < 0) {
                return true;
            }
        }
        return false;
    }

    static boolean isAscii(@Nullable String text) {
        return text == null || text.chars().allMatch(c -> c < 0x80);
    }
}
