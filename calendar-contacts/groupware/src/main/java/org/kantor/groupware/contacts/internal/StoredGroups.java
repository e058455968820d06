package org.kantor.groupware.contacts.internal;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.kantor.change.Actor;
import org.kantor.change.ChangeStream;
import org.kantor.groupware.contacts.Group;
import org.kantor.groupware.contacts.Group.Member;
import org.kantor.groupware.contacts.PersonRef;
import org.kantor.groupware.contacts.internal.GroupCards.Gathered;
import org.kantor.groupware.contacts.internal.GroupCards.Named;
import org.kantor.groupware.content.Component;
import org.kantor.groupware.content.ContentReader;
import org.kantor.groupware.content.ContentWriter;
import org.kantor.groupware.resource.CollectionId;
import org.kantor.groupware.resource.Content;
import org.kantor.groupware.resource.Members;
import org.kantor.groupware.resource.Precondition;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.tx.Transactions;

/** Groups in the database. A change is one transaction, takes the account's change number first as {@link Members} do, and reads again what it changes; each card is written only if it says something else then. Safe from any thread. */
final class StoredGroups {

    private static final int LONGEST = 200;
    private static final int AT_ONCE = 500;

    /** More than the line with the time of a change takes. */
    private static final int REVISION = 64;

    private final Members<CardFacts> members;
    private final ContactSql sql;
    private final ChangeStream changes;
    private final Transactions transactions;
    private final Clock clock;

    StoredGroups(
            Members<CardFacts> members, ContactSql sql, ChangeStream changes, Transactions transactions, Clock clock) {
        this.members = members;
        this.sql = sql;
        this.changes = changes;
        this.transactions = transactions;
        this.clock = clock;
    }

    List<Group> all(AccountId account) {
        return transactions.call(() -> {
            var cards = read(account);
            return groups(account, cards, cards.named(name -> true));
        });
    }

    /** Those in whose names words begin with all of these. Members are looked up of them only. */
    List<Group> beginning(AccountId account, List<String> words) {
        return transactions.call(() -> {
            var cards = read(account);
            return groups(account, cards, cards.named(name -> GroupCards.begins(name, words)));
        });
    }

    private List<Group> groups(AccountId account, GroupCards cards, List<Gathered> wanted) {
        var uids = cards.wanted(wanted);
        return cards.groups(wanted, uids.isEmpty() ? Map.of() : sql.byUid(account, uids));
    }

    private GroupCards read(AccountId account) {
        if (!sql.unread(account, 1).isEmpty()) {
            readFirst(account);
        }
        var cards = new GroupCards();
        sql.groups(account).forEach(content -> cards.add(content, ContentReader.read(content.octets())));
        sql.naming(account).forEach(cards::add);
        return cards;
    }

    /** What nobody has asked for its groups yet. The account's lock comes before those of its cards, as in every write. */
    private void readFirst(AccountId account) {
        changes.next(account);
        for (var unread = sql.unread(account, AT_ONCE); !unread.isEmpty(); unread = sql.unread(account, AT_ONCE)) {
            unread.forEach(content ->
                    sql.read(account, content.resource(), CardFacts.of(ContentReader.read(content.octets()))));
        }
    }

    private Gathered mustFind(AccountId account, String name) {
        return read(account)
                .named(name)
                .orElseThrow(() -> new Refused(Refused.Code.NOT_FOUND, "The group does not exist any more."));
    }

    /** Without spaces around it. */
    private static String mustBeName(String name) {
        var stripped = name.strip();
        if (stripped.isEmpty()
                || stripped.length() > LONGEST
                || stripped.chars().anyMatch(Character::isISOControl)) {
            throw new Refused(Refused.Code.BAD_VALUE, "A group needs a name of at most " + LONGEST + " characters.");
        }
        return stripped;
    }

    void create(AccountId account, CollectionId book, String name, Actor actor) {
        var wanted = mustBeName(name);
        transactions.run(() -> {
            changes.next(account);
            var cards = read(account);
            mustBeFree(cards, wanted);
            mustHaveRoom(cards);
            write(account, book, CardEditor.group(wanted, clock.instant()), actor);
        });
    }

    private static void mustBeFree(GroupCards cards, String name) {
        if (cards.named(name).isPresent()) {
            throw new Refused(Refused.Code.ALREADY_EXISTS, "There is a group of this name already.");
        }
    }

    private static void mustHaveRoom(GroupCards cards) {
        if (cards.size() >= ContactSql.MOST_GROUPS) {
            throw new Refused(
                    Refused.Code.LIMIT, "An account has at most " + ContactSql.MOST_GROUPS + " cards that are groups.");
        }
    }

    /** A larger card would not be read any more. */
    private static Component fitting(Component group) {
        if (ContentWriter.octets(group).length > ContactSql.LARGEST_GROUP - REVISION) {
            throw new Refused(Refused.Code.LIMIT, "The group is full: its card cannot become larger.");
        }
        return group;
    }

