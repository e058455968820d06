package org.kantor.groupware.contacts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.kantor.groupware.contacts.AddressBooks.Suggestion;
import org.kantor.groupware.resource.Content;

/**
 * Everybody whom an account's cards put under one name: cards that are groups ({@code KIND:group}, RFC 6350 section 6.1.4, or its forerunner
 * {@code X-ADDRESSBOOKSERVER-KIND}) and people's cards with that name among their {@code CATEGORIES} (section 6.7.1). Names that differ in case, spaces or the width of letters only are one.
 *
 * @param name as one of the cards writes it
 * @param members each person once, by name
 * @param gone how many members have no card any more
 */
public record Group(String name, List<Member> members, int gone) {

    /**
     * @param ref the card; null for an address without one
     * @param name empty for an address without a card
     * @param address the first one; empty if the card has none
     * @param own whether this group itself has the member, and not a group within it
     */
    public record Member(@Nullable PersonRef ref, String name, String address, boolean own) {}

    /** Those who can be written to, each address once. */
    public List<Suggestion> addresses() {
        var addresses = new LinkedHashMap<String, Suggestion>();
        for (var member : members) {
            if (!member.address.isBlank()) {
                addresses.putIfAbsent(
                        member.address.toLowerCase(Locale.ROOT), new Suggestion(member.name, member.address));
            }
        }
        return List.copyOf(addresses.values());
    }

    /** How many cannot be written to: they have no address, or are not here any more. */
    public int silent() {
        return gone
                + (int) members.stream()
                        .filter(member -> member.address.isBlank())
                        .count();
    }

    /**
     * What the deletion of a group took away.
     *
     * @param cards those that were the group
     * @param people whose cards named it
     */
    public record Deleted(String name, List<Content> cards, List<PersonRef> people) {}
}
