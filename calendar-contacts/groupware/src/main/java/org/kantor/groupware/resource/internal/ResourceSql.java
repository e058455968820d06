package org.kantor.groupware.resource.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kantor.groupware.resource.CollectionId;
import org.kantor.groupware.resource.Content;
import org.kantor.groupware.resource.Resource;
import org.kantor.kernel.AccountId;
import org.kantor.tx.Jdbc;

/** The members of collections. Needs an open transaction; every query is one round trip. */
public final class ResourceSql {

    /** In the order of {@link #resource}. */
    public static final String COLUMNS = "r.id, r.collection, r.name, r.etag, r.size, r.modseq, r.modified";

    private static final String MEMBERS = " from groupware_resource r where r.account = ? and r.collection = ? ";

    private final Jdbc jdbc;

    public ResourceSql(Jdbc jdbc) {
        this.jdbc = jdbc;
    }

    /** A member with its UID. */
    public record Known(Resource resource, String uid) {}

    public List<Resource> list(AccountId account, CollectionId collection) {
        return query("select " + COLUMNS + MEMBERS + "order by r.name", ResourceSql::resource, account, collection);
    }

    public List<Content> contents(AccountId account, CollectionId collection) {
        return query(
                "select " + COLUMNS + ", r.content" + MEMBERS + "order by r.name",
                ResourceSql::content,
                account,
                collection);
    }

    public Optional<Content> content(AccountId account, CollectionId collection, String name) {
        return query(
                        "select " + COLUMNS + ", r.content" + MEMBERS + "and r.name = ?",
                        ResourceSql::content,
                        account,
                        collection,
                        name)
                .stream()
                .findFirst();
    }

    public Optional<Content> content(AccountId account, CollectionId collection, long id) {
        return query(
                        "select " + COLUMNS + ", r.content" + MEMBERS + "and r.id = ?",
                        ResourceSql::content,
                        account,
                        collection,
                        id)
                .stream()
                .findFirst();
    }

    public List<Content> contents(AccountId account, CollectionId collection, Collection<String> names) {
        return query(
                "select " + COLUMNS + ", r.content" + MEMBERS + "and r.name = any (?)",
                ResourceSql::content,
                account,
                collection,
                names.toArray(String[]::new));
    }

    /** The member of that name and the one of that UID, which are two, one or none. */
    public List<Known> byNameOrUid(AccountId account, CollectionId collection, String name, String uid) {
        return query(
                "select " + COLUMNS + ", r.uid" + MEMBERS + "and (r.name = ? or r.uid = ?)",
                row -> new Known(resource(row), row.getString(8)),
                account,
                collection,
                name,
                uid);
    }

    /** Members by the number of their last change, after one. */
    public List<Resource> changedAfter(AccountId account, CollectionId collection, long modseq) {
        return query(
                "select " + COLUMNS + MEMBERS + "and r.modseq > ? order by r.modseq, r.id",
                ResourceSql::resource,
                account,
                collection,
                modseq);
    }

    public List<Resource> byIds(AccountId account, CollectionId collection, Collection<Long> ids) {
        return query(
                "select " + COLUMNS + MEMBERS + "and r.id = any (?) order by r.name",
                ResourceSql::resource,
                account,
                collection,
                ids.toArray(Long[]::new));
    }

    public Map<Long, String> gone(AccountId account, CollectionId collection, Collection<Long> ids) {
        Map<Long, String> names = new HashMap<>();
        query(
                        "select g.id, g.name from groupware_gone g where g.account = ? and g.collection = ? and g.id = any (?)",
                        row -> Map.entry(row.getLong(1), row.getString(2)),
                        account,
                        collection,
                        ids.toArray(Long[]::new))
                .forEach(entry -> names.put(entry.getKey(), entry.getValue()));
        return names;
    }

    /** How many members a collection has; empty if there is no such collection. */
    public Optional<Integer> members(AccountId account, CollectionId collection) {
        return query(
                        "select members from groupware_counter where account = ? and collection = ?",
                        row -> row.getInt(1),
                        account,
                        collection)
                .stream()
                .findFirst();
    }

