package org.kantor.mail.store.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.Senders.Sender;

/** Counts messages that are or were in a mailbox by who sent them; a look-up for each, which is right without statistics too. */
final class SendersSql {

    private SendersSql() {}

    static List<Sender> since(Connection connection, AccountId account, Instant start, int most) throws SQLException {
        try (var sql = new Sql(connection, """
                select lower(sender), count(*), max(id), max(sent_date)
                from message m where account = ? and sent_date >= ? and sender <> ''
                    and (exists (select from placement p where p.message = m.id and p.account = m.account offset 0)
                        or exists (select from recoverable r where r.message = m.id and r.account = m.account offset 0))
                group by 1 order by 2 desc, 1 limit ?
                """)) {
            sql.number(account.value()).number(start.toEpochMilli()).integer(most);
            var senders = new ArrayList<Sender>();
            try (var rows = sql.query()) {
                while (rows.next()) {
                    senders.add(new Sender(
                            rows.getString(1),
                            (int) Math.min(Integer.MAX_VALUE, rows.getLong(2)),
                            rows.getLong(3),
                            Instant.ofEpochMilli(rows.getLong(4))));
                }
            }
            return senders;
        }
    }
}
