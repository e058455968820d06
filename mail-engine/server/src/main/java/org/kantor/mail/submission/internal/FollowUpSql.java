package org.kantor.mail.submission.internal;

import jakarta.inject.Inject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.kantor.bean.Service;
import org.kantor.kernel.AccountId;
import org.kantor.tx.Jdbc;

/** The rows of {@code follow_up}; every method is one round trip and needs an open transaction. */
@Service
public final class FollowUpSql {

    private final Jdbc jdbc;

    @Inject
    public FollowUpSql(Jdbc jdbc) {
        this.jdbc = jdbc;
    }

    /** @param message the number of the message in Sent */
    public record FollowUp(AccountId account, long message, Instant sent) {}

    public void insert(FollowUp followUp, Instant due) {
        jdbc.work(connection -> {
            try (var statement = connection.prepareStatement("""
                    insert into follow_up (account, message, sent, due) values (?, ?, ?, ?)
                    on conflict (account, message) do update set due = excluded.due""")) {
                statement.setLong(1, followUp.account().value());
                statement.setLong(2, followUp.message());
                OutboxSql.time(statement, 3, followUp.sent());
                OutboxSql.time(statement, 4, due);
                return statement.executeUpdate();
            }
        });
    }

    public void postpone(FollowUp followUp, Instant due) {
        jdbc.work(connection -> {
            try (var statement =
                    connection.prepareStatement("update follow_up set due = ? where account = ? and message = ?")) {
                OutboxSql.time(statement, 1, due);
                statement.setLong(2, followUp.account().value());
                statement.setLong(3, followUp.message());
                return statement.executeUpdate();
            }
        });
    }

    /** Takes the first that is due; whoever else looks meanwhile gets another. */
    public Optional<FollowUp> take(Instant now) {
        return jdbc.work(connection -> {
            try (var statement = connection.prepareStatement("""
                    delete from follow_up f using (
                        select account, message from follow_up where due <= ? order by due limit 1 for update skip locked) first
                    where f.account = first.account and f.message = first.message
                    returning f.account, f.message, f.sent""")) {
                OutboxSql.time(statement, 1, now);
                try (var rows = statement.executeQuery()) {
                    return rows.next()
                            ? Optional.of(new FollowUp(
                                    new AccountId(rows.getLong(1)),
                                    rows.getLong(2),
                                    rows.getObject(3, OffsetDateTime.class).toInstant()))
                            : Optional.empty();
                }
            }
        });
    }
}
