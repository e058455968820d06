package org.kantor.mail.store.internal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.Right;
import org.kantor.mail.store.Rights;
import org.kantor.mail.store.Sharing.Grantee;
import org.kantor.mail.store.Sharing.Shared;
import org.kantor.mail.store.Sharing.Visible;
import org.kantor.mail.store.SpecialUse;

/** Reads and writes the rights on mailboxes. What is granted to everybody, if that counts, adds to what is granted to an account. */
final class SharingSql {

    private static final String TO_VIEWER = " and (grantee = ? or grantee is null and ?)";

    private SharingSql() {}

    static Rights rights(
            Connection connection, AccountId viewer, AccountId account, MailboxId mailbox, boolean everybody)
            throws SQLException {
        var text = "select rights from mailbox_right where account = ? and mailbox = ?" + TO_VIEWER;
        try (var sql = new Sql(connection, text)) {
            sql.number(account.value())
                    .number(mailbox.value())
                    .number(viewer.value())
                    .bool(everybody);
            var rights = Rights.NONE;
            try (var rows = sql.query()) {
                while (rows.next()) {
                    rights = rights.plus(Rights.of(rows.getString(1)));
                }
            }
            return rights;
        }
    }

    /** Of all mailboxes of the account that the viewer has any right on. */
    static Map<MailboxId, Rights> rights(Connection connection, AccountId viewer, AccountId account, boolean everybody)
            throws SQLException {
        var text = "select mailbox, rights from mailbox_right where account = ?" + TO_VIEWER;
        try (var sql = new Sql(connection, text)) {
            sql.number(account.value()).number(viewer.value()).bool(everybody);
            var rights = new HashMap<MailboxId, Rights>();
            try (var rows = sql.query()) {
                while (rows.next()) {
                    rights.merge(new MailboxId(rows.getLong(1)), Rights.of(rows.getString(2)), Rights::plus);
                }
            }
            return rights;
        }
    }

    static List<Shared> sharedWith(Connection connection, AccountId viewer, boolean everybody) throws SQLException {
        try (var sql = new Sql(connection, """
                select m.account, m.id, m.name, m.uid_validity, string_agg(r.rights, '')
                from mailbox_right r join mailbox m on m.account = r.account and m.id = r.mailbox
                where (r.grantee = ? or r.grantee is null and ?) and r.account <> ?
                group by m.account, m.id
                """)) {
            sql.number(viewer.value()).bool(everybody).number(viewer.value());
            var shared = new ArrayList<Shared>();
            try (var rows = sql.query()) {
                while (rows.next()) {
                    var mailbox = new Mailbox(
                            new MailboxId(rows.getLong(2)),
                            new AccountId(rows.getLong(1)),
                            rows.getString(3),
                            null,
                            rows.getLong(4),
                            false);
                    shared.add(new Shared(mailbox, Rights.of(rows.getString(5))));
                }
            }
            return shared;
        }
    }

    static List<Visible> visible(Connection connection, AccountId viewer, boolean everybody) throws SQLException {
        try (var sql = new Sql(connection, """
                select c.mailbox, c.uid_next, c.modseq, c.messages, c.unseen, c.deleted, c.first_recent, c.size,
                    m.account, m.name, m.special_use, m.uid_validity, r.rights
                from (
                    select account, mailbox, string_agg(rights, '') rights from mailbox_right
                    where (grantee = ? or grantee is null and ?) and account <> ?
                    group by account, mailbox
                ) r
                join mailbox m on m.account = r.account and m.id = r.mailbox
                join mailbox_counter c on c.account = r.account and c.mailbox = r.mailbox
                """)) {
            sql.number(viewer.value()).bool(everybody).number(viewer.value());
            var visible = new ArrayList<Visible>();
            try (var rows = sql.query()) {
                while (rows.next()) {
                    var status = MailboxSql.status(rows);
                    var use = rows.getString(11);
                    var mailbox = new Mailbox(
                            status.mailbox(),
                            new AccountId(rows.getLong(9)),
                            rows.getString(10),
                            use == null ? null : SpecialUse.valueOf(use),
                            rows.getLong(12),
                            false);
                    var rights = Rights.of(rows.getString(13));
                    visible.add(new Visible(mailbox, rights, rights.has(Right.READ) ? status : null));
                }
            }
            return visible;
        }
    }

