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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.kantor.directory.Directory;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.EmailAddress;
import org.kantor.mail.search.MailSearch;
import org.kantor.mail.search.query.QueryParser;
import org.kantor.mail.search.query.Term;
import org.kantor.mail.store.Flags;
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
    private SignedIn signedIn;

    @Inject
    private MailSearch search;

    @Inject
    private Mailboxes mailboxes;

    @Inject
    private Messages messages;

    @Inject
    private PeopleSearch people;

    @Inject
    private Directory directory;

    @Inject
    private Searches searches;

    @Inject
    private Instance<SavedSearches> saved;

    @Inject
    private Instance<Toasts> toasts;

    @Inject
    private Clock clock;

    @Override
    public Found find(Component texts, String query, String word) {
        var account = signedIn.account().id();
        var folders = mailboxes.list(account);
        var wanted = word.substring(word.indexOf(':') + 1).replace("\"", "");
        return new Found(
                query.isBlank() ? List.of() : hits(texts, account, folders, query),
                wanted.isBlank()
                        ? List.of()
                        : people.find(account, wanted, MOST_PEOPLE).stream()
                                .map(person -> new Person(person.name(), person.address()))
                                .toList(),
                // by their names in the store, which mean the same in every language
                folders.stream().map(Folders::lastLevel).distinct().toList(),
                searches.recent(account));
    }

    private List<Message> hits(Component texts, AccountId account, List<Mailbox> folders, String query) {
        var ui = UI.getCurrent();
        var found = search.find(account, QueryParser.parse(query, clock.instant(), Dates.zone(ui)), MOST_MESSAGES);
        var byNumber =
                messages
                        .summaries(
                                account,
                                found.hits().stream()
                                        .mapToLong(MailSearch.Hit::message)
                                        .toArray())
                        .stream()
                        .collect(Collectors.toMap(Messages.Summary::message, summary -> summary, (one, same) -> one));
        var dates = Dates.of(clock, ui);
        var lines = new ArrayList<Message>();
        for (var hit : found.hits()) {
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
