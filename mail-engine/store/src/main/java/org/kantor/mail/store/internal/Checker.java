package org.kantor.mail.store.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.StoreCheck.Depth;
import org.kantor.mail.store.StoreCheck.Finding;
import org.kantor.tx.Jdbc;
import org.kantor.tx.Transactions;

/** Runs the rules over the tables, and looks at the content itself. */
public final class Checker {

    private static final int MOST_FINDINGS = 100;
    private static final int PAGE = 200;

    /** How what was found begins, unless it is in no account. */
    private static final Pattern ACCOUNT = Pattern.compile("^account (\\d{1,18})");

    private static final Map<Trouble, String> SENTENCES = Map.of(
            Trouble.CONTENT, "Every message's content can be read and is what its hash says.",
            Trouble.PARSED, "Every message's structure can be read and lies within its content.");

    /** What can be wrong with a message itself; the lower-case names are the rules'. */
    enum Trouble {
        CONTENT,
        PARSED
    }

    /** A message that is not as it must be. */
    record Bad(AccountId account, long message, Trouble trouble, String what) {}

    /** Lets work read the database, in a transaction of its own: to look at every content takes longer than one may. */
    public interface Reader {
        <T> T read(Jdbc.Work<T> work) throws SQLException;
    }

    private Checker() {}

    /** Reads in transactions. */
    public static Reader reader(Transactions transactions, Jdbc jdbc) {
        return new Reader() {
            @Override
            public <T> T read(Jdbc.Work<T> work) {
                return transactions.call(() -> jdbc.work(work));
            }
        };
    }

    /** Reads on this connection. */
    public static Reader reader(Connection connection) {
        return new Reader() {
            @Override
            public <T> T read(Jdbc.Work<T> work) throws SQLException {
                return work.on(connection);
            }
        };
    }

    public static List<Finding> check(Reader reader, BlobStore blobs, Depth depth) throws SQLException {
        var findings = new ArrayList<>(reader.read(Checker::tables));
        for (var bad : messages(reader, blobs, depth)) {
            var what = "account " + bad.account + ", message " + bad.message + ": " + bad.what;
            findings.add(new Finding(
                    bad.trouble.name().toLowerCase(Locale.ROOT), SENTENCES.getOrDefault(bad.trouble, ""), what));
        }
        return reader.read(connection -> named(connection, findings));
    }

    /** The same with each account's address instead of its number, as far as it has one. */
    private static List<Finding> named(Connection connection, List<Finding> findings) throws SQLException {
        var names = new HashMap<Long, String>();
        var named = new ArrayList<Finding>();
        for (var finding : findings) {
            var account = ACCOUNT.matcher(finding.what());
            if (!account.find()) {
                named.add(finding);
                continue;
            }
            var number = Long.valueOf(account.group(1));
            var name = names.get(number);
            if (name == null) {
                name = RepairSql.name(connection, number).orElse(account.group());
                names.put(number, name);
            }
            var what = name + finding.what().substring(account.end());
            named.add(new Finding(finding.rule(), finding.sentence(), what));
        }
        return named;
    }

    private static List<Finding> tables(Connection connection) throws SQLException {
        var findings = new ArrayList<Finding>();
        for (var rule : CheckSql.RULES) {
            try (var sql = new Sql(connection, rule.query() + " limit " + MOST_FINDINGS);
                    var rows = sql.query()) {
                while (rows.next()) {
                    findings.add(new Finding(rule.name(), rule.sentence(), rows.getString(2)));
                }
            }
        }
        return findings;
    }

    /** The names of the rules that do not hold, by the account in which they do not, 0 for none's. */
    static SortedMap<Long, Set<String>> broken(Connection connection) throws SQLException {
        var broken = new TreeMap<Long, Set<String>>();
        for (var rule : CheckSql.RULES) {
            try (var sql = new Sql(
                            connection, "select distinct account from (" + rule.query() + ") found (account, what)");
                    var rows = sql.query()) {
                while (rows.next()) {
                    broken.computeIfAbsent(rows.getLong(1), account -> new TreeSet<>())
                            .add(rule.name());
                }
            }
        }
        return broken;
    }

    private record Stored(
            AccountId account, long id, byte[] hash, int octets, byte @Nullable [] frame, byte @Nullable [] parsed) {}

    /** Looks at every message, in pages. */
    static List<Bad> messages(Reader reader, BlobStore blobs, Depth depth) throws SQLException {
        var found = new ArrayList<Bad>();
        var account = Long.MIN_VALUE;
        var message = Long.MIN_VALUE;
        List<Stored> page;
        do {
            var lastAccount = account;
            var lastMessage = message;
            page = reader.read(connection -> page(connection, depth, lastAccount, lastMessage));
            for (var stored : page) {
                add(found, reader, stored, Trouble.CONTENT, content(blobs, depth, stored));
                add(found, reader, stored, Trouble.PARSED, parsed(stored));
                account = stored.account.value();
                message = stored.id;
            }
        } while (page.size() == PAGE);
        return found;
    }

    /** One that was collected since it was read is no finding. */
    private static void add(List<Bad> found, Reader reader, Stored stored, Trouble trouble, @Nullable String what)
            throws SQLException {
        if (what != null
                && reader.read(connection -> MessageSql.content(connection, stored.account, stored.id))
                        .isPresent()) {
            found.add(new Bad(stored.account, stored.id, trouble, what));
        }
    }

    private static List<Stored> page(Connection connection, Depth depth, long account, long id) throws SQLException {
        var everything = depth == Depth.CONTENT;
        try (var sql = new Sql(
                connection,
                "select account, id, hash, octets, content" + (everything ? ", parsed" : "")
                        + " from message where (account, id) > (?, ?)" + (everything ? "" : " and content is null")
                        + " order by account, id limit " + PAGE)) {
            sql.number(account).number(id);
            var page = new ArrayList<Stored>();
            try (var rows = sql.query()) {
                while (rows.next()) {
                    page.add(new Stored(
                            new AccountId(rows.getLong(1)),
                            rows.getLong(2),
                            rows.getBytes(3),
                            rows.getInt(4),
                            rows.getBytes(5),
                            everything ? rows.getBytes(6) : null));
                }
            }
            return page;
        }
    }

    private static @Nullable String content(BlobStore blobs, Depth depth, Stored stored) {
        if (stored.hash.length != Compression.HASH_LENGTH) {
            return "the hash is none";
        }
        if (stored.frame == null && !blobs.exists(stored.account, stored.hash)) {
            return "the blob is missing";
        }
        if (depth == Depth.TABLES) {
            return null;
        }
        try {
            var frame = stored.frame == null ? blobs.get(stored.account, stored.hash) : stored.frame;
            var octets = Compression.decompress(frame, stored.octets);
            return Arrays.equals(Compression.hash(octets), stored.hash) ? null : "the hash differs";
        } catch (RuntimeException e) {
            return "cannot be unpacked: " + e.getMessage();
        }
    }

    private static @Nullable String parsed(Stored stored) {
        if (stored.parsed == null) {
            return null;
        }
        try {
            var structure = ParsedCodec.decode(stored.parsed).structure();
            return structure.end() <= stored.octets ? null : "the structure is longer than the content";
        } catch (RuntimeException e) {
            return "the structure cannot be read: " + e.getMessage();
        }
    }
}
