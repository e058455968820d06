package org.kantor.webmail.people;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.kantor.directory.Directory;
import org.kantor.groupware.contacts.AddressBooks;
import org.kantor.groupware.contacts.Group;
import org.kantor.groupware.contacts.Person;
import org.kantor.kernel.AccountId;

/** Where the rows of a list of people come from. The words narrow them; empty for all. */
interface PeopleRows {

    PeopleRows NONE = of(List.of());

    int size(String words);

    List<Entry> page(String words, int offset, int limit);

    static PeopleRows ofContacts(AddressBooks books, AccountId account) {
        return new PeopleRows() {
            @Override
            public int size(String words) {
                return books.count(account, words);
            }

            @Override
            public List<Entry> page(String words, int offset, int limit) {
                return bySection(
                        offset,
                        limit,
                        (from, most) -> books.people(account, words, from, most),
                        Person::section,
                        Entry::of);
            }
        };
    }

    static PeopleRows ofDirectory(Directory directory) {
        return new PeopleRows() {
            @Override
            public int size(String words) {
                return directory.count(words);
            }

            @Override
            public List<Entry> page(String words, int offset, int limit) {
                return bySection(
                        offset, limit, (from, most) -> directory.find(words, from, most), Entry::section, Entry::of);
            }
        };
    }

    /** @param locale whose small letters are compared */
    static PeopleRows ofGroup(Group group, Locale locale) {
        return new PeopleRows() {
            private List<Entry> found(String words) {
                var wanted = words.strip().toLowerCase(locale);
                return group.members().stream()
                        .filter(member -> (member.name() + " " + member.address())
                                .toLowerCase(locale)
                                .contains(wanted))
                        .map(member -> Entry.of(member, false))
                        .toList();
            }

            @Override
            public int size(String words) {
                return found(words).size();
            }

            @Override
            public List<Entry> page(String words, int offset, int limit) {
                return found(words).stream().skip(offset).limit(limit).toList();
            }
        };
    }

    static PeopleRows of(List<Entry> all) {
        return new PeopleRows() {
            @Override
            public int size(String words) {
                return all.size();
            }

            @Override
            public List<Entry> page(String words, int offset, int limit) {
                return all;
            }
        };
    }

    /** A page of the list; the line before it tells whether its first one begins a section. */
    private static <T> List<Entry> bySection(
            int offset,
            int limit,
            BiFunction<Integer, Integer, List<T>> source,
            Function<T, String> section,
            BiFunction<T, Boolean, Entry> entry) {
        var before = offset == 0 ? 0 : 1;
        var found = source.apply(offset - before, limit + before);
        var entries = new ArrayList<Entry>();
        for (var i = before; i < found.size(); i++) {
            var first = i == 0 || !section.apply(found.get(i)).equals(section.apply(found.get(i - 1)));
            entries.add(entry.apply(found.get(i), first));
        }
        return entries;
    }
}
