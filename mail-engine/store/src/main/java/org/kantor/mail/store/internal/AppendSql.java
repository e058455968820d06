package org.kantor.mail.store.internal;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kantor.change.Actor;
import org.kantor.directory.Quota;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.MailboxId;

/** Puts messages into mailboxes of one account or several, in one round trip or few, within the open transaction. */
final class AppendSql {

    /** @param mailbox where to; null to find it by its name */
    record Placing(@Nullable MailboxId mailbox, String name, PreparedMessage message) {}

    /** @param before the mailbox's change number until then */
    record Placed(MailboxId mailbox, long uidValidity, long uid, long message, long seq, long before) {}

    /** What is to be put into one account. */
    record Append(AccountId account, List<Placing> placings, Quota quota, Actor actor) {

        private boolean isOne() {
            return placings.size() == 1;
        }
    }

    /** The most accounts in one round trip. */
    private static final int MOST_TOGETHER = 8;

    private static final String APPEND =
            "select * from store_append(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String APPEND_ONE =
            "select * from store_append_one(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

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
     * For each account in the order asked; of its messages too, fewer than asked if a mailbox is gone, none if a name has no mailbox (then nothing was written there).
     */
    static List<List<Placed>> append(Connection connection, List<Append> appends, Instant now) throws SQLException {
        var placed = new IdentityHashMap<Append, List<Placed>>();
        for (var alike : appends.stream()
                .collect(Collectors.partitioningBy(Append::isOne))
                .values()) {
            for (var from = 0; from < alike.size(); ) {
                // few lengths, for each is a text of its own that the database has to know
                var length = Math.min(MOST_TOGETHER, Integer.highestOneBit(alike.size() - from));
                together(connection, alike.subList(from, from + length), now, placed);
                from += length;
            }
        }
        return appends.stream().map(placed::get).toList();
    }

    private static void together(
            Connection connection, List<Append> appends, Instant now, Map<Append, List<Placed>> placed)
            throws SQLException {
        var one = appends.getFirst().isOne();
        var text = String.join(";", Collections.nCopies(appends.size(), one ? APPEND_ONE : APPEND));
        try (var sql = new Sql(connection, text)) {
            for (var append : appends) {
                whose(sql, append.account(), append.quota(), now, append.actor());
                if (one) {
                    one(sql, append.placings().getFirst());
                } else {
                    several(sql, append.placings());
                }
            }
            sql.queries(appends.size(), (i, rows) -> placed.put(appends.get(i), placed(rows)));
        }
    }

    private static void whose(Sql sql, AccountId account, Quota quota, Instant now, Actor actor) throws SQLException {
        sql.number(account.value())
                .number(quota.bytes())
                .number(quota.messages())
                .time(now)
                .actor(actor);
    }

    /** Stores messages without a placement, as garbage that can be placed until it is collected; answers their numbers in the order given. */
    static long[] keep(
            Connection connection,
            AccountId account,
            List<PreparedMessage> messages,
            Quota quota,
            Actor actor,
            Instant now)
            throws SQLException {
        try (var sql = new Sql(connection, APPEND)) {
            whose(sql, account, quota, now, actor);
            var places = distinct(sql, messages);
            sql.array("int4", new Integer[0])
                    .array("int8", new Long[0])
                    .array("text", new String[0])
                    .array("int2", new Short[0])
                    .array("text", new String[0])
                    .array("int8", new Long[0]);
            var stored = new ArrayList<Long>();
            try (var rows = sql.query()) {
                while (rows.next()) {
                    stored.add(rows.getLong(4));
                }
            }
            return Arrays.stream(places)
                    .mapToLong(place -> stored.get(place - 1))
                    .toArray();
        }
    }

    private static List<Placed> placed(ResultSet rows) throws SQLException {
        var placed = new ArrayList<Placed>();
        while (rows.next()) {
            placed.add(new Placed(
                    new MailboxId(rows.getLong(1)),
                    rows.getLong(2),
                    rows.getLong(3),
                    rows.getLong(4),
                    rows.getLong(5),
                    rows.getLong(6)));
        }
        return placed;
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
                .octets(message.audience())
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
        return keywords(message.keywords());
    }

    /** As the functions take them: null if there are none. */
    static @Nullable String keywords(Set<String> keywords) {
        return keywords.isEmpty() ? null : String.join(" ", keywords);
    }

    private static void several(Sql sql, List<Placing> placings) throws SQLException {
        var places = distinct(sql, placings.stream().map(Placing::message).toList());
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
        sql.array("int4", places)
                .array("int8", mailboxes)
                .array("text", names)
                .array("int2", flags)
                .array("text", keywords)
                .array("int8", dates);
    }

    /** The arrays of messages, each content once; answers where each of the messages is in them, from 1. */
    private static Integer[] distinct(Sql sql, List<PreparedMessage> all) throws SQLException {
        var messages = new ArrayList<PreparedMessage>();
        var places = new Integer[all.size()];
        var known = new HashMap<ByteBuffer, Integer>();
        for (var i = 0; i < places.length; i++) {
            var message = all.get(i);
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
        messages(sql, messages);
        sql.array("int4", firsts)
                .array("int8", keys.toArray(Long[]::new))
                .array("int4", keysFrom)
                .array("int4", keysTo);
        return places;
    }

    private static void messages(Sql sql, List<PreparedMessage> messages) throws SQLException {
        var count = messages.size();
        var hashes = new byte[count][];
        var contents = new byte[count] @Nullable [];
        var octets = new Integer[count];
        var parsed = new byte[count][];
        var attachments = new Boolean[count];
        var audiences = new byte[count][];
        for (var i = 0; i < count; i++) {
            var message = messages.get(i);
            hashes[i] = message.hash();
            contents[i] = message.content();
            octets[i] = message.octets();
            parsed[i] = message.parsed();
            attachments[i] = message.attachments();
            audiences[i] = message.audience();
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
                .array("bool", attachments)
                .array("bytea", audiences);
    }
}
