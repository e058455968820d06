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

    static Map<MailboxId, byte[]> values(Connection connection, AccountId viewer, String entry) throws SQLException {
        try (var sql =
                new Sql(connection, "select mailbox, value from mailbox_annotation where viewer = ? and entry = ?")) {
            sql.number(viewer.value()).text(entry);
            var found = new HashMap<MailboxId, byte[]>();
            try (var rows = sql.query()) {
                while (rows.next()) {
                    found.put(new MailboxId(rows.getLong(1)), rows.getBytes(2));
                }
            }
            return found;
        }
    }

    static Map<MailboxId, Map<String, String>> digests(Connection connection, AccountId account, AccountId viewer)
            throws SQLException {
        try (var sql = new Sql(connection, """
                select mailbox, entry, md5(value) from mailbox_annotation
                where account = ? and (viewer is null or viewer = ?)
                """)) {
            sql.number(account.value()).number(viewer.value());
            var found = new HashMap<MailboxId, Map<String, String>>();
            try (var rows = sql.query()) {
                while (rows.next()) {
                    found.computeIfAbsent(new MailboxId(rows.getLong(1)), id -> new HashMap<>())
                            .put(rows.getString(2), rows.getString(3));
                }
            }
            return found;
        }
    }

    static Map<String, String> digestsOfServer(Connection connection, AccountId viewer) throws SQLException {
        try (var sql = new Sql(
                connection, "select entry, md5(value) from server_annotation where viewer is null or viewer = ?")) {
            sql.number(viewer.value());
            var found = new HashMap<String, String>();
            try (var rows = sql.query()) {
                while (rows.next()) {
                    found.put(rows.getString(1), rows.getString(2));
                }
            }
            return found;
        }
    }

    /** The larger of two sums: what all share on the account's mailboxes, and what the viewer alone sees on anybody's. */
    static long octets(Connection connection, AccountId account, AccountId viewer) throws SQLException {
        try (var sql = new Sql(connection, """
                select greatest(
                    (select sum(octet_length(value)) from mailbox_annotation where account = ? and viewer is null),
                    (select sum(octet_length(value)) from mailbox_annotation where viewer = ?))
                """)) {
            sql.number(account.value()).number(viewer.value());
            try (var row = sql.query()) {
                row.next();
                return row.getLong(1);
            }
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
