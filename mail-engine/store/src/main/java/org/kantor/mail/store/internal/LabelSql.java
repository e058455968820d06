package org.kantor.mail.store.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.Labels.Hue;
import org.kantor.mail.store.Labels.Label;
import org.kantor.mail.store.MailboxId;

/** Reads and writes labels. */
final class LabelSql {

    private LabelSql() {}

    static List<Label> list(Connection connection, AccountId account) throws SQLException {
        try (var sql = new Sql(connection, """
                select l.keyword, l.name, l.hue, (
                    select count(distinct p.message) from placement p
                    join mailbox b on b.account = p.account and b.id = p.mailbox
                    where p.keywords is not null and label_keys(p.account, p.keywords) @> label_keys(l.account, array[l.keyword])
                        and p.flags & 1 = 0 and (b.special_use is null or b.special_use not in ('JUNK', 'TRASH')))
                from label l where l.account = ? order by lower(l.name), l.keyword
                """)) {
            sql.number(account.value());
            var labels = new ArrayList<Label>();
            try (var rows = sql.query()) {
                while (rows.next()) {
                    labels.add(new Label(
                            rows.getString(1), rows.getString(2), Hue.valueOf(rows.getString(3)), rows.getInt(4)));
                }
            }
            return labels;
        }
    }

    static Map<String, String> names(Connection connection, AccountId account) throws SQLException {
        try (var sql = new Sql(
                connection, "select keyword, name from label where account = ? order by lower(name), keyword")) {
            sql.number(account.value());
            var names = new LinkedHashMap<String, String>();
            try (var rows = sql.query()) {
                while (rows.next()) {
                    names.put(rows.getString(1), rows.getString(2));
                }
            }
            return names;
        }
    }

    static Map<MailboxId, long[]> places(Connection connection, AccountId account, String keyword) throws SQLException {
        try (var sql = new Sql(connection, """
                select mailbox, array_agg(uid order by uid) from placement
                where keywords is not null and label_keys(account, keywords) @> label_keys(?::bigint, array[?::text]) group by mailbox
                """)) {
            sql.number(account.value()).text(keyword);
            var places = new LinkedHashMap<MailboxId, long[]>();
            try (var rows = sql.query()) {
                while (rows.next()) {
                    places.put(new MailboxId(rows.getLong(1)), Sql.numbers(rows.getArray(2)));
                }
            }
            return places;
        }
    }

    static Set<MailboxId> holding(Connection connection, AccountId account) throws SQLException {
        try (var sql = new Sql(connection, """
                select distinct p.mailbox from label l
                join placement p on p.keywords is not null and label_keys(p.account, p.keywords) @> label_keys(l.account, array[l.keyword])
                where l.account = ?
                """)) {
            sql.number(account.value());
            var holding = new HashSet<MailboxId>();
            try (var rows = sql.query()) {
                while (rows.next()) {
                    holding.add(new MailboxId(rows.getLong(1)));
                }
            }
            return holding;
        }
    }

    /** Answers whether there was none with this keyword or name. */
    static boolean insert(Connection connection, AccountId account, Label label) throws SQLException {
        try (var sql = new Sql(connection, """
                insert into label (account, keyword, name, hue) select ?, ?, ?, ?
                where not exists (select from label where account = ? and lower(keyword) = lower(?)) on conflict do nothing
                """)) {
            return sql.number(account.value())
                            .text(label.keyword())
                            .text(label.name())
                            .text(label.hue().name())
                            .number(account.value())
                            .text(label.keyword())
                            .update()
                    > 0;
        }
    }

    /** Answers whether the name is another's. */
    static boolean isTaken(Connection connection, AccountId account, String keyword, String name) throws SQLException {
        try (var sql = new Sql(
                connection, "select from label where account = ? and lower(name) = lower(?) and keyword <> ?")) {
            sql.number(account.value()).text(name).text(keyword);
            try (var rows = sql.query()) {
                return rows.next();
            }
        }
    }

    static boolean update(Connection connection, AccountId account, Label label) throws SQLException {
        try (var sql = new Sql(connection, "update label set name = ?, hue = ? where account = ? and keyword = ?")) {
            return sql.text(label.name())
                            .text(label.hue().name())
                            .number(account.value())
                            .text(label.keyword())
                            .update()
                    > 0;
        }
    }

    static boolean delete(Connection connection, AccountId account, String keyword) throws SQLException {
        try (var sql = new Sql(connection, "delete from label where account = ? and keyword = ?")) {
            return sql.number(account.value()).text(keyword).update() > 0;
        }
    }

    /** All keywords of labels, in small letters. */
    static Set<String> keywords(Connection connection, AccountId account) throws SQLException {
        try (var sql = new Sql(connection, "select lower(keyword) from label where account = ?")) {
            sql.number(account.value());
            var keywords = new HashSet<String>();
            try (var rows = sql.query()) {
                while (rows.next()) {
                    keywords.add(rows.getString(1));
                }
            }
            return keywords;
        }
    }
}
