package org.kantor.mail.store.internal;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.kantor.change.Actor;
import org.kantor.directory.Quota;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.MailboxId;

/** Puts messages into mailboxes in one round trip, within the open transaction. */
final class AppendSql {

    /** @param mailbox where to; null to find it by its name */
    record Placing(@Nullable MailboxId mailbox, String name, PreparedMessage message) {}

    /** @param before the mailbox's change number until then */
    record Placed(MailboxId mailbox, long uidValidity, long uid, long message, long seq, long before) {}

    private static final String APPEND =
            "select * from store_append(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String APPEND_ONE =
            "select * from store_append_one(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String LOCK_FREE =
            "select account from change_counter where account = any (?) order by account for update skip locked";

    private AppendSql() {}

    /** Locks those of the accounts that are not locked; an account in which nothing has ever changed is not among them. */
    static Set<Long> lockFree(Connection connection, List<AccountId> accounts) throws SQLException {
        var free = new HashSet<Long>();
        try (var sql = new Sql(connection, LOCK_FREE);
                var rows = sql.array(
                                "int8", accounts.stream().map(AccountId::value).toArray(Long[]::new))
                        .query()) {
            while (rows.next()) {
                free.add(rows.getLong(1));
            }
        }
        return free;
    }

    /**
     * In the order asked. Fewer than asked if a mailbox is gone, none if a name has no mailbox (then nothing was written).
     */
    static List<Placed> append(
            Connection connection, AccountId account, List<Placing> placings, Quota quota, Actor actor, Instant now)
            throws SQLException {
        try (var sql = new Sql(connection, placings.size() == 1 ? APPEND_ONE : APPEND)) {
            sql.number(account.value())
                    .number(quota.bytes())
                    .number(quota.messages())
                    .time(now)
                    .actor(actor);
            if (placings.size() == 1) {
                one(sql, placings.getFirst());
            } else {
                several(sql, placings);
            }
            var placed = new ArrayList<Placed>(placings.size());
            try (var rows = sql.query()) {
                while (rows.next()) {
                    placed.add(new Placed(
                            new MailboxId(rows.getLong(1)),
                            rows.getLong(2),
                            rows.getLong(3),
                            rows.getLong(4),
                            rows.getLong(5),
                            rows.getLong(6)));
                }
            }
            return placed;
        }
    }

    private static void one(Sql sql, Placing placing) throws SQLException {
        var message = placing.message();
        sql.octets(message.hash())
                .octets(message.content())
                .integer(message.octets())
                .octets(message.parsed())
                .text(message.messageId())
                .number(message.sentDate())
                .text(message.subject())
                .text(message.fromName())
                .text(message.sender())
                .text(message.recipients())
                .text(message.preview())
                .bool(message.attachments())
                .numbers(message.keys().stream()
                        .mapToLong(Long::longValue)
                        .sorted()
                        .toArray())
                .number(number(placing.mailbox()))
                .text(placing.name())
                .small(message.flags())
                .text(keywords(message))
                .number(message.internalDate());
    }

    private static long number(@Nullable MailboxId mailbox) {
        return mailbox == null ? 0 : mailbox.value();
    }

    private static @Nullable String keywords(PreparedMessage message) {
        return message.keywords().isEmpty() ? null : String.join(" ", message.keywords());
    }

    private static void several(Sql sql, List<Placing> placings) throws SQLException {
        var messages = new ArrayList<PreparedMessage>();
        var places = new Integer[placings.size()];
        var known = new HashMap<ByteBuffer, Integer>();
        for (var i = 0; i < places.length; i++) {
            var message = placings.get(i).message();
            places[i] = known.computeIfAbsent(ByteBuffer.wrap(message.hash()), hash -> {
                messages.add(message);
                return messages.size();
            });
        }
        var groups = new ThreadGroups(messages);
        var firsts = new Integer[messages.size()];
        var keysOf = new TreeMap<Integer, TreeSet<Long>>();
        for (var i = 0; i < firsts.length; i++) {
            var first = groups.first(i);
            firsts[i] = first + 1;
            keysOf.computeIfAbsent(first, group -> new TreeSet<>())
                    .addAll(messages.get(i).keys());
        }
        var keys = new ArrayList<Long>();
        var keysFrom = new Integer[firsts.length];
        var keysTo = new Integer[firsts.length];
        for (var i = 0; i < firsts.length; i++) {
            keysFrom[i] = keys.size() + 1;
            keys.addAll(keysOf.getOrDefault(i, new TreeSet<>()));
            keysTo[i] = keys.size();
        }
        var count = placings.size();
        var mailboxes = new Long[count];
        var names = new String[count];
        var flags = new Short[count];
        var keywords = new @Nullable String[count];
        var dates = new Long[count];
        for (var i = 0; i < count; i++) {
            var placing = placings.get(i);
            mailboxes[i] = number(placing.mailbox());
            names[i] = placing.name();
            flags[i] = (short) placing.message().flags();
            keywords[i] = keywords(placing.message());
            dates[i] = placing.message().internalDate();
        }
        messages(sql, messages);
        sql.array("int4", firsts)
                .array("int8", keys.toArray(Long[]::new))
                .array("int4", keysFrom)
                .array("int4", keysTo)
                .array("int4", places)
                .array("int8", mailboxes)
                .array("text", names)
                .array("int2", flags)
                .array("text", keywords)
                .array("int8", dates);
    }

    private static void messages(Sql sql, List<PreparedMessage> messages) throws SQLException {
        var count = messages.size();
        var hashes = new byte[count][];
        var contents = new byte[count] @Nullable [];
        var octets = new Integer[count];
        var parsed = new byte[count][];
        var attachments = new Boolean[count];
        for (var i = 0; i < count; i++) {
            var message = messages.get(i);
            hashes[i] = message.hash();
            contents[i] = message.content();
            octets[i] = message.octets();
            parsed[i] = message.parsed();
            attachments[i] = message.attachments();
        }
        sql.array("bytea", hashes)
                .array("bytea", contents)
                .array("int4", octets)
                .array("bytea", parsed)
                .array("text", messages.stream().map(PreparedMessage::messageId).toArray(String[]::new))
                .array("int8", messages.stream().map(PreparedMessage::sentDate).toArray(Long[]::new))
                .array("text", messages.stream().map(PreparedMessage::subject).toArray(String[]::new))
                .array("text", messages.stream().map(PreparedMessage::fromName).toArray(String[]::new))
                .array("text", messages.stream().map(PreparedMessage::sender).toArray(String[]::new))
                .array(
                        "text",
                        messages.stream().map(PreparedMessage::recipients).toArray(String[]::new))
                .array("text", messages.stream().map(PreparedMessage::preview).toArray(String[]::new))
                .array("bool", attachments);
    }
}
