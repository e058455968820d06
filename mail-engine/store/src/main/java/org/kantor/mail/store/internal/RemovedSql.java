package org.kantor.mail.store.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.MailboxId;

/** Reads from the change stream which messages a mailbox has lost. */
final class RemovedSql {

    private RemovedSql() {}

    /** UIDs of messages removed by changes above that number, ascending; empty when the stream does not reach so far back. */
    static Optional<long[]> since(Connection connection, AccountId account, MailboxId mailbox, long modseq)
            throws SQLException {
        try (var sql = new Sql(connection, """
                select n.trimmed, array(
                    select uid from change c, unnest(c.destroyed) uid
                    where c.account = n.account and c.seq > ? and c.kind = 1 and c.collection = ?
                    order by uid)
                from change_counter n where n.account = ?
                """)) {
            sql.number(modseq).number(mailbox.value()).number(account.value());
            try (var row = sql.query()) {
                if (!row.next()) {
                    return Optional.of(new long[0]);
                }
                return row.getLong(1) > modseq ? Optional.empty() : Optional.of(Sql.numbers(row.getArray(2)));
            }
        }
    }
}
