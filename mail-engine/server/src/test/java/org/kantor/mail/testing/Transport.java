package org.kantor.mail.testing;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kantor.bean.Background;
import org.kantor.directory.Users;
import org.kantor.directory.Users.Administrator;
import org.kantor.identity.Authentications;
import org.kantor.kernel.Refused;
import org.kantor.mail.delivery.Envelope;
import org.kantor.mail.delivery.FinalDelivery;
import org.kantor.mail.delivery.TransportSettings;
import org.kantor.mail.queue.Distribution;
import org.kantor.mail.queue.QueueRunner;
import org.kantor.mail.queue.QueueService;
import org.kantor.mail.queue.Settlement;
import org.kantor.mail.queue.Signal;
import org.kantor.mail.queue.internal.QueueAdministrationSql;
import org.kantor.mail.queue.internal.QueueSql;
import org.kantor.mail.relay.MxResolver;
import org.kantor.mail.relay.Relay;
import org.kantor.mail.relay.RelayTimeouts;
import org.kantor.mail.sasl.Sasl;
import org.kantor.mail.smtp.Acceptance;
import org.kantor.mail.smtp.Limits;
import org.kantor.mail.smtp.SmtpProtocol;
import org.kantor.mail.smtp.Verbs;
import org.kantor.mail.store.Deliveries;
import org.kantor.mail.store.Sharing;
import org.kantor.mail.submission.SubmissionService;
import org.kantor.mail.wire.smtp.Mail;
import org.kantor.mail.wire.smtp.Path;
import org.kantor.testkit.TestDatabase;
import org.kantor.tx.Jdbc;

/** The whole transport, put together without a container. */
public final class Transport {

    public static final Administrator ADMINISTRATOR = new Administrator("dave", null);

    public final TestPeople people;
    public final TransportSettings settings;
    public final QueueService queue;
    public final SubmissionService submissions;
    private final Authentications authentications;
    private final TestDatabase db;
    private final Deliveries deliveries;
    private final QueueSql sql;
    private final Map<String, String> environment;
    private final Signal signal = new Signal();

    public Transport(TestDatabase db, TestPeople people, Deliveries deliveries, Map<String, String> environment) {
        this(db, people, deliveries, environment, new Authentications(db.clock()));
    }

    public Transport(
            TestDatabase db,
            TestPeople people,
            Deliveries deliveries,
            Map<String, String> environment,
            Authentications authentications) {
        this.db = db;
        this.authentications = authentications;
        this.people = people;
        this.deliveries = deliveries;
        this.environment = environment;
        var variables = new HashMap<>(environment);
        variables.putIfAbsent("KANTOR_HOSTNAME", "mail.example.org");
        this.settings = new TransportSettings(people, variables);
        var jdbc = jdbc();
        this.sql = new QueueSql(jdbc);
        this.queue =
                new QueueService(sql, new QueueAdministrationSql(jdbc), db.transactions(), signal, db.clock(), users());
        this.submissions = submissions(nothingShared());
    }

    /** With what the accounts share. */
    public SubmissionService submissions(Sharing sharing) {
        return new SubmissionService(people, sharing, queue, settings, db.clock());
    }

    private static Sharing nothingShared() {
        return (Sharing) Proxy.newProxyInstance(
                Sharing.class.getClassLoader(),
                new Class<?>[] {Sharing.class},
                (proxy, method, arguments) -> List.of());
    }

    /** User administration of which only the check is there: it knows the one administrator. */
    private static Users users() {
        return (Users) Proxy.newProxyInstance(
                Users.class.getClassLoader(), new Class<?>[] {Users.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("check") || !ADMINISTRATOR.equals(arguments[0])) {
                        throw new Refused(Refused.Code.NO_PERMISSION, "Only administrators may do this.");
                    }
                    return null;
                });
    }

    private Jdbc jdbc() {
        return db.jdbc();
    }

    public QueueSql sql() {
        return sql;
    }

    /** A worker of its own, as another process would be. */
    public QueueRunner runner() {
        return runner(deliveries);
    }

    public QueueRunner runner(Deliveries into) {
        var settlement = new Settlement(sql, db.transactions(), settings, signal, db.clock());
        var relay = new Relay(new MxResolver(settings), settings, RelayTimeouts.RFC);
        var distribution = new Distribution(
                sql, db.transactions(), settlement, people, new FinalDelivery(into, db.clock()), relay, db.clock());
        return new QueueRunner(sql, db.transactions(), distribution, signal, new Background(), db.clock());
    }

    public SmtpProtocol smtp(Limits limits) {
        return smtp(limits, db.clock());
    }

    public SmtpProtocol smtp(Limits limits, Clock clock) {
        var acceptance = new Acceptance(new FinalDelivery(deliveries, clock), queue, submissions);
        var verbs =
                new Verbs(people, new Sasl(people, people, environment), acceptance, authentications, settings, clock);
        return new SmtpProtocol(verbs, settings, authentications, limits);
    }

    public static Envelope envelope(String from, String... to) {
        return new Envelope(
                from.isEmpty() ? null : Path.of(from),
                Mail.Body.EIGHT_BIT,
                false,
                null,
                null,
                List.of(to).stream().map(t -> Envelope.Recipient.of(Path.of(t))).toList());
    }
}
