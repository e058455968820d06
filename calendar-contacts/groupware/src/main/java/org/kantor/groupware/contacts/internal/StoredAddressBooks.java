package org.kantor.groupware.contacts.internal;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kantor.bean.Service;
import org.kantor.change.Actor;
import org.kantor.change.ChangeStream;
import org.kantor.directory.AccountCreated;
import org.kantor.groupware.contacts.AddressBook;
import org.kantor.groupware.contacts.AddressBooks;
import org.kantor.groupware.contacts.Group;
import org.kantor.groupware.contacts.Person;
import org.kantor.groupware.contacts.PersonDetails;
import org.kantor.groupware.contacts.PersonDraft;
import org.kantor.groupware.contacts.PersonRef;
import org.kantor.groupware.content.ContentReader;
import org.kantor.groupware.content.ContentWriter;
import org.kantor.groupware.resource.CollectionId;
import org.kantor.groupware.resource.CollectionKind;
import org.kantor.groupware.resource.CollectionStore;
import org.kantor.groupware.resource.Content;
import org.kantor.groupware.resource.MemberResources;
import org.kantor.groupware.resource.Members;
import org.kantor.groupware.resource.Precondition;
import org.kantor.groupware.resource.internal.CollectionEntity;
import org.kantor.groupware.resource.internal.CollectionRows;
import org.kantor.groupware.resource.internal.ResourceSql;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.tx.Jdbc;
import org.kantor.tx.Transactions;

/** Address books in the database. Safe from any thread. */
@Service
public final class StoredAddressBooks implements AddressBooks, MemberResources {

    private static final String DEFAULT_DISPLAY_NAME = "Contacts";

    private final CollectionStore store;
    private final Members<CardFacts> members;
    private final ContactSql sql;
    private final StoredGroups groups;
    private final Transactions transactions;
    private final Clock clock;

