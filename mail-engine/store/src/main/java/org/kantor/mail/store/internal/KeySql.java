package org.kantor.mail.store.internal;

import java.sql.Connection;
import java.sql.SQLException;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.MailboxView;

/** Reads what messages are sorted and threaded by. */
final class KeySql {

    private static final int FETCH = 1_000;

    private KeySql() {}

    /** The columns with the messages that came to the mailbox after them. */
    static KeyColumns forward(Connection connection, AccountId account, MailboxView view, KeyColumns columns)
            throws SQLException {
        try (var statement = connection.prepareStatement("""
                select p.uid, m.sent_date, m.subject, m.message_id, m.parsed
                from placement p join message m on m.account = p.account and m.id = p.message
                where p.account = ? and p.mailbox = ? and p.uid >= ?
                order by p.uid
                """)) {
            statement.setFetchSize(FETCH);
            statement.setLong(1, account.value());
            statement.setLong(2, view.mailbox().value());
            statement.setLong(3, columns.uidNext());
            var loader = new KeyColumns.Loader(columns);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var millis = rows.getLong(2);
                    var sent = rows.wasNull() ? null : (Long) millis;
                    var parsed = ParsedCodec.decode(rows.getBytes(5));
                    loader.add(new KeyColumns.Row(
                            rows.getLong(1),
                            sent,
                            rows.getString(3),
                            rows.getString(4),
                            parsed.envelope(),
                            parsed.references()));
                }
            }
            return loader.finish(view.uidNext());
        }
    }
}
