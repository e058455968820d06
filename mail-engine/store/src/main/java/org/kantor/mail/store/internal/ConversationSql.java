package org.kantor.mail.store.internal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.Conversations;
import org.kantor.mail.store.Conversations.Member;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.MailboxView;
import org.kantor.mail.store.SpecialUse;

/**
 * Reads which messages belong together. "offset 0" keeps the planner to one look-up a row, which is right without statistics too. A message that is
 * in no mailbox, deleted or stored to be placed, is in no conversation.
 */
final class ConversationSql {

    private static final int FETCH = 10_000;

    /** No mailbox is open. */
    static final MailboxId NOWHERE = new MailboxId(0);

    private static final String PLACES = """
            select m.thread, m.id, coalesce(m.message_id, ''), m.from_name, m.sender, m.attachments,
                p.mailbox, p.uid, p.flags, p.keywords, p.internal_date, p.special_use,
                exists (select from muted where account = m.account and thread = m.thread)
            from unnest(%s) t (thread)
            cross join lateral (
                select * from message n where thread = t.thread and account = ?
                    and exists (select from placement where message = n.id and account = n.account offset 0)
                order by id desc limit ?
            ) m
            cross join lateral (
                select p.*, b.special_use from placement p join mailbox b on b.account = p.account and b.id = p.mailbox
                where p.message = m.id and p.account = m.account
                    and (p.mailbox = ? or b.special_use is null or b.special_use not in ('JUNK', 'TRASH'))
                offset 0
            ) p
            """;

    /** @param messageId empty if there is none */
    record Place(String messageId, Member member) {}

    private ConversationSql() {}

    /** The columns with the messages that came to the mailbox after them. */
    static ThreadColumns forward(Connection connection, AccountId account, MailboxView view, ThreadColumns columns)
            throws SQLException {
        try (var statement = connection.prepareStatement("""
                select p.uid, m.thread, m.audience
                from placement p join message m on m.account = p.account and m.id = p.message
                where p.account = ? and p.mailbox = ? and p.uid >= ?
                order by p.uid
                """)) {
            var loader = new ThreadColumns.Loader(columns);
            statement.setFetchSize(FETCH);
            statement.setLong(1, account.value());
            statement.setLong(2, view.mailbox().value());
            statement.setLong(3, loader.from());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    loader.add(rows.getLong(1), rows.getLong(2), rows.getBytes(3));
                }
            }
            return loader.finish(view.uidNext());
        }
    }

    static List<Place> ofMessage(Connection connection, AccountId account, long message, MailboxId open)
            throws SQLException {
        var threads = "array(select thread from message where account = ? and id = ?)";
        try (var sql = new Sql(connection, PLACES.formatted(threads))) {
            sql.number(account.value()).number(message);
            return places(sql, account, open);
        }
    }

    /** The thread of a Message-ID, as it is stored. */
    static List<Place> ofMessageId(Connection connection, AccountId account, String messageId) throws SQLException {
        var threads = "array(select thread from thread_key where account = ? and key = ?)";
        try (var sql = new Sql(connection, PLACES.formatted(threads))) {
            sql.number(account.value()).number(PreparedMessage.key(messageId));
            return places(sql, account, NOWHERE);
        }
    }

    static List<Place> ofThreads(Connection connection, AccountId account, long[] threads, MailboxId open)
            throws SQLException {
        try (var sql = new Sql(connection, PLACES.formatted("?::bigint[]"))) {
            sql.numbers(threads);
            return places(sql, account, open);
        }
    }

    private static List<Place> places(Sql sql, AccountId account, MailboxId open) throws SQLException {
        sql.number(account.value()).integer(Conversations.MOST).number(open.value());
        var places = new ArrayList<Place>();
        try (var rows = sql.query()) {
            while (rows.next()) {
                places.add(new Place(rows.getString(3), member(rows)));
            }
        }
        return places;
    }

    private static Member member(ResultSet row) throws SQLException {
        var keywords = row.getArray(10);
        var use = row.getString(12);
        return new Member(
                row.getLong(1),
                new MailboxId(row.getLong(7)),
                use == null ? null : SpecialUse.valueOf(use),
                row.getLong(8),
                row.getLong(2),
                row.getInt(9),
                keywords == null ? Set.of() : Set.copyOf(Arrays.asList((String[]) keywords.getArray())),
                Instant.ofEpochMilli(row.getLong(11)),
                row.getString(4),
                row.getString(5),
                row.getBoolean(6),
                row.getBoolean(13));
    }
}
