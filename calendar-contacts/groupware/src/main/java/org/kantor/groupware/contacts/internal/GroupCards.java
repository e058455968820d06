package org.kantor.groupware.contacts.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.kantor.groupware.contacts.AddressBooks.Group;
import org.kantor.groupware.contacts.AddressBooks.Suggestion;
import org.kantor.groupware.contacts.PersonRef;
import org.kantor.groupware.content.Component;

/** The cards of an account that are groups, and who is in them. For one question. */
final class GroupCards {

    private static final String UUID = "urn:uuid:";
    private static final String MAILTO = "mailto:";

    /** Everything a group says of its members, by its UID. */
    private final Map<String, Card> byUid = new HashMap<>();

    private final List<Card> cards = new ArrayList<>();

    private record Card(PersonRef ref, String name, List<String> members) {}

    void add(PersonRef ref, Component card) {
        var members = Stream.of("MEMBER", "X-ADDRESSBOOKSERVER-MEMBER")
                .flatMap(property -> card.properties(property).stream())
                .map(property -> property.text().strip())
                .filter(value -> !value.isEmpty())
                .distinct()
                .toList();
        var group = new Card(ref, CardFacts.of(card).name(), members);
        cards.add(group);
        byUid.put(uid(card.text("UID")), group);
    }

    /** Leaves those groups in whose name all the words begin, and those that are in them. Answers whether there are any. */
    boolean keep(List<String> words) {
        cards.removeIf(card -> !begin(card.name, words));
        return !cards.isEmpty();
    }

    private static boolean begin(String name, List<String> words) {
        var all = " " + CardFacts.fold(name);
        return words.stream().allMatch(word -> all.contains(" " + word));
    }

    /** Without the scheme and in lower case, as clients write it in one way and refer to it in another. */
    private static String uid(String text) {
        var bare = text.strip().toLowerCase(Locale.ROOT);
        return bare.startsWith(UUID) ? bare.substring(UUID.length()) : bare;
    }

    /** The UIDs under which members may be stored. */
    Set<String> wanted() {
        var wanted = new TreeSet<String>();
        for (var card : reached()) {
            for (var member : card.members) {
                if (!isAddress(member)) {
                    var bare = member.regionMatches(true, 0, UUID, 0, UUID.length())
                            ? member.substring(UUID.length())
                            : member;
                    for (var form : List.of(bare, bare.toLowerCase(Locale.ROOT), bare.toUpperCase(Locale.ROOT))) {
                        wanted.add(form);
                        wanted.add(UUID + form);
                    }
                }
            }
        }
        return wanted;
    }

    private Set<Card> reached() {
        var reached = new HashSet<>(cards);
        var next = new ArrayDeque<>(cards);
        while (!next.isEmpty()) {
            for (var member : next.remove().members) {
                var group = byUid.get(uid(member));
                if (group != null && reached.add(group)) {
                    next.add(group);
                }
            }
        }
        return reached;
    }

    private static boolean isAddress(String member) {
        return member.regionMatches(true, 0, MAILTO, 0, MAILTO.length());
    }

    /** @param people by their UID; without an address if they have none */
    List<Group> groups(Map<String, Suggestion> people, int most) {
        var known = new HashMap<String, Suggestion>();
        people.forEach((uid, person) -> known.put(uid(uid), person));
        return cards.stream()
                .map(card -> {
                    var members = new LinkedHashMap<String, Suggestion>();
                    var silent = collect(card, known, members, new HashSet<>(), most);
                    return new Group(card.ref, card.name, List.copyOf(members.values()), silent);
                })
                .filter(group -> !group.members().isEmpty() && group.members().size() <= most)
                .toList();
    }

    private int collect(
            Card card,
            Map<String, Suggestion> people,
            Map<String, Suggestion> members,
            Collection<Card> seen,
            int most) {
        if (!seen.add(card) || members.size() > most) {
            return 0;
        }
        var silent = 0;
        for (var member : card.members) {
            var uid = uid(member);
            var group = byUid.get(uid);
            var person = isAddress(member)
                    ? new Suggestion("", member.substring(MAILTO.length()))
                    : people.getOrDefault(uid, new Suggestion("", ""));
            if (group != null) {
                silent += collect(group, people, members, seen, most);
            } else if (person.address().isBlank()) {
                silent++;
            } else {
                members.putIfAbsent(person.address().toLowerCase(Locale.ROOT), person);
            }
        }
        return silent;
    }
}
