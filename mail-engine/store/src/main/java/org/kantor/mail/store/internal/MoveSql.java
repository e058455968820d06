package org.kantor.mail.store.internal;

import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kantor.bean.Service;
import org.kantor.change.Actor;
import org.kantor.change.Collection;
import org.kantor.change.internal.ChangeStreamSql;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.FlagChange;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.Messages.Copied;
import org.kantor.mail.store.Messages.Stored;
import org.kantor.tx.Jdbc;

/** Changes placements that are there: flags, copies, moves, removal; one round trip each, within the open transaction. */
@Service
final class MoveSql {

    private final Jdbc jdbc;
    private final ChangeStreamSql changes;
    private final Clock clock;

    @Inject
    MoveSql(Jdbc jdbc, ChangeStreamSql changes, Clock clock) {
        this.jdbc = jdbc;
        this.changes = changes;
        this.clock = clock;
    }

    /** @param keywords null to leave them alone */
    Stored flags(
            AccountId account,
            MailboxId mailbox,
            long[] uids,
            FlagChange change,
            String @Nullable [] keywords,
            long unchangedSince,
            Actor actor) {
        var stored = jdbc.work(connection -> {
            try (var sql =
                    new Sql(connection, "select * from store_flags(?, ?, ?, ?, ?::smallint, ?, ?, ?, ?, ?, ?)")) {
                sql.number(account.value())
                        .number(mailbox.value())
                        .numbers(uids)
                        .integer(change.mode().ordinal())
                        .integer(change.flags())
                        .texts(keywords)
                        .number(unchangedSince)
                        .time(clock.instant())
                        .actor(actor);
                try (var rows = sql.query()) {
                    if (!rows.next()) {
                        throw ViewSql.notFound();
                    }
                    return new Stored(rows.getLong(1), Sql.numbers(rows.getArray(2)), Sql.numbers(rows.getArray(3)));
                }
            }
        });
        if (stored.changed().length > 0) {
            tell(account, stored.modseq(), actor, List.of(mailbox));
        }
        return stored;
    }

    Copied copy(AccountId account, MailboxId from, long[] uids, MailboxId to, boolean move, long quota, Actor actor) {
        return jdbc.work(connection -> {
            try (var sql = new Sql(connection, "select * from store_copy(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
                sql.number(account.value())
                        .number(from.value())
                        .numbers(uids)
                        .number(to.value())
                        .bool(move)
                        .number(quota)
                        .time(clock.instant())
                        .actor(actor);
                try (var rows = sql.query()) {
                    if (!rows.next()) {
                        throw ViewSql.notFound();
                    }
                    var source = Sql.numbers(rows.getArray(2));
                    var target = new long[source.length];
                    var first = rows.getLong(3);
                    Arrays.setAll(target, i -> first + i);
                    if (source.length > 0) {
                        tell(account, rows.getLong(4), actor, move ? List.of(from, to) : List.of(to));
                    }
                    return new Copied(rows.getLong(1), source, target);
                }
            }
        });
    }

    void moveAll(AccountId account, MailboxId from, MailboxId to, Actor actor) {
        var uids = jdbc.work(connection -> {
            try (var sql = new Sql(
                    connection,
                    "select coalesce(array_agg(uid order by uid), '{}') from placement where account = ? and mailbox = ?")) {
                sql.number(account.value()).number(from.value());
                try (var row = sql.query()) {
                    row.next();
                    return Sql.numbers(row.getArray(1));
                }
            }
        });
        copy(account, from, uids, to, true, 0, actor);
    }

    /** @param uids null for all of the mailbox */
    long[] remove(AccountId account, MailboxId mailbox, long @Nullable [] uids, boolean deletedOnly, Actor actor) {
        return jdbc.work(connection -> {
            try (var sql = new Sql(connection, "select * from store_remove(?, ?, ?, ?, ?, ?, ?, ?)")) {
                sql.number(account.value())
                        .number(mailbox.value())
                        .numbers(uids)
                        .bool(deletedOnly)
                        .time(clock.instant())
                        .actor(actor);
                try (var rows = sql.query()) {
                    if (!rows.next()) {
                        throw ViewSql.notFound();
                    }
                    var gone = Sql.numbers(rows.getArray(1));
                    if (gone.length > 0) {
                        tell(account, rows.getLong(2), actor, List.of(mailbox));
                    }
                    return gone;
                }
            }
        });
    }

    private void tell(AccountId account, long seq, Actor actor, List<MailboxId> mailboxes) {
        var touched = mailboxes.stream()
                .map(mailbox -> new Collection(Collection.Kind.MAILBOX, mailbox.value()))
                .collect(Collectors.toUnmodifiableSet());
        changes.tell(account, seq, touched, actor);
    }
}
