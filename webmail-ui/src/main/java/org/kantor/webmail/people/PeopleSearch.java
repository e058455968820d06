package org.kantor.webmail.people;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kantor.directory.Directory;
import org.kantor.groupware.contacts.AddressBooks;
import org.kantor.kernel.AccountId;

/** People by a piece of their name or address: colleagues first, then the address books. Two queries. */
@ApplicationScoped
public class PeopleSearch {

    @Inject
    private Directory directory;

    @Inject
    private AddressBooks addressBooks;

    public record Found(String name, String address) {}

    /** Each address once, in the order of relevance. */
    public List<Found> find(AccountId account, String text, int most) {
        var people = new LinkedHashMap<String, Found>();
        for (var person : directory.find(text, 0, most)) {
            add(people, person.displayName(), person.address().toString());
        }
        for (var person : addressBooks.suggest(account, text, most)) {
            add(people, person.name(), person.address());
        }
        return people.values().stream().limit(most).toList();
    }

    private static void add(Map<String, Found> people, String name, String address) {
        people.putIfAbsent(address.toLowerCase(Locale.ROOT), new Found(name, address));
    }
}
