package org.kantor.webmail.composer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.kantor.directory.Directory;
import org.kantor.groupware.contacts.AddressBooks;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.EmailAddress;
import org.kantor.mail.compose.Person;
import org.kantor.mail.store.Flags;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.MailboxView;
import org.kantor.mail.store.Mailboxes;
import org.kantor.mail.store.Messages;
import org.kantor.mail.store.SpecialUse;

/**
 * Whom a message may go to: the directory, the address books, and with whom there was recent mail: whoever was written to or was answered. Who has only written is not offered, as anybody can write,
 * in the name of somebody known too. Used within one UI's lock.
 */
final class People {

    private static final int SHOWN = 8;
    private static final int ASKED = 20;
    private static final int RECENT_SENT = 60;
    private static final int RECENT_RECEIVED = 200;

    private final Directory directory;
    private final AddressBooks addressBooks;
    private final Mailboxes mailboxes;
    private final Messages messages;
    private final AccountId account;
    /** Filled when first needed: two queries, those written to most recently first. */
    private @Nullable List<Suggestion> recent;
    /** How often each address was written to lately. */
    private final Map<String, Integer> written = new HashMap<>();

    People(Directory directory, AddressBooks addressBooks, Mailboxes mailboxes, Messages messages, AccountId account) {
        this.directory = directory;
        this.addressBooks = addressBooks;
        this.mailboxes = mailboxes;
        this.messages = messages;
        this.account = account;
    }

    /**
     * @param address of a group, what tells it from others in the composer
     * @param out whether it is outside of our directory; of a group, whether somebody in it is
     * @param members of a group; empty for a person
     */
    record Suggestion(String name, String address, boolean out, List<Suggestion> members) {
        Suggestion(String name, String address, boolean out) {
            this(name, address, out, List.of());
        }
    }

    /** Best first: a name or address that begins with the text, then whom this person writes to most, then the address books, the directory and who was answered. */
    List<Suggestion> suggest(String text) {
        var found = new LinkedHashMap<String, Suggestion>();
        var wanted = text.toLowerCase(Locale.ROOT);
        var lately = recent();
        for (var person : addressBooks.suggest(account, text, ASKED)) {
            put(found, person.name(), person.address(), isOutside(person.address()));
        }
        for (var group : addressBooks.groups(account, text, SHOWN)) {
            var members = group.addresses().stream()
                    .map(member -> new Suggestion(member.name(), member.address(), isOutside(member.address())))
                    .toList();
            var id = "group:" + group.name();
            found.put(id, new Suggestion(group.name(), id, members.stream().anyMatch(Suggestion::out), members));
        }
        for (var person : directory.find(text, 0, ASKED)) {
            put(found, person.displayName(), person.address().toString(), false);
        }
        for (var person : lately) {
            if ((person.name() + " " + person.address())
                    .toLowerCase(Locale.ROOT)
                    .contains(wanted)) {
                found.putIfAbsent(person.address().toLowerCase(Locale.ROOT), person);
            }
        }
        return found.values().stream()
                .sorted(Comparator.comparing((Suggestion person) -> !begins(person, wanted))
                        .thenComparing(person -> -written.getOrDefault(key(person.address()), 0)))
                .limit(SHOWN)
                .toList();
    }

    private static boolean begins(Suggestion person, String wanted) {
        var words = " " + person.name().toLowerCase(Locale.ROOT) + " "
                + (person.members().isEmpty() ? key(person.address()) : "");
        return words.contains(" " + wanted);
    }

    private static String key(String address) {
        return address.toLowerCase(Locale.ROOT);
    }

    private static void put(Map<String, Suggestion> found, String name, String address, boolean out) {
        found.putIfAbsent(address.toLowerCase(Locale.ROOT), new Suggestion(name, address, out));
    }

    /** What is known of an address that was typed. */
    Suggestion known(String address) {
        var parsed = EmailAddress.parse(address);
        var own = parsed.flatMap(directory::byAddress);
        return own.map(person -> new Suggestion(person.displayName(), address, false))
                .orElseGet(() -> new Suggestion("", address, isOutside(address)));
    }

    /** Whether the address belongs to none of our domains. */
    boolean isOutside(String address) {
        return EmailAddress.parse(address)
                .map(parsed -> !directory.isLocal(parsed.domain()))
                .orElse(true);
    }

    private List<Suggestion> recent() {
        var known = recent;
        if (known == null) {
            var people = new LinkedHashMap<String, Suggestion>();
            mailboxes.bySpecialUse(account, SpecialUse.SENT).ifPresent(sent -> addSent(sent.id(), people));
            mailboxes.find(account, "INBOX").ifPresent(inbox -> addAnswered(inbox.id(), people));
            known = new ArrayList<>(people.values());
            recent = known;
        }
        return known;
    }

    private void addSent(MailboxId sent, Map<String, Suggestion> people) {
        var view = messages.view(account, sent);
        var newest = newest(view, RECENT_SENT).mapToLong(view::message).toArray();
        for (var message : messages.stored(account, newest)) {
            var envelope = message.parsed().envelope();
            for (var field : List.of(envelope.to(), envelope.cc())) {
                for (var person : Person.of(field)) {
                    var address = person.address().toString();
                    written.merge(key(address), 1, Integer::sum);
                    put(people, person.name(), address, isOutside(address));
                }
            }
        }
    }

    private void addAnswered(MailboxId inbox, Map<String, Suggestion> people) {
        var view = messages.view(account, inbox);
        var answered = newest(view, RECENT_RECEIVED)
                .filter(index -> (view.flags(index) & Flags.ANSWERED) != 0)
                .mapToLong(view::message)
                .toArray();
        for (var summary : messages.summaries(account, answered)) {
            if (!summary.sender().isEmpty()) {
                var name = summary.fromName().equals(summary.sender()) ? "" : summary.fromName();
                put(people, name, summary.sender(), isOutside(summary.sender()));
            }
        }
    }

    /** Their places, the newest first. */
    private static IntStream newest(MailboxView view, int limit) {
        return IntStream.rangeClosed(1, Math.min(limit, view.size())).map(back -> view.size() - back);
    }
}
