package org.kantor.mail.store.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kantor.kernel.AccountId;

/** What mends one account's rows, a statement a kind of damage, each answering what it found to mend. Within a transaction that has the account's lock. */
final class RepairSql {

    private static final String NO_MESSAGE =
            "account = ? and not exists (select from message m where m.account = t.account and m.id = t.message)";

    private final Connection connection;
    private final long account;

    RepairSql(Connection connection, AccountId account) {
        this.connection = connection;
        this.account = account.value();
    }

    /** Numbers given out go on behind the highest in use. */
    static void sequences(Connection connection) throws SQLException {
        try (var sql = new Sql(connection, """
                select setval('mailbox_id', greatest(last_value, (select max(id) from mailbox))) from mailbox_id
                union all
                select setval('mailbox_uid_validity', greatest(last_value, (select max(uid_validity) from mailbox))) from mailbox_uid_validity
                union all
                select setval('message_id', greatest(last_value, (select max(id) from message))) from message_id
                """)) {
            sql.query();
        }
    }

    /** What the account is called; empty when it is gone. */
    Optional<String> name() throws SQLException {
        return name(connection, account);
    }

    /** The account's address, or its log-in name if it has none; empty when it is gone. */
    static Optional<String> name(Connection connection, long account) throws SQLException {
        try (var sql = new Sql(connection, """
                select coalesce((select local_part || '@' || domain from address where account = a.id and is_primary), login)
                from account a where id = ?
                """);
                var rows = sql.number(account).query()) {
            return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
        }
    }

    boolean hasMessages() throws SQLException {
        try (var sql = new Sql(connection, "select from message where account = ? limit 1");
                var rows = sql.number(account).query()) {
            return rows.next();
        }
    }

    /** Makes an account that is gone anew, without a log-in, with an address of the primary domain. */
    void reinstate(String name, Instant now) throws SQLException {
        try (var sql = new Sql(connection, """
                insert into account (id, login, given_name, family_name, display_name, kind, enabled, quota_bytes, created)
                overriding system value values (?, ?, ?, '', ?, 'SHARED', true, 0, ?)
                """)) {
            sql.number(account).text(name).text(name).text(name).time(now).update();
        }
        try (var sql = new Sql(connection, """
                insert into address (key, local_part, domain, account, is_primary)
                select ? || '@' || name, ?, name, ?, true from domain where is_primary on conflict do nothing
                """)) {
            sql.text(name).text(name).number(account).update();
        }
    }

    /** What is left of an account that is gone and has no mail. */
    void leftovers(Instant now) throws SQLException {
        setAside("account", "placement", "account = ?", now);
        setAside("account", "recoverable", "account = ?", now);
        for (var table : new String[] {"change", "thread_key", "message_garbage", "attachment_text"}) {
            update("delete from " + table + " where account = ?");
        }
    }

    // --- change numbers

    /** Whether the account's change number was behind what it counts, or missing. */
    boolean counter() throws SQLException {
        try (var sql = new Sql(connection, """
                insert into change_counter as c (account, seq, backend, began)
                select ?, greatest(
                    (select max(modseq) from mailbox_counter where account = a.id), (select max(modseq) from placement where account = a.id),
                    (select max(seq) from change where account = a.id), (select trimmed from change_counter where account = a.id), 0), 0, '-infinity'
                from (select ?::bigint as id) a
                on conflict (account) do update set seq = excluded.seq where c.seq < excluded.seq
                """)) {
            return sql.number(account).number(account).update() > 0;
        }
    }

    /** Forgets what happened before this change number, and lets every mailbox have changed by it. */
    void forget(long seq) throws SQLException {
        try (var sql = new Sql(connection, "update mailbox_counter set modseq = ? where account = ?")) {
            sql.number(seq).number(account).update();
        }
        try (var sql = new Sql(connection, "update change_counter set trimmed = seq where account = ?")) {
            sql.number(account).update();
        }
        update("delete from change where account = ?");
    }

    // --- mailboxes

    /** Mailboxes without counters get them, and a new UID validity as well, for which UIDs were used nobody knows. */
    int missingCounters(long seq) throws SQLException {
        update("""
                update mailbox m set uid_validity = nextval('mailbox_uid_validity') where account = ?
                    and not exists (select from mailbox_counter c where c.account = m.account and c.mailbox = m.id)
                """);
        try (var sql = new Sql(connection, """
                insert into mailbox_counter (account, mailbox, uid_validity, modseq) select account, id, uid_validity, ? from mailbox m where account = ?
                    and not exists (select from mailbox_counter c where c.account = m.account and c.mailbox = m.id)
                """)) {
            return sql.number(seq).number(account).update();
        }
    }

