package org.kantor.groupware.contacts.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kantor.groupware.contacts.Group.Member;
import org.kantor.groupware.contacts.Person;
import org.kantor.groupware.contacts.PersonRef;
import org.kantor.groupware.contacts.internal.GroupCards.Named;
import org.kantor.groupware.resource.CollectionId;
import org.kantor.groupware.resource.Content;
import org.kantor.groupware.resource.Resource;
import org.kantor.groupware.resource.internal.ResourceSql;
import org.kantor.kernel.AccountId;

/** What people are listed and searched by. Needs an open transaction. */
final class ContactSql {

    private static final String COLUMNS =
            "select e.collection, e.resource, e.name, e.section, e.organisation, e.title, e.emails, e.phones from contact_entry e ";

    /** So many cards that are groups are read, the oldest; there are made no more. */
    static final int MOST_GROUPS = 500;

    /** Octets of a card with some 14,000 members. No group is made larger; larger cards of other clients, with a picture, are left out. */
    static final int LARGEST_GROUP = 1 << 20;

    private final ResourceSql resources;

    ContactSql(ResourceSql resources) {
        this.resources = resources;
    }

    void index(AccountId account, CollectionId collection, long resource, CardFacts facts) {
        if (facts.group()) {
            resources.execute(
                    "delete from contact_entry where account = ? and collection = ? and resource = ?",
                    account,
                    collection,
                    resource);
            return;
        }
        resources.execute(
                """
                insert into contact_entry
                  (account, collection, resource, name, section, sort_key, organisation, title, emails, phones, words, categories)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (account, collection, resource) do update set name = excluded.name, section = excluded.section,
                  sort_key = excluded.sort_key, organisation = excluded.organisation, title = excluded.title,
                  emails = excluded.emails, phones = excluded.phones, words = excluded.words, categories = excluded.categories""",
                account,
                collection,
                resource,
                facts.name(),
                facts.section(),
                facts.sortKey(),
                facts.organisation(),
                facts.title(),
                facts.emails().toArray(String[]::new),
                facts.phones().toArray(String[]::new),
                facts.words(),
                facts.categories().toArray(String[]::new));
    }

    /** Letters first, then the rest. */
    List<Person> people(AccountId account, List<String> words, int offset, int limit) {
        var parameters = matching(account, words);
        parameters.add(offset);
        parameters.add(limit);
        return resources.query(
                COLUMNS + "where e.account = ? and e.words like all (?)"
                        + " order by e.section = '#', e.section, e.sort_key, e.resource offset ? limit ?",
                ContactSql::person,
                parameters.toArray());
    }

    int count(AccountId account, List<String> words) {
        return resources
                .query(
                        "select count(*) from contact_entry e where e.account = ? and e.words like all (?)",
                        row -> row.getInt(1),
                        matching(account, words).toArray())
                .getFirst();
    }

    /** People with an address in whose words each of the patterns begins one; those whose name begins with it first. */
    List<Person> beginning(AccountId account, List<String> words, int limit) {
        return resources.query(
                COLUMNS + "where e.account = ? and e.words like all (?) and e.emails <> '{}'"
                        + " order by e.sort_key not like ?, e.sort_key limit ?",
                ContactSql::person,
                account,
                words.stream().map(word -> "% " + escaped(word) + "%").toArray(String[]::new),
                escaped(words.getFirst()) + "%",
                limit);
    }

    /** The cards that are no people, and so groups; the oldest first. */
    List<Content> groups(AccountId account) {
        return resources.query(
                "select " + ResourceSql.COLUMNS
                        + ", r.content from groupware_collection c join groupware_resource r on r.account = c.account and r.collection = c.id"
                        + " where c.account = ? and c.kind = 'ADDRESS_BOOK' and octet_length(r.content) <= ? and not exists (select from contact_entry e"
                        + " where e.account = r.account and e.collection = r.collection and e.resource = r.id)"
                        + " order by r.id limit ?",
                ResourceSql::content,
                account,
                LARGEST_GROUP,
                MOST_GROUPS);
    }

    /** So many cards that nobody has asked for their groups yet. */
    List<Content> unread(AccountId account, int most) {
        return resources.query(
                "select " + ResourceSql.COLUMNS
                        + ", r.content from contact_entry e join groupware_resource r"
                        + " on r.account = e.account and r.collection = e.collection and r.id = e.resource"
                        + " where e.account = ? and e.categories is null limit ?",
                ResourceSql::content,
                account,
                most);
    }

    /** Does nothing for a card that is written meanwhile: what was read of it is not so any more. */
    void read(AccountId account, Resource card, CardFacts facts) {
        resources.execute(
                "update contact_entry set section = ?, sort_key = ?, words = ?, categories = ?"
                        + " where account = ? and collection = ? and resource = ? and categories is null",
                facts.section(),
                facts.sortKey(),
                facts.words(),
                facts.categories().toArray(String[]::new),
                account,
                card.collection(),
                card.id());
    }

    /** People whose cards name groups. */
    List<Named> naming(AccountId account) {
        return resources.query(
                "select e.collection, e.resource, e.name, coalesce(e.emails[1], ''), e.categories from contact_entry e"
                        + " where e.account = ? and e.categories <> '{}' order by e.sort_key, e.resource",
                row -> new Named(ref(row), row.getString(3), row.getString(4), texts(row, 5)),
                account);
    }

    private static PersonRef ref(ResultSet row) throws SQLException {
        return new PersonRef(new CollectionId(row.getLong(1)), row.getLong(2));
    }

    /** Names and first addresses by UID; an empty address for people without. */
    Map<String, Member> byUid(AccountId account, Collection<String> uids) {
        var people = new HashMap<String, Member>();
        resources
                .query(
                        "select e.collection, e.resource, e.name, coalesce(e.emails[1], ''), r.uid from groupware_resource r"
                                + " join contact_entry e on e.account = r.account and e.collection = r.collection and e.resource = r.id"
                                + " where r.account = ? and r.uid = any (?)",
                        row -> Map.entry(
                                row.getString(5), new Member(ref(row), row.getString(3), row.getString(4), true)),
                        account,
                        uids.toArray(String[]::new))
                .forEach(person -> people.merge(
                        person.getKey(),
                        person.getValue(),
                        (one, other) -> one.address().isEmpty() ? other : one));
        return people;
    }

    private static List<Object> matching(AccountId account, List<String> words) {
        var parameters = new ArrayList<Object>();
        parameters.add(account);
        parameters.add(words.stream().map(word -> "%" + escaped(word) + "%").toArray(String[]::new));
        return parameters;
    }

    private static String escaped(String word) {
        return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private static Person person(ResultSet row) throws SQLException {
        return new Person(
                ref(row),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                texts(row, 7),
                texts(row, 8));
    }

    private static List<String> texts(ResultSet row, int column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}
