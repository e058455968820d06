package org.kantor.webmail.warnings;

import com.vaadin.cdi.annotation.UIScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kantor.directory.Directory;
import org.kantor.directory.Users;
import org.kantor.groupware.contacts.AddressBooks;
import org.kantor.kernel.AccountId;
import org.kantor.mail.compose.Person;
import org.kantor.mail.search.MessageIndex;
import org.kantor.mail.search.WordField;
import org.kantor.mail.search.query.Query;
import org.kantor.mail.store.Mailboxes;
import org.kantor.mail.store.Messages;
import org.kantor.mail.store.SpecialUse;
import org.kantor.settings.Settings;
import org.kantor.webmail.content.MessageContents;
import org.kantor.webmail.session.SignedIn;

/**
 * Looks at who sent a message, with what the reader's directory, contacts and sent mail say about people. That is read once and kept for some minutes; whether
 * somebody wrote before, the search index says.
 */
@UIScoped
public class Warnings {

    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofMillis(100);
    private static final int MOST_PEOPLE = 1_000;
    private static final int MOST_SENT = 300;

    private final Directory directory;
    private final Users users;
    private final Settings settings;
    private final AddressBooks addressBooks;
    private final Mailboxes mailboxes;
    private final Messages messages;
    private final MessageIndex index;
    private final AccountId account;
    private final Clock clock;
    private @Nullable SenderCheck check;
    private Instant read = Instant.MIN;

    @Inject
    public Warnings(
            Directory directory,
            Users users,
            Settings settings,
            AddressBooks addressBooks,
            Mailboxes mailboxes,
            Messages messages,
            MessageIndex index,
            SignedIn signedIn,
            Clock clock) {
        this.directory = directory;
        this.users = users;
        this.settings = settings;
        this.addressBooks = addressBooks;
        this.mailboxes = mailboxes;
        this.messages = messages;
        this.index = index;
        this.clock = clock;
        account = signedIn.account().id();
    }

    /** What to say about the message's sender; nothing about the reader's own messages. */
    public List<Warning> about(MessageContents.Opened message, long number) {
        var header = message.header();
        var check = check();
        var from = Person.of(message.parsed().envelope().from());
        if (from.isEmpty()) {
            return check.nobody(message.parsed().fromName(), header.arrival()).stream()
                    .toList();
        }
        var warnings = new ArrayList<Warning>();
        check.claim(from, header.arrival(), () -> check.isKnownList(header.value("List-Post")))
                .ifPresent(warnings::add);
        var list = !header.value("List-Id").isEmpty()
                || !header.value("List-Unsubscribe").isEmpty();
        warnings.addAll(check.of(
                from.getFirst(),
                Person.of(message.parsed().envelope().replyTo()),
                list,
                address -> wroteBefore(address, number)));
        return warnings;
    }

    /** What the index cannot tell is not claimed. */
    private boolean wroteBefore(String address, long message) {
        try (var snapshot = index.snapshot(account, PATIENCE)) {
            return !snapshot.all().knows(message)
                    || snapshot.matching(new Query.Text(Set.of(WordField.FROM), address, Query.Nearness.PHRASE))
                            .anyBelow(message);
        }
    }

    private SenderCheck check() {
        var known = check;
        var now = clock.instant();
        if (known == null || read.plus(KEPT).isBefore(now)) {
            known = read();
            check = known;
            read = now;
        }
        return known;
    }

    private SenderCheck read() {
        var domains = new HashSet<String>();
        users.domains().forEach(domain -> domains.add(domain.name().value()));
        var known = new HashMap<String, String>();
        directory
                .find("", 0, MOST_PEOPLE)
                .forEach(person ->
                        known.put(person.address().toString().toLowerCase(Locale.ROOT), person.displayName()));
        addressBooks
                .people(account, "", 0, MOST_PEOPLE)
                .forEach(person -> person.emails()
                        .forEach(address -> known.putIfAbsent(address.toLowerCase(Locale.ROOT), person.name())));
        mailboxes.bySpecialUse(account, SpecialUse.SENT).ifPresent(sent -> {
            var view = messages.view(account, sent.id());
            var from = Math.max(0, view.size() - MOST_SENT);
            var numbers = new long[view.size() - from];
            for (var i = from; i < view.size(); i++) {
                numbers[i - from] = view.message(i);
            }
            messages.stored(account, numbers)
                    .forEach(stored -> Person.of(stored.parsed().envelope().to())
                            .forEach(person -> known.putIfAbsent(
                                    person.address().toString().toLowerCase(Locale.ROOT), person.name())));
        });
        return new SenderCheck(domains, known, SendingServices.read(settings.get(SendingServices.SETTING)));
    }
}