    /** Those of the account's messages that lie in a mailbox that the viewer may read. */
    static Set<Long> readable(
            Connection connection, AccountId viewer, AccountId account, long[] messages, boolean everybody)
            throws SQLException {
        try (var sql = new Sql(connection, """
                select distinct p.message
                from placement p join mailbox_right r on r.account = p.account and r.mailbox = p.mailbox
                where p.account = ? and p.message = any (?) and (r.grantee = ? or r.grantee is null and ?)
                    and position('r' in r.rights) > 0
                """)) {
            sql.number(account.value()).numbers(messages).number(viewer.value()).bool(everybody);
            var readable = new HashSet<Long>();
            try (var rows = sql.query()) {
                while (rows.next()) {
                    readable.add(rows.getLong(1));
                }
            }
            return readable;
        }
    }

    /** Whether there is anything that was granted to everybody. */
    static boolean isAnythingEverybodys(Connection connection) throws SQLException {
        try (var sql = new Sql(connection, "select 1 from mailbox_right where grantee is null limit 1");
                var rows = sql.query()) {
            return rows.next();
        }
    }

    static Map<Grantee, Rights> grants(Connection connection, AccountId account, MailboxId mailbox)
            throws SQLException {
        var text = "select grantee, rights from mailbox_right where account = ? and mailbox = ?";
        try (var sql = new Sql(connection, text)) {
            sql.number(account.value()).number(mailbox.value());
            var grants = new HashMap<Grantee, Rights>();
            try (var rows = sql.query()) {
                while (rows.next()) {
                    grants.put(grantee(rows), Rights.of(rows.getString(2)));
                }
            }
            return grants;
        }
    }

    static Map<MailboxId, Map<Grantee, Rights>> grants(Connection connection, AccountId account) throws SQLException {
        var text = "select grantee, rights, mailbox from mailbox_right where account = ?";
        try (var sql = new Sql(connection, text)) {
            sql.number(account.value());
            var grants = new HashMap<MailboxId, Map<Grantee, Rights>>();
            try (var rows = sql.query()) {
                while (rows.next()) {
                    grants.computeIfAbsent(new MailboxId(rows.getLong(3)), mailbox -> new HashMap<>())
                            .put(grantee(rows), Rights.of(rows.getString(2)));
                }
            }
            return grants;
        }
    }

    /** In the first column. */
    private static Grantee grantee(ResultSet rows) throws SQLException {
        var number = rows.getLong(1);
        return rows.wasNull() ? Grantee.ANYONE : Grantee.of(new AccountId(number));
    }

    /** Takes all rights away when there are none to give. */
    static int put(Connection connection, AccountId account, MailboxId mailbox, Grantee grantee, Rights rights)
            throws SQLException {
        if (rights.isNone()) {
            var text = "delete from mailbox_right where account = ? and mailbox = ? and grantee is not distinct from ?";
            try (var sql = new Sql(connection, text)) {
                return sql.number(account.value())
                        .number(mailbox.value())
                        .number(number(grantee.account()))
                        .update();
            }
        }
        try (var sql = new Sql(connection, """
                insert into mailbox_right (account, mailbox, grantee, rights) values (?, ?, ?, ?)
                on conflict (account, mailbox, grantee) do update set rights = excluded.rights
                """)) {
            return sql.number(account.value())
                    .number(mailbox.value())
                    .number(number(grantee.account()))
                    .text(rights.letters())
                    .update();
        }
    }

    /** A new mailbox begins with the rights on the one above it. */
    static int inherit(Connection connection, AccountId account, MailboxId mailbox, MailboxId parent)
            throws SQLException {
        try (var sql = new Sql(connection, """
                insert into mailbox_right (account, mailbox, grantee, rights)
                select account, ?, grantee, rights from mailbox_right where account = ? and mailbox = ?
                """)) {
            return sql.number(mailbox.value())
                    .number(account.value())
                    .number(parent.value())
                    .update();
        }
    }

    private static @Nullable Long number(Optional<AccountId> account) {
        return account.map(AccountId::value).orElse(null);
    }
}
