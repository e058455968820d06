package org.kantor.groupware.contacts;

import java.util.List;
import java.util.Optional;
import org.kantor.change.Actor;
import org.kantor.groupware.resource.CollectionId;
import org.kantor.groupware.resource.Content;
import org.kantor.groupware.resource.Resources;
import org.kantor.kernel.AccountId;

/**
 * An account's address books. As {@link Resources} they are what CardDAV clients see; the methods about people are for people's screens. Every account has at
 * least one address book: the first is made with the account, or on first use. Changes are told of as {@code Collection(ADDRESS_BOOK, id)}, changes to
 * the list of address books as {@code Collection(ADDRESS_BOOK, 0)}.
 */
public interface AddressBooks extends Resources {

    /** By name; never empty. */
    List<AddressBook> list(AccountId account);

    /** @param name the segment of the path */
    Optional<AddressBook> named(AccountId account, String name);

    /** @throws org.kantor.kernel.Refused ALREADY_EXISTS if the name is taken, LIMIT if there are too many, BAD_VALUE */
    AddressBook create(AccountId account, AddressBook.Draft draft, Actor actor);

    AddressBook change(AccountId account, CollectionId id, AddressBook.Edit edit, Actor actor);

    /** Deletes the address book and all in it; the last one stays ({@code CANNOT}). */
    void delete(AccountId account, CollectionId id, Actor actor);

    /** People of all address books whose name, organisation, address or number contains every word of the text (all people if it is empty), by section and name. */
    List<Person> people(AccountId account, String text, int offset, int limit);

    int count(AccountId account, String text);

    /** Empty if the card is gone. */
    Optional<PersonDetails> person(AccountId account, PersonRef ref);

    /** The card as it is stored; empty if it is gone. */
    Optional<Content> card(AccountId account, PersonRef ref);

    /** For the composer: addresses of people whose name or address has a word that begins with the text, best first. */
    List<Suggestion> suggest(AccountId account, String text, int limit);

    PersonRef createPerson(AccountId account, PersonDraft draft, Actor actor);

    /** Keeps every property that the form does not know. */
    PersonRef updatePerson(AccountId account, PersonRef ref, PersonDraft draft, Actor actor);

    void deletePerson(AccountId account, PersonRef ref, Actor actor);

    record Suggestion(String name, String address) {}

    /** All groups of all address books, by name, with everybody in them; groups in groups are followed. Four queries. */
    List<Group> groups(AccountId account);

    /**
     * For the composer: those of them in whose name words begin with the text. A group of which nobody has an address, or of more than {@value #MOST_MEMBERS} people,
     * is left out.
     */
    List<Group> groups(AccountId account, String text, int limit);

    /**
     * Makes an empty group: a card that Apple's clients and DAVx5 read as one (vCard 3.0 with {@code X-ADDRESSBOOKSERVER-KIND}), in the first address book.
     *
     * @throws org.kantor.kernel.Refused ALREADY_EXISTS if there is a group of that name, LIMIT if there are too many, BAD_VALUE
     */
    void createGroup(AccountId account, String name, Actor actor);

    /** Renames its cards, and what people's cards call it. @throws org.kantor.kernel.Refused ALREADY_EXISTS, BAD_VALUE, NOT_FOUND */
    void renameGroup(AccountId account, String name, String newName, Actor actor);

    /**
     * Puts somebody into the group in the way that the group is written already: into its card in the same address book, else among the categories of the person if
     * the group has no card. A group that does not exist is made. Nothing happens if the group has the member itself.
     *
     * @param member with the address only if there is no card
     * @throws org.kantor.kernel.Refused LIMIT if the group's card has a megabyte, some 14,000 members, or there are too many groups
     */
    void addToGroup(AccountId account, String name, Group.Member member, Actor actor);

    /** Takes somebody out who is a member of the group itself. A group that only categories name is gone with its last member. */
    void removeFromGroup(AccountId account, String name, Group.Member member, Actor actor);

    /** Deletes the group, not the people. */
    Group.Deleted deleteGroup(AccountId account, String name, Actor actor);

    /** Takes a deletion back, as far as its people are still here. */
    void bringBack(AccountId account, Group.Deleted deleted, Actor actor);

    /** Nobody writes to more at a time from a composer. */
    int MOST_MEMBERS = 500;
}
