package org.kantor.webmail.people;

import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.kantor.directory.Account;
import org.kantor.groupware.contacts.Group.Member;
import org.kantor.groupware.contacts.Person;
import org.kantor.groupware.contacts.PersonRef;
import org.kantor.groupware.resource.CollectionId;

/**
 * A line of the list.
 *
 * @param section the letter it stands under
 * @param first whether it is the first of its section
 * @param contact one's own card; null for somebody of the directory, and for an address in a group that has no card
 * @param account somebody of the directory; null for a card of one's own
 */
record Entry(
        String name,
        String detail,
        String address,
        String section,
        boolean first,
        @Nullable PersonRef contact,
        @Nullable Account account) {

    static Entry of(Person person, boolean first) {
        var detail = person.title().isBlank() || person.organisation().isBlank()
                ? person.title() + person.organisation()
                : person.title() + ", " + person.organisation();
        var address = person.emails().isEmpty() ? "" : person.emails().getFirst();
        return new Entry(
                person.name(),
                detail.isBlank() ? address : detail,
                address,
                person.section(),
                first,
                person.ref(),
                null);
    }

    /** @param first whether it is the first of its section */
    static Entry of(Member member, boolean first) {
        var name = member.name().isEmpty() ? member.address() : member.name();
        return new Entry(name, member.address(), member.address(), section(name), first, member.ref(), null);
    }

    static Entry of(Account account, boolean first) {
        var address = account.address().toString();
        return new Entry(account.displayName(), address, address, section(account), first, null, account);
    }

    /** Names the line in the browser: a card by its numbers, somebody of the directory by the address. */
    String key() {
        return contact == null ? address : contact.book() + " " + contact.card();
    }

    /** The card that a key names; null if it names somebody of the directory. */
    static @Nullable PersonRef contact(String key) {
        var gap = key.indexOf(' ');
        return gap < 0
                ? null
                : new PersonRef(
                        new CollectionId(Long.parseLong(key.substring(0, gap))),
                        Long.parseLong(key.substring(gap + 1)));
    }

    static String section(Account account) {
        return section(account.displayName());
    }

    static String section(String name) {
        var folded = Normalizer.normalize(name, Normalizer.Form.NFKD).strip().toUpperCase(Locale.ROOT);
        var first = folded.isEmpty() ? ' ' : folded.charAt(0);
        return first >= 'A' && first <= 'Z' ? String.valueOf(first) : "#";
    }
}
