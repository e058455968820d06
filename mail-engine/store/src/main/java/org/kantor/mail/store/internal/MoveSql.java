package org.kantor.mail.store.internal;

import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kantor.bean.Service;
import org.kantor.change.Actor;
import org.kantor.directory.Quota;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.FlagChange;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.Messages.Copied;
import org.kantor.mail.store.Messages.Stored;
import org.kantor.mail.store.Recovery.Key;
import org.kantor.mail.store.internal.ArrayView.Delta;
import org.kantor.mail.store.internal.ArrayView.Row;
import org.kantor.mail.store.internal.OwnChanges.Step;
import org.kantor.tx.Jdbc;

/** Changes placements that are there: flags, copies, moves, removal; one round trip each, within the open transaction. */
@Service
final class MoveSql {

    /** Which of the messages that are named go, and what becomes of them. */
    enum Removing {
        /** Whatever their flags; they can be had back. */
        ANY,
        /** Only those flagged {@code \Deleted}; they can be had back. */
        FLAGGED
    }

    private static final String FLAGS = "select * from store_flags(?, ?, ?, ?, ?::smallint, ?, ?, ?, ?, ?, ?)";
    private static final String FLAGS_OF_ONE =
            "select * from store_flags_one(?, ?, ?, ?, ?::smallint, ?, ?, ?, ?, ?, ?)";

    private final Jdbc jdbc;
    private final Views views;
    private final OwnChanges own;
    private final Clock clock;