    /** The UID validity that clients were told stays if it can be one; else the counters' is taken, and a new one if that cannot be either. */
    int uidValidity() throws SQLException {
        return update("""
                        update mailbox m set uid_validity = case when c.uid_validity > 0 then c.uid_validity else nextval('mailbox_uid_validity') end
                        from mailbox_counter c where m.account = ? and c.account = m.account and c.mailbox = m.id and m.uid_validity < 1
                        """) + update("""
                        update mailbox_counter c set uid_validity = m.uid_validity
                        from mailbox m where m.account = ? and c.account = m.account and c.mailbox = m.id and c.uid_validity <> m.uid_validity
                        """);
    }

    boolean hasInbox() throws SQLException {
        try (var sql = new Sql(connection, "select from mailbox where account = ? and name = 'INBOX'");
                var rows = sql.number(account).query()) {
            return rows.next();
        }
    }

    long mailbox(String name) throws SQLException {
        try (var sql = new Sql(connection, "select id from mailbox where account = ? and name = ?");
                var rows = sql.number(account).text(name).query()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Lets the next UID be higher than all that were used; answers in how many mailboxes it was not. */
    int uidNext() throws SQLException {
        return update("""
                update mailbox_counter c set uid_next = u.uid + 1
                from (
                    select mailbox, max(uid) as uid from (
                        select account, mailbox, uid from placement
                        union all
                        select account, mailbox, uid from recoverable
                        union all
                        select account, collection, unnest(created || destroyed) from change where kind = 1 and collection <> 0
                    ) used where account = ? group by mailbox) u
                where c.account = ? and c.mailbox = u.mailbox and c.uid_next <= u.uid
                """);
    }

    int recent() throws SQLException {
        return update(
                "update mailbox_counter set first_recent = uid_next where account = ? and first_recent > uid_next");
    }

    /** Counts the messages of all mailboxes anew; answers in how many the counters were wrong. */
    int recount() throws SQLException {
        return update("""
                update mailbox_counter c set messages = p.messages, unseen = p.unseen, deleted = p.deleted, size = p.size
                from (
                    select c.mailbox, count(p.uid) as messages, count(p.uid) filter (where p.flags & 1 = 0) as unseen,
                        count(p.uid) filter (where p.flags & 8 = 8) as deleted, coalesce(sum(p.octets), 0) as size
                    from mailbox_counter c left join placement p on p.account = c.account and p.mailbox = c.mailbox
                    where c.account = ? group by c.mailbox) p
                where c.account = ? and c.mailbox = p.mailbox
                    and (c.messages, c.unseen, c.deleted, c.size) <> (p.messages, p.unseen, p.deleted, p.size)
                """);
    }

    // --- placements

    int placementsWithoutMessage(Instant now) throws SQLException {
        return setAside("placement-message", "placement", NO_MESSAGE, now);
    }

    int recoverablesWithoutMessage(Instant now) throws SQLException {
        return setAside("recoverable-message", "recoverable", NO_MESSAGE, now);
    }

    private int setAside(String rule, String table, String which, Instant now) throws SQLException {
        try (var sql = new Sql(
                connection,
                "with gone as (delete from " + table + " t where " + which + " returning t.*) "
                        + "insert into set_aside (account, at, rule, taken) select account, ?, ?, to_jsonb(gone) from gone")) {
            return sql.number(account).time(now).text(rule).update();
        }
    }

    /** The numbers of mailboxes that have messages and are not there. */
    long[] lostMailboxes() throws SQLException {
        return numbers("""
                select distinct mailbox from placement p where account = ?
                    and not exists (select from mailbox m where m.account = p.account and m.id = p.mailbox)
                order by mailbox
                """);
    }

    /** The mailboxes with UIDs that cannot be. */
    long[] mailboxesWithImpossibleUids() throws SQLException {
        return numbers("select distinct mailbox from placement where account = ? and uid < 1");
    }

    /** Gives a mailbox's messages, those with UIDs below the limit, new UIDs in another mailbox or the same. */
    int move(long from, long below, long to, long seq) throws SQLException {
        try (var sql = new Sql(connection, """
                update placement p set mailbox = c.mailbox, uid = c.uid_next - 1 + r.number, modseq = ?
                from (select uid, row_number() over (order by uid) as number from placement where account = ? and mailbox = ? and uid < ?) r,
                    mailbox_counter c
                where c.account = ? and c.mailbox = ? and p.account = ? and p.mailbox = ? and p.uid = r.uid
                """)) {
            sql.number(seq).number(account).number(from).number(below);
            sql.number(account).number(to).number(account).number(from);
            return sql.update();
        }
    }

    /** The messages that nobody can find: in no mailbox, not deleted either. */
    long[] unused() throws SQLException {
        return numbers("""
                select m.id from message m where m.account = ?
                    and not exists (select from placement p where p.account = m.account and p.message = m.id)
                    and not exists (select from recoverable r where r.account = m.account and r.message = m.id)
                    and not exists (select from message_garbage g where g.account = m.account and g.message = m.id)
                order by m.id
                """);
    }

    void place(long[] messages, long to, long seq, Instant now) throws SQLException {
        try (var sql = new Sql(connection, """
                insert into placement (account, mailbox, uid, message, modseq, internal_date, save_date, octets, flags)
                select m.account, c.mailbox, c.uid_next - 1 + row_number() over (order by m.id), m.id, ?, coalesce(m.sent_date, ?), ?, m.octets, 0
                from message m join mailbox_counter c on c.account = m.account and c.mailbox = ?
                where m.account = ? and m.id = any (?)
                """)) {
            var millis = now.toEpochMilli();
            sql.number(seq).number(millis).number(millis).number(to);
            sql.number(account).numbers(messages).update();
        }
    }

    int sizes(long seq) throws SQLException {
        try (var sql = new Sql(connection, """
                update placement p set octets = m.octets, modseq = ? from message m
                where p.account = ? and m.account = p.account and m.id = p.message and p.octets <> m.octets
                """)) {
            return sql.number(seq).number(account).update();
        }
    }

    int recoverableSizes() throws SQLException {
        return update("""
                update recoverable r set octets = m.octets from message m
                where r.account = ? and m.account = r.account and m.id = r.message and r.octets <> m.octets
                """);
    }

    // --- messages

    int threadKeys() throws SQLException {
        return update("insert into thread_key (account, key, thread) select m.account, " + CheckSql.THREAD_KEY
                + ", min(m.thread) from message m where m.account = ? and m.message_id is not null"
                + " and position(chr(65533) in m.message_id) = 0 group by 1, 2 on conflict do nothing");
    }

    /** Texts of attachments of messages that are gone: they were made from them. */
    int attachmentTexts() throws SQLException {
        return update("delete from attachment_text t where " + NO_MESSAGE);
    }

    /** A frame that another row has under the same hash, of whatever account; the next one behind that account's. */
    Optional<Copy> copy(byte[] hash, long after) throws SQLException {
        try (var sql = new Sql(
                        connection,
                        "select account, content from message where hash = ? and account > ? and content is not null order by account limit 1");
                var rows = sql.octets(hash).number(after).query()) {
            return rows.next() ? Optional.of(new Copy(rows.getLong(1), rows.getBytes(2))) : Optional.empty();
        }
    }

    record Copy(long account, byte[] frame) {}

    /** Keeps a damaged frame. */
    void keep(long message, byte @Nullable [] frame, Instant now) throws SQLException {
        try (var sql = new Sql(connection, """
                insert into set_aside (account, at, rule, taken)
                values (?, ?, 'content', jsonb_build_object('message', ?, 'content', encode(?, 'base64')))
                """)) {
            sql.number(account).time(now).number(message).octets(frame).update();
        }
    }

    /** @param frame null when it is a blob */
    void content(long message, byte[] hash, int octets, byte @Nullable [] frame) throws SQLException {
        try (var sql = new Sql(
                connection, "update message set hash = ?, octets = ?, content = ? where account = ? and id = ?")) {
            sql.octets(hash)
                    .integer(octets)
                    .octets(frame)
                    .number(account)
                    .number(message)
                    .update();
        }
    }

    void parsed(long message, byte[] parsed) throws SQLException {
        try (var sql =
                new Sql(connection, "update message set parsed = ?, audience = null where account = ? and id = ?")) {
            sql.octets(parsed).number(account).number(message).update();
        }
    }

    boolean isUsed(byte[] hash) throws SQLException {
        try (var sql = new Sql(connection, "select from message where hash = ? and account = ?");
                var rows = sql.octets(hash).number(account).query()) {
            return rows.next();
        }
    }

    // ---

    /** A statement whose parameters are all the account. */
    private int update(String text) throws SQLException {
        try (var sql = new Sql(connection, text)) {
            for (var i = text.chars().filter(c -> c == '?').count(); i > 0; i--) {
                sql.number(account);
            }
            return sql.update();
        }
    }

    private long[] numbers(String text) throws SQLException {
        try (var sql = new Sql(connection, "select array(" + text + ")");
                var row = sql.number(account).query()) {
            row.next();
            return Sql.numbers(row.getArray(1));
        }
    }
}
