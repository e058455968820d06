package org.kantor.mail.submission.internal;

import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kantor.bean.Service;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.EmailAddress;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.submission.Outbox.Answered;
import org.kantor.mail.submission.Outbox.Held;
import org.kantor.mail.submission.Submission;
import org.kantor.tx.Jdbc;

/** The outbox's rows, each method one round trip; those that write need an open transaction. */
@Service
public final class OutboxSql {

    private static final String COLUMNS =
            "id, account, mailbox, message, sender, recipients, report, scheduled, answered_mailbox, answered_uid, archive_answered, due, problem";

    private final Jdbc jdbc;

    @Inject
    public OutboxSql(Jdbc jdbc) {
        this.jdbc = jdbc;
    }

    /** What waits, with everything that is needed to send it. */
    public record Row(
            AccountId account,
            Held held,
            Submission submission,
            @Nullable Answered answered) {}

    /** A message that waits already gets the new envelope and time. */
    public long insert(
            AccountId account,
            MailboxId mailbox,
            long message,
            Submission submission,
            @Nullable Answered answered,
            boolean scheduled,
            Instant due) {
        return jdbc.work(connection -> {
            try (var statement = connection.prepareStatement("""
                    insert into outbox (account, mailbox, message, sender, recipients, report, scheduled, answered_mailbox, answered_uid, archive_answered, due)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    on conflict (account, message) do update set mailbox = excluded.mailbox, sender = excluded.sender, recipients = excluded.recipients,
                        report = excluded.report, scheduled = excluded.scheduled, answered_mailbox = excluded.answered_mailbox,
                        answered_uid = excluded.answered_uid, archive_answered = excluded.archive_answered, due = excluded.due, problem = ''
                    returning id""")) {
                statement.setLong(1, account.value());
                statement.setLong(2, mailbox.value());
                statement.setLong(3, message);
                statement.setString(4, submission.sender().toString());
                statement.setArray(
                        5,
                        connection.createArrayOf(
                                "text",
                                submission.recipients().stream()
                                        .map(EmailAddress::toString)
                                        .toArray()));
                statement.setBoolean(6, submission.report());
                statement.setBoolean(7, scheduled);
                statement.setObject(
                        8, answered == null ? null : answered.mailbox().value(), Types.BIGINT);
                statement.setObject(9, answered == null ? null : answered.uid(), Types.BIGINT);
                statement.setBoolean(10, answered != null && answered.archive());
                time(statement, 11, due);
                try (var rows = statement.executeQuery()) {
                    rows.next();
                    return rows.getLong(1);
                }
            }
        });
    }

    public List<Held> waiting(AccountId account) {
        return jdbc.read(connection -> {
            try (var statement = connection.prepareStatement(
                    "select " + COLUMNS + " from outbox where account = ? order by due, id")) {
                statement.setLong(1, account.value());
                return rows(statement).stream().map(Row::held).toList();
            }
        });
    }

    public Optional<Held> find(AccountId account, long message) {
        return jdbc.read(connection -> {
            try (var statement = connection.prepareStatement(
                    "select " + COLUMNS + " from outbox where account = ? and message = ?")) {
                statement.setLong(1, account.value());
                statement.setLong(2, message);
                return rows(statement).stream().map(Row::held).findFirst();
            }
        });
    }

    /** The first that is due, locked until the transaction ends; whoever else looks meanwhile gets another. */
    public Optional<Row> due(Instant now) {
        return jdbc.work(connection -> {
            try (var statement = connection.prepareStatement("select " + COLUMNS + " " + """
                    from outbox where due <= ? and problem = '' order by due, id limit 1 for update skip locked""")) {
                time(statement, 1, now);
                return rows(statement).stream().findFirst();
            }
        });
    }

    /** Takes one out; waits for whoever has it locked. Empty if it is not there any more. */
    public Optional<Row> take(AccountId account, long id) {
        return jdbc.work(connection -> {
            try (var statement = connection.prepareStatement(
                    "delete from outbox where account = ? and id = ? returning " + COLUMNS)) {
                statement.setLong(1, account.value());
                statement.setLong(2, id);
                return rows(statement).stream().findFirst();
            }
        });
    }

    public boolean reschedule(AccountId account, long id, Instant due) {
        return jdbc.work(connection -> {
            try (var statement = connection.prepareStatement(
                    "update outbox set due = ?, problem = '' where account = ? and id = ?")) {
                time(statement, 1, due);
                statement.setLong(2, account.value());
                statement.setLong(3, id);
                return statement.executeUpdate() > 0;
            }
        });
    }

    /** It is not tried before that time; with a problem, not at all. */
    public void postpone(long id, Instant due, String problem) {
        jdbc.work(connection -> {
            try (var statement = connection.prepareStatement("update outbox set due = ?, problem = ? where id = ?")) {
                time(statement, 1, due);
                statement.setString(2, problem);
                statement.setLong(3, id);
                return statement.executeUpdate();
            }
        });
    }

    /** When the next one is due; empty if none waits. */
    public Optional<Instant> nextDue() {
        return jdbc.read(connection -> {
            try (var statement = connection.prepareStatement("select min(due) from outbox where problem = ''");
                    var rows = statement.executeQuery()) {
                rows.next();
                return Optional.ofNullable(rows.getObject(1, OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant);
            }
        });
    }

    private static List<Row> rows(PreparedStatement statement) throws SQLException {
        var all = new ArrayList<Row>();
        try (var rows = statement.executeQuery()) {
            while (rows.next()) {
                all.add(row(rows));
            }
        }
        return all;
    }

    private static Row row(ResultSet row) throws SQLException {
        var recipients = Arrays.stream((String[]) row.getArray("recipients").getArray())
                .map(EmailAddress::of)
                .toList();
        var answered = row.getLong("answered_mailbox");
        return new Row(
                new AccountId(row.getLong("account")),
                new Held(
                        row.getLong("id"),
                        new MailboxId(row.getLong("mailbox")),
                        row.getLong("message"),
                        row.getBoolean("scheduled"),
                        row.getObject("due", OffsetDateTime.class).toInstant(),
                        row.getString("problem")),
                new Submission(EmailAddress.of(row.getString("sender")), recipients, row.getBoolean("report")),
                answered == 0
                        ? null
                        : new Answered(
                                new MailboxId(answered),
                                row.getLong("answered_uid"),
                                row.getBoolean("archive_answered")));
    }

    static void time(PreparedStatement statement, int index, Instant time) throws SQLException {
        statement.setObject(index, OffsetDateTime.ofInstant(time, ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE);
    }
}
