package org.kantor.groupware.contacts.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.kantor.groupware.contacts.Group;
import org.kantor.groupware.contacts.Group.Member;
import org.kantor.groupware.contacts.PersonRef;
import org.kantor.groupware.content.Component;
import org.kantor.groupware.content.Property;
import org.kantor.groupware.resource.Content;

/** The groups of an account: the cards that are groups, and those that people's cards name. For one question. */
final class GroupCards {

    private static final String UUID = "urn:uuid:";
    private static final String MAILTO = "mailto:";

    /** In vCard 4, and as Apple's clients write it in vCard 3. */
    static final List<String> MEMBERS = List.of("MEMBER", "X-ADDRESSBOOKSERVER-MEMBER");

    /** A card that is a group. */
    record Card(Content content, Component card, String name, List<String> members) {}

    /** Somebody whose card names groups. */
    record Named(PersonRef ref, String name, String address, List<String> groups) {

        /** What the card calls the group of that name. */
        String called(String group) {
            return groups.stream()
                    .filter(one -> key(one).equals(key(group)))
                    .findFirst()
                    .orElse(group);
        }
    }

    private final Map<String, Card> byUid = new HashMap<>();
    private final Map<String, Gathered> byName = new HashMap<>();
    private int size;

    /** All under one name. */
    static final class Gathered {
        private final String name;
        private final List<Card> cards = new ArrayList<>();
        private final List<Named> people = new ArrayList<>();

        private Gathered(String name) {
            this.name = name;
        }

        String name() {
            return name;
        }

        List<Card> cards() {
            return cards;
        }

        List<Named> people() {
            return people;
        }
    }

    /** What two names have in common that are the same. */
    static String key(String name) {
        return CardFacts.key(name);
    }

    private Gathered gathered(String name) {
        return byName.computeIfAbsent(key(name), key -> new Gathered(name.strip()));
    }

    /** How many cards are groups. */
    int size() {
        return size;
    }

    void add(Content content, Component card) {
        size++;
        var members = MEMBERS.stream()
                .flatMap(property -> card.properties(property).stream())
                .map(property -> property.text().strip())
                .filter(value -> !value.isEmpty())
                .distinct()
                .toList();
        var group = new Card(content, card, CardFacts.of(card).name(), members);
        gathered(group.name).cards.add(group);
        byUid.put(uid(card.text("UID")), group);
    }

    void add(Named person) {
        person.groups.stream().map(this::gathered).distinct().forEach(group -> group.people.add(person));
    }

    Optional<Gathered> named(String name) {
        return Optional.ofNullable(byName.get(key(name)));
    }

    /** Without the scheme and in lower case, as clients write it in one way and refer to it in another. */
    static String uid(String text) {
        var bare = text.strip().toLowerCase(Locale.ROOT);
        return bare.startsWith(UUID) ? bare.substring(UUID.length()) : bare;
    }

    /** How a group names a card. */
    static String reference(String uid) {
        return uid.regionMatches(true, 0, "urn:", 0, 4) ? uid : UUID + uid;
    }

    static String reference(Member addressOnly) {
        return MAILTO + addressOnly.address();
    }

    /** Those whose names satisfy, by name. */
    List<Gathered> named(Predicate<String> name) {
        return byName.values().stream()
                .filter(group -> name.test(group.name))
                .sorted(Comparator.comparing((Gathered group) -> CardFacts.fold(group.name))
                        .thenComparing(group -> key(group.name)))
                .toList();
    }

    /** The UIDs under which members of these, and of groups in them, may be stored. */
    Set<String> wanted(List<Gathered> groups) {
        var wanted = new TreeSet<String>();
        for (var card : within(groups)) {
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

    private Set<Card> within(List<Gathered> groups) {
        var within = new LinkedHashSet<Card>();
        var next = new ArrayDeque<Card>();
        groups.forEach(group -> next.addAll(group.cards));
        while (!next.isEmpty()) {
            var card = next.remove();
            if (within.add(card)) {
                card.members.stream()
                        .map(member -> byUid.get(uid(member)))
                        .filter(Objects::nonNull)
                        .forEach(next::add);
            }
        }
        return within;
    }

    private static boolean isAddress(String member) {
        return member.regionMatches(true, 0, MAILTO, 0, MAILTO.length());
    }

    /** Whether a line of a group is about this member: its card's UID, or its address. */
    static boolean isAbout(Property line, String reference) {
        return MEMBERS.contains(line.name()) && uid(line.text()).equals(uid(reference));
    }

    /** @param people by their UID */
    List<Group> groups(List<Gathered> groups, Map<String, Member> people) {
        var known = new HashMap<String, Member>();
        people.forEach((uid, person) -> known.put(uid(uid), person));
        return groups.stream().map(group -> group(group, known)).toList();
    }

    private Group group(Gathered group, Map<String, Member> known) {
        var members = new LinkedHashMap<Object, Member>();
        for (var person : group.people) {
            members.put(person.ref, new Member(person.ref, person.name, person.address, true));
        }
        var seen = new HashSet<>(group.cards);
        var gone = 0;
        for (var card : group.cards) {
            gone += collect(card, true, known, members, seen);
        }
        var addresses = members.values().stream()
                .filter(member -> member.ref() != null)
                .map(member -> member.address().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return new Group(
                group.name,
                members.values().stream()
                        .filter(member -> member.ref() != null
                                || !addresses.contains(member.address().toLowerCase(Locale.ROOT)))
                        .map(Sorted::of)
                        .sorted(Comparator.comparing(Sorted::key))
                        .map(Sorted::member)
                        .toList(),
                gone);
    }

    /** A member with what it is sorted by, which is made once. */
    private record Sorted(String key, Member member) {

        static Sorted of(Member member) {
            return new Sorted(CardFacts.fold(member.name().isEmpty() ? member.address() : member.name()), member);
        }
    }

    /** Puts a card's members beside the others; those of groups in it are not its own. Answers how many are not here any more. */
    private int collect(
            Card card, boolean own, Map<String, Member> known, Map<Object, Member> members, Collection<Card> seen) {
        var gone = 0;
        for (var member : card.members) {
            var uid = uid(member);
            var inner = byUid.get(uid);
            if (inner != null) {
                gone += seen.add(inner) ? collect(inner, false, known, members, seen) : 0;
            } else if (isAddress(member)) {
                var address = member.substring(MAILTO.length());
                put(members, address.toLowerCase(Locale.ROOT), new Member(null, "", address, own));
            } else {
                var person = known.get(uid);
                var ref = person == null ? null : person.ref();
                if (person == null || ref == null) {
                    gone++;
                } else {
                    put(members, ref, new Member(ref, person.name(), person.address(), own));
                }
            }
        }
        return gone;
    }

    private static void put(Map<Object, Member> members, Object key, Member member) {
        members.merge(key, member, (one, other) -> one.own() ? one : other);
    }

    /** Whether words of the name begin with all of these. */
    static boolean begins(String name, List<String> words) {
        var all = " " + CardFacts.fold(name);
        return words.stream().allMatch(word -> all.contains(" " + word));
    }
}
