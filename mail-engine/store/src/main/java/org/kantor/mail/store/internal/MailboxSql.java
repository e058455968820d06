package org.kantor.mail.store.internal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.MailboxStatus;
import org.kantor.mail.store.Messages.Usage;
import org.kantor.mail.store.SpecialUse;

/** Reads mailboxes and their counters. */
final class MailboxSql {

    private static final String STATUS =
            "select mailbox, uid_next, modseq, messages, unseen, deleted, first_recent, size from mailbox_counter where account = ?";

    private static final String MAILBOX = """
            select m.id, m.name, m.special_use, m.uid_validity, s.name is not null
            from mailbox m left join subscription s on s.account = m.account and s.name = m.name
            where m.account = ?
            """;

    private MailboxSql() {}

    static Optional<Mailbox> find(Connection connection, AccountId account, String name) throws SQLException {
        try (var sql = new Sql(connection, MAILBOX + "and m.name = ?")) {
            return mailboxes(sql.number(account.value()).text(name), account).stream()
                    .findFirst();
        }
    }

    static Optional<Mailbox> get(Connection connection, AccountId account, MailboxId id) throws SQLException {
        try (var sql = new Sql(connection, MAILBOX + "and m.id = ?")) {
            return mailboxes(sql.number(account.value()).number(id.value()), account).stream()
                    .findFirst();
        }
    }

    static Optional<Mailbox> bySpecialUse(Connection connection, AccountId account, SpecialUse use)
            throws SQLException {
        try (var sql = new Sql(connection, MAILBOX + "and m.special_use = ?")) {
            return mailboxes(sql.number(account.value()).text(use.name()), account).stream()
                    .findFirst();
        }
    }

    /** @return the rows changed: one */
    static int setUse(Connection connection, AccountId account, MailboxId id, @Nullable SpecialUse use)
            throws SQLException {
        try (var sql = new Sql(connection, "update mailbox set special_use = ? where account = ? and id = ?")) {
            return sql.text(use == null ? null : use.name())
                    .number(account.value())
                    .number(id.value())
                    .update();
        }
    }

    static List<Mailbox> list(Connection connection, AccountId account) throws SQLException {
        try (var sql = new Sql(connection, MAILBOX)) {
            return mailboxes(sql.number(account.value()), account);
        }
    }

    private static List<Mailbox> mailboxes(Sql sql, AccountId account) throws SQLException {
        var mailboxes = new ArrayList<Mailbox>();
        try (var rows = sql.query()) {
            while (rows.next()) {
                var use = rows.getString(3);
                mailboxes.add(new Mailbox(
                        new MailboxId(rows.getLong(1)),
                        account,
                        rows.getString(2),
                        use == null ? null : SpecialUse.valueOf(use),
                        rows.getLong(4),
                        rows.getBoolean(5)));
            }
        }
        return mailboxes;
    }

    static Optional<MailboxStatus> status(Connection connection, AccountId account, MailboxId mailbox)
            throws SQLException {
        try (var sql = new Sql(connection, STATUS + " and mailbox = ?")) {
            sql.number(account.value()).number(mailbox.value());
            try (var rows = sql.query()) {
                return rows.next() ? Optional.of(status(rows)) : Optional.empty();
            }
        }
    }

    static Map<MailboxId, MailboxStatus> statuses(Connection connection, AccountId account) throws SQLException {
        try (var sql = new Sql(connection, STATUS)) {
            sql.number(account.value());
            var all = new HashMap<MailboxId, MailboxStatus>();
            try (var rows = sql.query()) {
                while (rows.next()) {
                    var status = status(rows);
                    all.put(status.mailbox(), status);
                }
            }
            return all;
        }
    }

    /** In the first eight columns. */
    static MailboxStatus status(ResultSet rows) throws SQLException {
        return new MailboxStatus(
                new MailboxId(rows.getLong(1)),
                rows.getLong(2),
                rows.getLong(3),
                rows.getInt(4),
                rows.getInt(5),
                rows.getInt(6),
                rows.getLong(7),
                rows.getLong(8));
    }

    /** A new mailbox's number and UID validity. */
    static long[] numbers(Connection connection) throws SQLException {
        try (var sql = new Sql(connection, "select nextval('mailbox_id'), nextval('mailbox_uid_validity')");
                var row = sql.query()) {
            row.next();
            return new long[] {row.getLong(1), row.getLong(2)};
        }
    }

    static int addCounters(Connection connection, AccountId account, MailboxId mailbox, long uidValidity, long modseq)
            throws SQLException {
        try (var sql = new Sql(
                connection,
                "insert into mailbox_counter (account, mailbox, uid_validity, modseq) values (?, ?, ?, ?)")) {
            return sql.number(account.value())
                    .number(mailbox.value())
                    .number(uidValidity)
                    .number(modseq)
                    .update();
        }
    }

    /** The first recent UID below the given one, which is then where the next caller begins; the given one if none is recent, or the mailbox is gone. */
    static long claimRecent(Connection connection, AccountId account, MailboxId mailbox, long uidNext)
            throws SQLException {
        try (var sql = new Sql(connection, """
                update mailbox_counter set first_recent = ? where account = ? and mailbox = ? and first_recent < ?
                returning old.first_recent
                """)) {
            sql.number(uidNext).number(account.value()).number(mailbox.value()).number(uidNext);
            try (var row = sql.query()) {
                return row.next() ? row.getLong(1) : uidNext;
            }
        }
    }

    static Map<AccountId, Usage> usage(Connection connection, List<AccountId> accounts) throws SQLException {
        var text =
                "select account, sum(size), sum(messages) from mailbox_counter where account = any (?) group by account";
        try (var sql = new Sql(connection, text)) {
            sql.numbers(accounts.stream().mapToLong(AccountId::value).toArray());
            var used = new HashMap<AccountId, Usage>();
            try (var row = sql.query()) {
                while (row.next()) {
                    used.put(new AccountId(row.getLong(1)), new Usage(row.getLong(2), row.getLong(3)));
                }
            }
            return used;
        }
    }
}
