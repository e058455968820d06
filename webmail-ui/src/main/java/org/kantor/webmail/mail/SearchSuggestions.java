package org.kantor.webmail.mail;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.kantor.directory.Directory;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.EmailAddress;
import org.kantor.mail.search.MailSearch;
import org.kantor.mail.search.query.Query;
import org.kantor.mail.search.query.QueryParser;
import org.kantor.mail.search.query.Term;
import org.kantor.mail.store.Flags;
import org.kantor.mail.store.Labels;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.Mailboxes;
import org.kantor.mail.store.Messages;
import org.kantor.webmail.people.PeopleSearch;
import org.kantor.webmail.session.SignedIn;
import org.kantor.webmail.shell.Suggestions;
import org.kantor.webmail.shell.Toasts;

/** Answers the search field from mail, people and what was searched before. */
@ApplicationScoped
public class SearchSuggestions implements Suggestions {

    private static final int MOST_MESSAGES = 3;
    private static final int MOST_PEOPLE = 4;
    private static final Set<String> OF_PEOPLE = Set.of("from", "to", "cc");

    @Inject
    SignedIn signedIn;

    @Inject
    MailSearch search;

    @Inject
    Mailboxes mailboxes;

    @Inject
    Messages messages;

    @Inject
    Labels labels;

    @Inject
    PeopleSearch people;

    @Inject
    private Directory directory;

    @Inject
    Searches searches;

    @Inject
    private Instance<SavedSearches> saved;

    @Inject
    private Instance<Toasts> toasts;

    @Inject
    Clock clock;

    @Override
    public Found find(Component texts, String query, String word) {
        var account = signedIn.account().id();
        var folders = mailboxes.list(account);
        var wanted = word.substring(word.indexOf(':') + 1).replace("\"", "");
        var persons = wanted.isBlank() ? new LinkedHashMap<String, Person>() : known(account, wanted);
        var looked = look(account, query, wantsSenders(wanted, word, persons.size()) ? wanted : "");
        new PastSenders(messages)
                .of(account, looked.senders(), MOST_PEOPLE)
                .forEach(person -> persons.putIfAbsent(key(person), person));
        return new Found(
                lines(texts, account, folders, looked.messages()),
                persons.values().stream().limit(MOST_PEOPLE).toList(),
                // by their names in the store, which mean the same in every language
                folders.stream().map(Folders::lastLevel).distinct().toList(),
                List.copyOf(labels.names(account).values()),
                searches.recent(account));
    }

    private static String key(Person person) {
        return person.address().toLowerCase(Locale.ROOT);
    }

    /** Those whom one knows, by their addresses. */
    private Map<String, Person> known(AccountId account, String wanted) {
        var known = new LinkedHashMap<String, Person>();
        people.find(account, wanted, MOST_PEOPLE).stream()
                .map(person -> new Person(person.name(), person.address()))
                .forEach(person -> known.put(key(person), person));
        return known;
    }

    /** Whether those who have only written are offered too: not where it is asked whom one wrote to. */
    private static boolean wantsSenders(String wanted, String word, int known) {
        var start = word.toLowerCase(Locale.ROOT);
        return !wanted.isBlank() && known < MOST_PEOPLE && (start.startsWith("from:") || !start.contains(":"));
    }

    /** What one walk through the mail finds. */
    private record Looked(List<MailSearch.Hit> messages, List<MailSearch.Hit> senders) {}

    /** @param sender a piece of a name or an address; blank asks for nobody */
    private Looked look(AccountId account, String query, String sender) {
        if (query.isBlank()) {
            return new Looked(List.of(), List.of());
        }
        var queries = new ArrayList<Query>();
        queries.add(QueryParser.parse(query, clock.instant(), Dates.zone(UI.getCurrent())));
        if (!sender.isBlank()) {
            queries.add(PastSenders.query(sender));
        }
        var found = search.find(account, queries, PastSenders.MOST_MESSAGES);
        return new Looked(
                found.getFirst().hits().stream().limit(MOST_MESSAGES).toList(),
                sender.isBlank() ? List.of() : found.getLast().hits());
    }

    private List<Message> lines(Component texts, AccountId account, List<Mailbox> folders, List<MailSearch.Hit> hits) {
        var byNumber = messages
                .summaries(
                        account,
                        hits.stream().mapToLong(MailSearch.Hit::message).toArray())
                .stream()
                .collect(Collectors.toMap(Messages.Summary::message, summary -> summary, (one, same) -> one));
        var dates = Dates.of(clock, UI.getCurrent());
        var lines = new ArrayList<Message>();
        for (var hit : hits) {
            var summary = byNumber.get(hit.message());
            if (summary != null) {
                folders.stream()
                        .filter(box -> box.id().equals(hit.mailbox()))
                        .forEach(box -> lines.add(line(texts, account, box, hit, summary, dates)));
            }
        }
        return lines;
    }

    private Message line(
            Component texts,
            AccountId account,
            Mailbox box,
            MailSearch.Hit hit,
            Messages.Summary summary,
            Dates dates) {
        var view = messages.view(account, box.id());
        var index = view.indexOf(hit.uid());
        var outgoing = Folders.outgoing(box);
        return new Message(
                summary.subject(),
                outgoing ? summary.to() : summary.fromName(),
                outgoing ? summary.to() : summary.sender(),
                Folders.title(box, texts),
                index < 0 ? "" : dates.brief(Instant.ofEpochMilli(view.internalDate(index))),
                "mail/" + box.id() + "/" + hit.uid(),
                index >= 0 && (view.flags(index) & Flags.SEEN) == 0);
    }

    @Override
    public Map<String, String> names(String query) {
        var names = new HashMap<String, String>();
        for (var term : Term.of(query)) {
            if (OF_PEOPLE.contains(term.operator())) {
                EmailAddress.parse(term.value())
                        .flatMap(directory::byAddress)
                        .ifPresent(person -> names.put(term.value().toLowerCase(Locale.ROOT), person.displayName()));
            }
        }
        return names;
    }

    @Override
    public void searched(String query) {
        searches.searched(signedIn.account().id(), query);
    }

    @Override
    public void save(String query) {
        searches.save(signedIn.account().id(), query);
        saved.get().refresh();
        toasts.get().tell("check", saved.get().getTranslation("search.saved.done"));
    }
}
