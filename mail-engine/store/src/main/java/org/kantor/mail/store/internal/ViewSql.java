package org.kantor.mail.store.internal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.MailboxId;

/** Reads mailboxes for views; each statement sees one moment. */
final class ViewSql {

    private static final int FETCH = 10_000;

    private ViewSql() {}

    /** The mailbox's newest change number, by primary key; {@link Refused} NOT_FOUND. */
    static long modseq(Connection connection, AccountId account, MailboxId mailbox) throws SQLException {
        try (var sql = new Sql(connection, "select modseq from mailbox_counter where account = ? and mailbox = ?")) {
            sql.number(account.value()).number(mailbox.value());
            try (var row = sql.query()) {
                if (!row.next()) {
                    throw notFound();
                }
                return row.getLong(1);
            }
        }
    }

    static Refused notFound() {
        return new Refused(Refused.Code.NOT_FOUND, "There is no such mailbox.");
    }

    static ArrayView load(Connection connection, AccountId account, MailboxId mailbox) throws SQLException {
        try (var statement = connection.prepareStatement("""
                select p.uid, p.flags, p.keywords, p.modseq, p.octets, p.internal_date, p.message, c.uid_next, c.modseq, c.messages
                from mailbox_counter c
                left join placement p on p.account = c.account and p.mailbox = c.mailbox
                where c.account = ? and c.mailbox = ?
                order by p.uid
                """)) {
            statement.setFetchSize(FETCH);
            statement.setLong(1, account.value());
            statement.setLong(2, mailbox.value());
            try (var rows = statement.executeQuery()) {
                if (!rows.next()) {
                    throw notFound();
                }
                var uidNext = rows.getLong(8);
                var modseq = rows.getLong(9);
                var loader = new ArrayView.Loader(mailbox, rows.getInt(10));
                if (rows.getObject(1) != null) {
                    do {
                        loader.add(row(rows, 1));
                    } while (rows.next());
                }
                return loader.finish(uidNext, modseq);
            }
        }
    }

    /** What happened since; null when the change stream does not reach so far back. */
    static ArrayView.@Nullable Delta since(Connection connection, AccountId account, MailboxId mailbox, long modseq)
            throws SQLException {
        try (var sql = new Sql(connection, """
                with touched as materialized (
                    select created || updated as present, destroyed from change
                    where account = ? and seq > ? and kind = 1 and collection = ?
                )
                select 0 as what, c.uid_next, 0 as flags, null::text[] as keywords, c.modseq, 0 as octets, 0 as date, n.trimmed
                from mailbox_counter c join change_counter n on n.account = c.account
                where c.account = ? and c.mailbox = ?
                union all
                select 1, p.uid, p.flags, p.keywords, p.modseq, p.octets, p.internal_date, p.message
                from placement p
                where p.account = ? and p.mailbox = ?
                    and p.uid = any (array(select distinct uid from touched, unnest(present) uid))
                union all
                select 2, uid, 0, null, 0, 0, 0, 0 from touched, unnest(destroyed) uid
                order by 1, 2
                """)) {
            sql.number(account.value()).number(modseq).number(mailbox.value());
            sql.number(account.value()).number(mailbox.value());
            sql.number(account.value()).number(mailbox.value());
            try (var rows = sql.query()) {
                if (!rows.next() || rows.getInt(1) != 0) {
                    throw notFound();
                }
                var uidNext = rows.getLong(2);
                var newest = rows.getLong(5);
                if (rows.getLong(8) > modseq) {
                    return null;
                }
                var present = new ArrayList<ArrayView.Row>();
                var destroyed = new ArrayList<Long>();
                while (rows.next()) {
                    if (rows.getInt(1) == 1) {
                        present.add(row(rows, 2));
                    } else {
                        destroyed.add(rows.getLong(2));
                    }
                }
                return new ArrayView.Delta(
                        uidNext,
                        newest,
                        present,
                        destroyed.stream().mapToLong(Long::longValue).toArray());
            }
        }
    }

    private static ArrayView.Row row(ResultSet rows, int first) throws SQLException {
        var keywords = rows.getArray(first + 2);
        return new ArrayView.Row(
                rows.getLong(first),
                rows.getInt(first + 1),
                keywords == null ? List.of() : Arrays.asList((String[]) keywords.getArray()),
                rows.getLong(first + 3),
                rows.getInt(first + 4),
                rows.getLong(first + 5),
                rows.getLong(first + 6));
    }
}