    /** @return the number of the new member */
    public long insert(
            AccountId account,
            CollectionId collection,
            String name,
            String uid,
            String etag,
            byte[] octets,
            long modseq,
            Instant modified) {
        return query(
                        """
                        with added as (
                            insert into groupware_resource (account, collection, name, uid, etag, content, size, modseq, modified)
                            values (?, ?, ?, ?, ?, ?, ?, ?, ?) returning id),
                        counted as (
                            update groupware_counter set modseq = ?, members = members + 1, octets = octets + ?
                            where account = ? and collection = ?)
                        select id from added""",
                        row -> row.getLong(1),
                        account,
                        collection,
                        name,
                        uid,
                        etag,
                        octets,
                        octets.length,
                        modseq,
                        modified,
                        modseq,
                        (long) octets.length,
                        account,
                        collection)
                .getFirst();
    }

    public void update(
            AccountId account, Resource old, String uid, String etag, byte[] octets, long modseq, Instant modified) {
        execute(
                """
                with changed as (
                    update groupware_resource set uid = ?, etag = ?, content = ?, size = ?, modseq = ?, modified = ?
                    where account = ? and collection = ? and id = ?)
                update groupware_counter set modseq = ?, octets = octets + ? where account = ? and collection = ?""",
                uid,
                etag,
                octets,
                octets.length,
                modseq,
                modified,
                account,
                old.collection(),
                old.id(),
                modseq,
                (long) octets.length - old.size(),
                account,
                old.collection());
    }

    public void delete(AccountId account, Resource old, long modseq) {
        execute(
                """
                with gone as (
                    insert into groupware_gone (account, collection, id, name) values (?, ?, ?, ?)),
                deleted as (
                    delete from groupware_resource where account = ? and collection = ? and id = ?)
                update groupware_counter set modseq = ?, members = members - 1, octets = octets - ?
                where account = ? and collection = ?""",
                account,
                old.collection(),
                old.id(),
                old.name(),
                account,
                old.collection(),
                old.id(),
                modseq,
                (long) old.size(),
                account,
                old.collection());
    }

    public void insertCounter(AccountId account, CollectionId collection, long modseq) {
        execute(
                "insert into groupware_counter (account, collection, modseq, members, octets) values (?, ?, ?, 0, 0)",
                account,
                collection,
                modseq);
    }

    public void touch(AccountId account, CollectionId collection, long modseq) {
        execute(
                "update groupware_counter set modseq = ? where account = ? and collection = ?",
                modseq,
                account,
                collection);
    }

    /** How a row becomes a value. */
    public interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Runs a query with its parameters in order: ids, texts, numbers, arrays, octets, instants. */
    public <T> List<T> query(String sql, Reader<T> reader, Object... parameters) {
        return jdbc.work(connection -> {
            try (var statement = connection.prepareStatement(sql)) {
                bind(connection, statement, parameters);
                var found = new ArrayList<T>();
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        found.add(reader.read(rows));
                    }
                }
                return found;
            }
        });
    }

    public void execute(String sql, Object... parameters) {
        jdbc.work(connection -> {
            try (var statement = connection.prepareStatement(sql)) {
                bind(connection, statement, parameters);
                return statement.executeUpdate();
            }
        });
    }

    private static void bind(Connection connection, PreparedStatement statement, Object[] parameters)
            throws SQLException {
        for (var i = 0; i < parameters.length; i++) {
            switch (parameters[i]) {
                case AccountId id -> statement.setLong(i + 1, id.value());
                case CollectionId id -> statement.setLong(i + 1, id.value());
                case Instant instant -> statement.setObject(i + 1, OffsetDateTime.ofInstant(instant, ZoneOffset.UTC));
                case byte[] octets -> statement.setBytes(i + 1, octets);
                case String[] texts -> statement.setArray(i + 1, connection.createArrayOf("text", texts));
                case Long[] numbers -> statement.setArray(i + 1, connection.createArrayOf("bigint", numbers));
                case Object other -> statement.setObject(i + 1, other);
            }
        }
    }

    public static Resource resource(ResultSet row) throws SQLException {
        return new Resource(
                row.getLong(1),
                new CollectionId(row.getLong(2)),
                row.getString(3),
                row.getString(4),
                row.getInt(5),
                row.getLong(6),
                row.getObject(7, OffsetDateTime.class).toInstant());
    }

    /** A row of {@link #COLUMNS} followed by the content. */
    public static Content content(ResultSet row) throws SQLException {
        return new Content(resource(row), row.getBytes(8));
    }
}