    @Inject
    public StoredAddressBooks(
            EntityManager entities, Jdbc jdbc, ChangeStream changes, Transactions transactions, Clock clock) {
        var rows = new CollectionRows(entities);
        var resources = new ResourceSql(jdbc);
        this.sql = new ContactSql(resources);
        this.store = new CollectionStore(CollectionKind.ADDRESS_BOOK, rows, resources, changes, transactions, clock);
        this.members = new Members<>(
                CollectionKind.ADDRESS_BOOK, new CardFormat(sql), resources, rows, changes, transactions, clock);
        this.groups = new StoredGroups(members, sql, changes, transactions, clock);
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Members<CardFacts> members() {
        return members;
    }

    void created(@Observes AccountCreated event) {
        store.ensure(event.account().id(), StoredAddressBooks::first);
    }

    private static void first(CollectionEntity entity) {
        entity.displayName = DEFAULT_DISPLAY_NAME;
    }

    @Override
    public List<AddressBook> list(AccountId account) {
        return store.list(account, StoredAddressBooks::first).stream()
                .map(StoredAddressBooks::book)
                .toList();
    }

    @Override
    public Optional<AddressBook> named(AccountId account, String name) {
        return store.byName(account, name).map(StoredAddressBooks::book);
    }

    private static AddressBook book(CollectionRows.Row row) {
        var entity = row.entity();
        return new AddressBook(
                CollectionStore.id(entity), entity.name, entity.displayName, entity.description, row.modseq());
    }

    @Override
    public AddressBook create(AccountId account, AddressBook.Draft draft, Actor actor) {
        return transactions.call(() -> {
            list(account);
            return book(store.create(
                    account,
                    draft.name(),
                    entity -> {
                        entity.displayName = Optional.ofNullable(draft.name()).orElse(DEFAULT_DISPLAY_NAME);
                        edit(entity, draft.properties());
                    },
                    actor));
        });
    }

    @Override
    public AddressBook change(AccountId account, CollectionId id, AddressBook.Edit edit, Actor actor) {
        return book(store.change(account, id, entity -> edit(entity, edit), actor));
    }

    private static void edit(CollectionEntity entity, AddressBook.Edit edit) {
        edit.displayName().ifPresent(name -> entity.displayName = name.strip());
        edit.description().ifPresent(text -> entity.description = text);
    }

    @Override
    public void delete(AccountId account, CollectionId id, Actor actor) {
        store.delete(account, id, any -> true, actor);
    }

    @Override
    public List<Person> people(AccountId account, String text, int offset, int limit) {
        return transactions.call(() -> sql.people(account, words(text), offset, limit));
    }

    @Override
    public int count(AccountId account, String text) {
        return transactions.call(() -> sql.count(account, words(text)));
    }

    private static List<String> words(String text) {
        return Arrays.stream(CardFacts.fold(text).split("\\s+", 10))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    @Override
    public Optional<Content> card(AccountId account, PersonRef ref) {
        return members.byId(account, ref.book(), ref.card());
    }

    @Override
    public Optional<PersonDetails> person(AccountId account, PersonRef ref) {
        return card(account, ref).map(content -> CardReader.details(ref, ContentReader.read(content.octets())));
    }

    @Override
    public List<Suggestion> suggest(AccountId account, String text, int limit) {
        var words = words(text);
        if (words.isEmpty()) {
            return List.of();
        }
        return transactions.call(() -> sql.beginning(account, words, limit)).stream()
                .flatMap(person -> person.emails().stream().map(email -> new Suggestion(person.name(), email)))
                .distinct()
                .limit(limit)
                .toList();
    }

    @Override
    public List<Group> groups(AccountId account) {
        return groups.all(account);
    }

    @Override
    public List<Group> groups(AccountId account, String text, int limit) {
        var words = words(text);
        if (words.isEmpty()) {
            return List.of();
        }
        return groups.beginning(account, words).stream()
                .filter(group ->
                        !group.addresses().isEmpty() && group.addresses().size() <= MOST_MEMBERS)
                .limit(limit)
                .toList();
    }

    @Override
    public void createGroup(AccountId account, String name, Actor actor) {
        groups.create(account, list(account).getFirst().id(), name, actor);
    }

    @Override
    public void renameGroup(AccountId account, String name, String newName, Actor actor) {
        groups.rename(account, name, newName, actor);
    }

    @Override
    public void addToGroup(AccountId account, String name, Group.Member member, Actor actor) {
        var ref = member.ref();
        groups.add(account, ref == null ? list(account).getFirst().id() : ref.book(), name, member, actor);
    }

    @Override
    public void removeFromGroup(AccountId account, String name, Group.Member member, Actor actor) {
        groups.remove(account, name, member, actor);
    }

    @Override
    public Group.Deleted deleteGroup(AccountId account, String name, Actor actor) {
        return groups.delete(account, name, actor);
    }

    @Override
    public void bringBack(AccountId account, Group.Deleted deleted, Actor actor) {
        groups.bringBack(account, deleted, actor);
    }

    @Override
    public PersonRef createPerson(AccountId account, PersonDraft draft, Actor actor) {
        var created = CardEditor.create(draft, clock.instant());
        var put = put(
                account,
                draft.book(),
                created.uid() + ".vcf",
                ContentWriter.octets(created.card()),
                Precondition.ABSENT,
                actor);
        return new PersonRef(draft.book(), put.resource().id());
    }

    @Override
    public PersonRef updatePerson(AccountId account, PersonRef ref, PersonDraft draft, Actor actor) {
        return transactions.call(() -> {
            var content = mustFind(account, ref);
            var edited = CardEditor.update(ContentReader.read(content.octets()), draft, clock.instant());
            var resource = put(
                            account,
                            ref.book(),
                            content.resource().name(),
                            ContentWriter.octets(edited),
                            new Precondition.Matches(Set.of(content.resource().etag())),
                            actor)
                    .resource();
            if (!draft.book().equals(ref.book())) {
                var from = new Place(ref.book(), resource.name());
                resource = move(account, from, new Place(draft.book(), resource.name()), false, actor)
                        .resource();
            }
            return new PersonRef(draft.book(), resource.id());
        });
    }

    @Override
    public void deletePerson(AccountId account, PersonRef ref, Actor actor) {
        transactions.run(() -> {
            var content = mustFind(account, ref);
            delete(account, ref.book(), content.resource().name(), Precondition.NONE, actor);
        });
    }

    private Content mustFind(AccountId account, PersonRef ref) {
        return card(account, ref)
                .orElseThrow(() -> new Refused(Refused.Code.NOT_FOUND, "The contact does not exist any more."));
    }
}
