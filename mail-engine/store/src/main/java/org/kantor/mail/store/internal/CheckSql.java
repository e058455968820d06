package org.kantor.mail.store.internal;

import java.util.List;
import org.kantor.mail.store.Mailbox;

/** What must hold in the store's tables: each rule is a query whose rows are violations, all of one moment: the account's number, 0 for none, and a text. */
final class CheckSql {

    /** @param name a word for programs; the sentence says what holds when the query finds nothing */
    record Rule(String name, String sentence, String query) {}

    /** The key of the Message-ID of a message m, as {@link PreparedMessage#key} makes it. */
    static final String THREAD_KEY =
            "('x' || encode(substring(sha256(convert_to(m.message_id, 'UTF8')) for 8), 'hex'))::bit(64)::bigint";

    private CheckSql() {}

    static final List<Rule> RULES = List.of(
            new Rule("placement-message", "Every placement has its message.", """
                    select p.account, format('account %s, mailbox %s, uid %s, message %s', p.account, p.mailbox, p.uid, p.message)
                    from placement p left join message m on m.account = p.account and m.id = p.message
                    where m.id is null
                    """),
            new Rule("placement-mailbox", "Every placement is in a mailbox that exists.", """
                    select p.account, format('account %s, mailbox %s, %s messages', p.account, p.mailbox, count(*))
                    from placement p left join mailbox_counter c on c.account = p.account and c.mailbox = p.mailbox
                    where c.mailbox is null group by p.account, p.mailbox
                    """),
            new Rule("placement-size", "A placement has its message's size.", """
                    select p.account, format('account %s, mailbox %s, uid %s: %s instead of %s', p.account, p.mailbox, p.uid, p.octets, m.octets)
                    from placement p join message m on m.account = p.account and m.id = p.message
                    where p.octets <> m.octets
                    """),
            new Rule(
                    "mailbox-counters",
                    "A mailbox's counters, which are what the quota is measured by, are those of its messages.",
                    """
                    select c.account, format('account %s, mailbox %s: %s/%s/%s/%s instead of %s/%s/%s/%s', c.account, c.mailbox,
                        c.messages, c.unseen, c.deleted, c.size,
                        coalesce(p.messages, 0), coalesce(p.unseen, 0), coalesce(p.deleted, 0), coalesce(p.size, 0))
                    from mailbox_counter c
                    left join (
                        select account, mailbox, count(*) as messages, count(*) filter (where flags & 1 = 0) as unseen,
                            count(*) filter (where flags & 8 = 8) as deleted, sum(octets) as size
                        from placement group by account, mailbox) p on p.account = c.account and p.mailbox = c.mailbox
                    where (c.messages, c.unseen, c.deleted, c.size)
                        <> (coalesce(p.messages, 0), coalesce(p.unseen, 0), coalesce(p.deleted, 0), coalesce(p.size, 0))
                    """),
            new Rule(
                    "uid-next",
                    "Every UID, of what was deleted too, is lower than its mailbox's next UID, and unique.",
                    """
                    select p.account, format('account %s, mailbox %s, uid %s of %s', p.account, p.mailbox, p.uid, c.uid_next)
                    from placement p join mailbox_counter c on c.account = p.account and c.mailbox = p.mailbox
                    where p.uid >= c.uid_next or p.uid < 1
                    union all
                    select account, format('account %s, mailbox %s, uid %s twice', account, mailbox, uid)
                    from placement group by account, mailbox, uid having count(*) > 1
                    union all
                    select c.account, format('account %s, mailbox %s, uid %s of %s, which was used once', c.account, c.mailbox, u.uid, c.uid_next)
                    from mailbox_counter c
                    join (
                        select account, mailbox, max(uid) as uid from (
                            select account, mailbox, uid from recoverable
                            union all
                            select h.account, h.collection, unnest(h.created || h.destroyed) from change h where h.kind = 1 and h.collection <> 0
                        ) used group by account, mailbox) u on u.account = c.account and u.mailbox = c.mailbox
                    where u.uid >= c.uid_next
                    """),
            new Rule("recent", "The first recent UID is not beyond the next UID.", """
                    select account, format('account %s, mailbox %s', account, mailbox) from mailbox_counter where first_recent > uid_next
                    """),
            new Rule(
                    "mailbox",
                    "Every mailbox has counters with its UID validity, and every account has an INBOX.",
                    """
                    select m.account, format('account %s, mailbox %s', m.account, m.id)
                    from mailbox m left join mailbox_counter c on c.account = m.account and c.mailbox = m.id
                    where c.mailbox is null or c.uid_validity <> m.uid_validity or m.uid_validity < 1
                    union all
                    select a.id, format('account %s has no INBOX', a.id) from account a
                    where not exists (select from mailbox m where m.account = a.id and m.name = 'INBOX')
                    """),
            new Rule("mailbox-name", "No mailbox has a name below which others' mailboxes are shown.", """
                    select account, format('account %s, mailbox %s', account, id) from mailbox
                    where split_part(name, '/', 1) in ('OTHERS', 'SHARED')
                    """.replace(
                            "OTHERS", Mailbox.OTHER_USERS)
                    .replace("SHARED", Mailbox.SHARED)),
            new Rule(
                    "modseq",
                    "No change number is higher than its account's counter, nor a message's than its mailbox's.",
                    """
                    select c.account, format('account %s, mailbox %s: %s of %s', c.account, c.mailbox, c.modseq, n.seq)
                    from mailbox_counter c left join change_counter n on n.account = c.account
                    where n.seq is null or c.modseq > n.seq
                    union all
                    select p.account, format('account %s, mailbox %s, uid %s: %s of %s', p.account, p.mailbox, p.uid, p.modseq, c.modseq)
                    from placement p join mailbox_counter c on c.account = p.account and c.mailbox = p.mailbox
                    where p.modseq > c.modseq
                    union all
                    select h.account, format('account %s, change %s of %s', h.account, h.seq, n.seq)
                    from change h left join change_counter n on n.account = h.account
                    where n.seq is null or h.seq > n.seq or h.seq <= n.trimmed
                    union all
                    select account, format('account %s, forgotten up to %s of %s', account, trimmed, seq) from change_counter where trimmed > seq
                    """),
            new Rule("change-missing", "A message's last change is in the change stream.", """
                    select p.account, format('account %s, mailbox %s, uid %s, change %s', p.account, p.mailbox, p.uid, p.modseq)
                    from placement p
                    join change_counter n on n.account = p.account and p.modseq > n.trimmed
                    left join (
                        select h.account, h.collection as mailbox, h.seq, unnest(h.created || h.updated) as uid
                        from change h where h.kind = 1) t
                        on t.account = p.account and t.mailbox = p.mailbox and t.seq = p.modseq and t.uid = p.uid
                    where t.uid is null
                    """),
            new Rule("change-lost", "What the change stream says was created is there, unless it was destroyed.", """
                    with told as (
                        select h.account, h.collection as mailbox, u.uid, bool_or(u.gone) as gone
                        from change h
                        join mailbox_counter c on c.account = h.account and c.mailbox = h.collection
                        cross join lateral (
                            select unnest(h.created) as uid, false as gone
                            union all
                            select unnest(h.destroyed), true) u
                        where h.kind = 1 and h.collection <> 0
                        group by h.account, h.collection, u.uid)
                    select t.account, format('account %s, mailbox %s, uid %s', t.account, t.mailbox, t.uid)
                    from told t
                    left join placement p on p.account = t.account and p.mailbox = t.mailbox and p.uid = t.uid
                    where t.gone <> (p.uid is null)
                    """),
            new Rule(
                    "message-unused",
                    "A message without a placement can be had back, or waits for its collection.",
                    """
                    select m.account, format('account %s, message %s', m.account, m.id)
                    from message m
                    where not exists (select from placement p where p.account = m.account and p.message = m.id)
                        and not exists (select from recoverable r where r.account = m.account and r.message = m.id)
                        and not exists (select from message_garbage g where g.account = m.account and g.message = m.id)
                    """),
            new Rule("recoverable-message", "Every message that can be had back is there.", """
                    select r.account, format('account %s, mailbox %s, uid %s, message %s', r.account, r.mailbox, r.uid, r.message)
                    from recoverable r left join message m on m.account = r.account and m.id = r.message
                    where m.id is null or m.octets <> r.octets
                    """),
            new Rule("thread-key", "A message's Message-ID leads to a thread.", """
                    select m.account, format('account %s, message %s', m.account, m.id)
                    from message m
                    where m.message_id is not null and position(chr(65533) in m.message_id) = 0
                        and not exists (select from thread_key k where k.account = m.account
                            and k.key = KEY)
                    """.replace("KEY", THREAD_KEY)),
            new Rule("attachment-text", "The text of attachments belongs to a message.", """
                    select t.account, format('account %s, message %s', t.account, t.message)
                    from attachment_text t
                    where not exists (select from message m where m.account = t.account and m.id = t.message)
                    """),
            new Rule("sequence", "No number in use is higher than those that were given out.", """
                    select 0::bigint, format('%s %s of %s', name, highest, last) from (
                        select 'mailbox', (select max(id) from mailbox), (select last_value from mailbox_id)
                        union all
                        select 'UID validity', (select max(uid_validity) from mailbox), (select last_value from mailbox_uid_validity)
                        union all
                        select 'message', (select max(id) from message), (select last_value from message_id)
                    ) numbers (name, highest, last)
                    where highest > last
                    """),
            new Rule("account", "Whatever is stored belongs to an account that exists.", """
                    select owner, format('account %s', owner) from (
                        select account as owner from message union select account from placement union select account from change
                        union select account from thread_key union select account from message_garbage
                        union select account from recoverable) o
                    where not exists (select from account a where a.id = o.owner)
                    """));
}
