package org.kantor.mail.store.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.Annotations;
import org.kantor.mail.store.MailboxId;

/** Reads and writes annotations: of a mailbox, or of the server. The viewer of a shared one is null. */
final class AnnotationSql {

    /** Whose annotations. @param mailbox null for the server's */
    record Place(AccountId account, @Nullable MailboxId mailbox) {

        private String where() {
            return mailbox == null
                    ? "server_annotation where true"
                    : "mailbox_annotation where account = ? and mailbox = ?";
        }

        private Sql set(Sql sql) throws SQLException {
            return mailbox == null ? sql : sql.number(account.value()).number(mailbox.value());
        }
    }

    private AnnotationSql() {}

    static Map<String, byte[]> read(Connection connection, Place place, AccountId viewer) throws SQLException {
        var text = "select entry, value from " + place.where() + " and (viewer is null or viewer = ?)";
        try (var sql = new Sql(connection, text)) {
            place.set(sql).number(viewer.value());
            var found = new HashMap<String, byte[]>();
            try (var rows = sql.query()) {
                while (rows.next()) {
                    found.put(rows.getString(1), rows.getBytes(2));
                }
            }
            return found;
        }
    }

    static int remove(Connection connection, Place place, AccountId viewer, String entry) throws SQLException {
        var text = "delete from " + place.where() + " and entry = ? and viewer is not distinct from ?";
        try (var sql = new Sql(connection, text)) {
            return place.set(sql).text(entry).number(viewer(viewer, entry)).update();
        }
    }

    static int put(Connection connection, Place place, AccountId viewer, String entry, byte[] value)
            throws SQLException {
        var text = place.mailbox() == null ? """
                insert into server_annotation (entry, viewer, value) values (?, ?, ?)
                on conflict (entry, viewer) do update set value = excluded.value
                """ : """
                insert into mailbox_annotation (account, mailbox, entry, viewer, value) values (?, ?, ?, ?, ?)
                on conflict (account, mailbox, entry, viewer) do update set value = excluded.value
                """;
        try (var sql = new Sql(connection, text)) {
            return place.set(sql)
                    .text(entry)
                    .number(viewer(viewer, entry))
                    .octets(value)
                    .update();
        }
    }

    private static @Nullable Long viewer(AccountId viewer, String entry) {
        return Annotations.isShared(entry) ? null : viewer.value();
    }
}