    @Inject
    MoveSql(Jdbc jdbc, Views views, OwnChanges own, Clock clock) {
        this.jdbc = jdbc;
        this.views = views;
        this.own = own;
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
        return jdbc.work(connection -> {
            try (var sql = new Sql(connection, uids.length == 1 ? FLAGS_OF_ONE : FLAGS)) {
                sql.number(account.value()).number(mailbox.value());
                (uids.length == 1 ? sql.number(uids[0]) : sql.numbers(uids))
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
                    var seq = rows.getLong(1);
                    var changed = Sql.numbers(rows.getArray(2));
                    if (changed.length > 0) {
                        var step = new Step(
                                mailbox,
                                rows.getLong(4),
                                view -> view.after(seq, changed, change.mode(), change.flags(), keywords));
                        own.changed(account, seq, actor, List.of(step));
                    }
                    return new Stored(seq, changed, Sql.numbers(rows.getArray(3)));
                }
            }
        });
    }

    /** A message that is stored, and how it will lie in a mailbox. */
    record Kept(long message, int flags, Set<String> keywords, long internalDate) {}

    /** @param first the first of as many UIDs as messages were placed */
    record Placed(long uidValidity, long first) {}

    Copied copy(AccountId account, MailboxId from, long[] uids, MailboxId to, boolean move, Quota quota, Actor actor) {
        return jdbc.work(connection -> {
            try (var sql = new Sql(connection, "select * from store_copy(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
                sql.number(account.value())
                        .number(from.value())
                        .numbers(uids)
                        .number(to.value())
                        .bool(move)
                        .number(quota.bytes())
                        .number(quota.messages())
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
                        var seq = rows.getLong(4);
                        var arrived = copies(account, from, rows.getLong(5), source, first, seq);
                        own.changed(
                                account,
                                seq,
                                actor,
                                steps(from, rows.getLong(5), to, rows.getLong(6), source, arrived, seq, move));
                    }
                    return new Copied(rows.getLong(1), source, target);
                }
            }
        });
    }

    /** The rows of the copies, if this node's view is what was there before; else null. */
    private @Nullable List<Row> copies(
            AccountId account, MailboxId from, long before, long[] source, long first, long seq) {
        var view = views.cached(account, from);
        return view == null || view.modseq() != before ? null : view.copies(source, first, seq);
    }

    private static List<Step> steps(
            MailboxId from,
            long fromBefore,
            MailboxId to,
            long toBefore,
            long[] source,
            @Nullable List<Row> arrived,
            long seq,
            boolean move) {
        var gone =
                new Step(from, fromBefore, view -> view.after(new Delta(view.uidNext(), seq, List.of(), source), true));
        if (arrived == null) {
            var unknown = new Step(to, toBefore, null);
            return move ? List.of(unknown, gone) : List.of(unknown);
        }
        var next = arrived.getLast().uid() + 1;
        if (move && from.equals(to)) {
            return List.of(new Step(to, toBefore, view -> view.after(new Delta(next, seq, arrived, source), true)));
        }
        var came = new Step(to, toBefore, view -> view.after(new Delta(next, seq, arrived, new long[0]), true));
        return move ? List.of(came, gone) : List.of(came);
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
        copy(account, from, uids, to, true, Quota.NONE, actor);
    }

    /** @param placings the messages that are stored already, as they will lie in the mailbox */
    Placed place(AccountId account, MailboxId mailbox, List<Kept> placings, Quota quota, Actor actor) {
        return jdbc.work(connection -> {
            try (var sql = new Sql(connection, "select * from store_place(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
                sql.number(account.value())
                        .number(mailbox.value())
                        .number(quota.bytes())
                        .number(quota.messages())
                        .time(clock.instant())
                        .actor(actor)
                        .numbers(placings.stream().mapToLong(Kept::message).toArray())
                        .array(
                                "int2",
                                placings.stream()
                                        .map(each -> (short) each.flags())
                                        .toArray(Short[]::new))
                        .array(
                                "text",
                                placings.stream()
                                        .map(each -> AppendSql.keywords(each.keywords()))
                                        .toArray(String[]::new))
                        .numbers(placings.stream().mapToLong(Kept::internalDate).toArray());
                try (var rows = sql.query()) {
                    if (!rows.next()) {
                        throw ViewSql.notFound();
                    }
                    var placed = new Placed(rows.getLong(1), rows.getLong(2));
                    own.changed(account, rows.getLong(3), actor, List.of(new Step(mailbox, rows.getLong(4), null)));
                    return placed;
                }
            }
        });
    }

    /** Gives messages that lost their placements new ones in this mailbox; answers how many. */
    int restore(AccountId account, MailboxId to, List<Key> keys, Quota quota, Actor actor) {
        return jdbc.work(connection -> {
            try (var sql = new Sql(connection, "select * from store_restore(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
                sql.number(account.value())
                        .number(to.value())
                        .numbers(keys.stream()
                                .mapToLong(key -> key.mailbox().value())
                                .toArray())
                        .numbers(keys.stream().mapToLong(Key::uid).toArray())
                        .number(quota.bytes())
                        .number(quota.messages())
                        .time(clock.instant())
                        .actor(actor);
                try (var rows = sql.query()) {
                    if (!rows.next()) {
                        throw ViewSql.notFound();
                    }
                    var messages = rows.getInt(1);
                    if (messages > 0) {
                        own.changed(account, rows.getLong(2), actor, List.of(new Step(to, rows.getLong(3), null)));
                    }
                    return messages;
                }
            }
        });
    }

    /** @param uids null for all of the mailbox */
    long[] remove(AccountId account, MailboxId mailbox, long @Nullable [] uids, Removing how, Actor actor) {
        return remove(account, mailbox, uids, how, null, actor);
    }

    /**
     * Removes a message whose place another takes, whatever its flags.
     *
     * @param version the Message-ID of the draft that takes the place: a draft with the same is its former version, which cannot be had back; null if it is none
     */
    long[] replaced(AccountId account, MailboxId mailbox, long uid, @Nullable String version, Actor actor) {
        return remove(account, mailbox, new long[] {uid}, Removing.ANY, version, actor);
    }

    private long[] remove(
            AccountId account,
            MailboxId mailbox,
            long @Nullable [] uids,
            Removing how,
            @Nullable String version,
            Actor actor) {
        return jdbc.work(connection -> {
            try (var sql = new Sql(connection, "select * from store_remove(?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
                sql.number(account.value())
                        .number(mailbox.value())
                        .numbers(uids)
                        .bool(how == Removing.FLAGGED)
                        .text(version)
                        .time(clock.instant())
                        .actor(actor);
                try (var rows = sql.query()) {
                    if (!rows.next()) {
                        throw ViewSql.notFound();
                    }
                    var gone = Sql.numbers(rows.getArray(1));
                    if (gone.length > 0) {
                        var seq = rows.getLong(2);
                        var step = new Step(
                                mailbox,
                                rows.getLong(3),
                                view -> view.after(new Delta(view.uidNext(), seq, List.of(), gone), true));
                        own.changed(account, seq, actor, List.of(step));
                    }
                    return gone;
                }
            }
        });
    }
}
