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

    Optional<AddressBook> book(AccountId account, CollectionId id);

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

    /**
     * For the composer: groups of all address books in whose name words begin with the text, by name, with everybody in them: cards with {@code KIND:group} (RFC
     * 6350 section 6.1.4) or its forerunner {@code X-ADDRESSBOOKSERVER-KIND}. Groups in groups are followed; who has no address is counted only. A group of which nobody
     * has one, or of more than {@value #MOST_MEMBERS} people, is left out. Two queries.
     */
    List<Group> groups(AccountId account, String text, int limit);

    /** Nobody writes to more at a time from a composer. */
    int MOST_MEMBERS = 500;

    /**
     * @param ref its card
     * @param members each address once
     * @param silent how many members have no address, or are not here any more
     */
    record Group(PersonRef ref, String name, List<Suggestion> members, int silent) {}
}