    private void write(AccountId account, CollectionId book, Component card, Actor actor) {
        members.put(account, book, card.text("UID") + ".vcf", ContentWriter.octets(card), Precondition.ABSENT, actor);
    }

    void rename(AccountId account, String name, String newName, Actor actor) {
        var wanted = mustBeName(newName);
        transactions.run(() -> {
            changes.next(account);
            var group = mustFind(account, name);
            if (!GroupCards.key(name).equals(GroupCards.key(wanted))) {
                mustBeFree(read(account), wanted);
            }
            for (var card : group.cards()) {
                edit(account, card.content(), old -> fitting(CardEditor.named(old, wanted)), actor);
            }
            for (var person : group.people()) {
                recategorise(account, person.ref(), name, List.of(wanted), actor);
            }
        });
    }

    void add(AccountId account, CollectionId book, String name, Member member, Actor actor) {
        var wanted = mustBeName(name);
        transactions.run(() -> {
            changes.next(account);
            var read = read(account);
            var found = read.named(wanted);
            var cards = found.map(Gathered::cards).orElse(List.of());
            var people = found.map(Gathered::people).orElse(List.of());
            var ref = member.ref();
            if (ref != null && people.stream().anyMatch(person -> person.ref().equals(ref))) {
                return;
            }
            if (ref != null && cards.isEmpty() && !people.isEmpty()) {
                recategorise(account, ref, wanted, List.of(people.getFirst().called(wanted)), actor);
                return;
            }
            var reference = ref == null
                    ? GroupCards.reference(member)
                    : GroupCards.reference(component(account, ref).text("UID").strip());
            if (cards.stream().anyMatch(card -> CardEditor.isIn(card.card(), reference))) {
                return;
            }
            var here = cards.stream()
                    .filter(card -> card.content().resource().collection().equals(book))
                    .findFirst();
            if (here.isPresent()) {
                edit(account, here.get().content(), old -> fitting(CardEditor.plus(old, reference)), actor);
            } else {
                mustHaveRoom(read);
                var fresh = CardEditor.group(found.map(Gathered::name).orElse(wanted), clock.instant());
                write(account, book, CardEditor.plus(fresh, reference), actor);
            }
        });
    }

    void remove(AccountId account, String name, Member member, Actor actor) {
        transactions.run(() -> {
            changes.next(account);
            var group = mustFind(account, name);
            var ref = member.ref();
            var references = new ArrayList<String>();
            if (ref != null) {
                references.add(
                        GroupCards.reference(component(account, ref).text("UID").strip()));
            }
            if (!member.address().isEmpty()) {
                references.add(GroupCards.reference(member));
            }
            for (var card : group.cards()) {
                edit(account, card.content(), old -> CardEditor.minus(old, references), actor);
            }
            if (ref != null) {
                recategorise(account, ref, name, List.of(), actor);
            }
        });
    }

    Group.Deleted delete(AccountId account, String name, Actor actor) {
        return transactions.call(() -> {
            changes.next(account);
            var group = mustFind(account, name);
            for (var card : group.cards()) {
                var resource = card.content().resource();
                members.delete(account, resource.collection(), resource.name(), Precondition.NONE, actor);
            }
            for (var person : group.people()) {
                recategorise(account, person.ref(), name, List.of(), actor);
            }
            return new Group.Deleted(
                    group.name(),
                    group.cards().stream().map(GroupCards.Card::content).toList(),
                    group.people().stream().map(Named::ref).toList());
        });
    }

    void bringBack(AccountId account, Group.Deleted deleted, Actor actor) {
        transactions.run(() -> {
            for (var card : deleted.cards()) {
                var resource = card.resource();
                members.put(account, resource.collection(), resource.name(), card.octets(), Precondition.ABSENT, actor);
            }
            for (var person : deleted.people()) {
                if (members.byId(account, person.book(), person.card()).isPresent()) {
                    recategorise(account, person, deleted.name(), List.of(deleted.name()), actor);
                }
            }
        });
    }

    /** Takes the group out of the categories of a card, and puts these in. */
    private void recategorise(AccountId account, PersonRef ref, String group, List<String> instead, Actor actor) {
        edit(account, content(account, ref), card -> CardEditor.recategorised(card, group, instead), actor);
    }

    private Content content(AccountId account, PersonRef ref) {
        return members.byId(account, ref.book(), ref.card())
                .orElseThrow(() -> new Refused(Refused.Code.NOT_FOUND, "The contact does not exist any more."));
    }

    private Component component(AccountId account, PersonRef ref) {
        return ContentReader.read(content(account, ref).octets());
    }

    private void edit(AccountId account, Content content, UnaryOperator<Component> change, Actor actor) {
        var card = ContentReader.read(content.octets());
        var changed = change.apply(card);
        if (!changed.equals(card)) {
            var resource = content.resource();
            members.put(
                    account,
                    resource.collection(),
                    resource.name(),
                    ContentWriter.octets(CardEditor.revised(changed, clock.instant())),
                    new Precondition.Matches(Set.of(resource.etag())),
                    actor);
        }
    }
}
