package org.kantor.mail.imap;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.MailboxStatus;
import org.kantor.mail.wire.imap.Esearch;
import org.kantor.mail.wire.imap.ImapSyntaxException;
import org.kantor.mail.wire.imap.MailboxFilter;
import org.kantor.mail.wire.imap.SearchKey;
import org.kantor.mail.wire.imap.SearchReturn.Option;

/**
 * ESEARCH (RFC 7377): the search of SEARCH in several mailboxes, each as it is now. What the session may not read is passed over, and so is what it may not look up unless it
 * is named. All is found before anything is answered, so that relevancies of different mailboxes can be compared.
 */
final class EsearchHandler implements Handler<Esearch> {

    /** Mailboxes of one search. */
    private static final int MOST_MAILBOXES = 2_000;

    /** Messages that they may hold together. */
    private static final int MOST_MESSAGES = 2_000_000;

    private record Found(Mailbox mailbox, Searched searched, int[] indexes, float[] relevance) {}

    @Override
    public Class<Esearch> command() {
        return Esearch.class;
    }

    @Override
    public Set<State> states() {
        return State.LOGGED_IN;
    }

    @Override
    public List<String> capabilities(ImapSession session) {
        return List.of("MULTISEARCH");
    }

    @Override
    public News news(Esearch command) {
        return command.hasNumbers() ? News.WITHOUT_EXPUNGE : News.ALL;
    }

    @Override
    public Answer handle(Esearch command, ImapSession session) throws IOException {
        if (command.sources().stream().anyMatch(MailboxFilter::isSelected) && session.selectedOrNull() == null) {
            throw new ImapSyntaxException("No mailbox is selected");
        }
        var unreadable = SearchHandler.unreadable(command, command.results(), session);
        if (unreadable.isPresent()) {
            return unreadable.get();
        }
        var modseqs = command.key().asks(SearchKey.ModSeq.class);
        if (modseqs) {
            session.enable(Extension.CONDSTORE);
        }
        var best = 0f;
        var all = new ArrayList<Found>();
        try (var index = new IndexAnswers(session.services().index())) {
            for (var searched : searched(command, session)) {
                var conditions = new SearchConditions(searched.getValue(), index);
                var found = SearchHandler.search(conditions.of(command.key()), searched.getValue(), session);
                if (found.length > 0 || command.results().has(Option.SAVE)) {
                    var relevance = command.results().has(Option.RELEVANCY)
                            ? conditions.relevance(command.key(), found)
                            : Relevance.NOT_ASKED.of();
                    best = Math.max(best, Relevance.best(relevance));
                    all.add(new Found(searched.getKey(), searched.getValue(), found, relevance));
                }
            }
        }
        for (var found : all) {
            new SearchResults(
                            command.results(),
                            found.indexes(),
                            new Relevance(found.relevance(), best),
                            true,
                            modseqs,
                            Optional.of(found.mailbox()))
                    .answer(found.searched(), session);
        }
        return Answer.ok("ESEARCH completed");
    }

    /** The mailboxes that have something to look at, each once, in the order of their names. Refused LIMIT. */
    private static List<Map.Entry<Mailbox, Searched>> searched(Esearch command, ImapSession session) {
        var chosen = chosen(command, session);
        var statuses = new HashMap<MailboxId, MailboxStatus>();
        chosen.values().stream()
                .map(Mailbox::account)
                .distinct()
                .forEach(owner -> statuses.putAll(session.services().mailboxes().statuses(owner)));
        statuses.values().removeIf(status -> status.messages() == 0 || !chosen.containsKey(status.mailbox()));
        chosen.keySet().retainAll(statuses.keySet());
        var messages =
                statuses.values().stream().mapToLong(MailboxStatus::messages).sum();
        if (chosen.size() > MOST_MAILBOXES || messages > MOST_MESSAGES) {
            throw new Refused(Refused.Code.LIMIT, "There is too much to search");
        }
        var searched = new ArrayList<Map.Entry<Mailbox, Searched>>();
        if (command.sources().stream().anyMatch(MailboxFilter::isSelected)) {
            chosen.remove(session.selected().mailbox().id());
            searched.add(Map.entry(session.selected().mailbox(), session.selected()));
        }
        chosen.values()
                .forEach(mailbox -> view(mailbox, session).ifPresent(each -> searched.add(Map.entry(mailbox, each))));
        return searched;
    }

    private static Map<MailboxId, Mailbox> chosen(Esearch command, ImapSession session) {
        var chosen = new LinkedHashMap<MailboxId, Mailbox>();
        var others = command.sources().stream()
                .filter(source -> !source.isSelected())
                .toList();
        if (others.isEmpty()) {
            return chosen;
        }
        var filters = new MailboxFilters(others);
        var accessible = Accessible.of(session, filters.mayMeanOthers());
        for (var each : accessible.mailboxes()) {
            if (filters.match(each.mailbox().name(), accessible.isSubscribed(each.mailbox()))) {
                chosen.put(each.mailbox().id(), each.mailbox());
            }
        }
        filters.named().forEach(name -> session.mailboxes().find(name).ifPresent(each -> chosen.put(each.id(), each)));
        return chosen;
    }

    /** Empty if it has gone meanwhile, or cannot be read any more. */
    private static Optional<Searched> view(Mailbox mailbox, ImapSession session) {
        try {
            var view = session.services().messages().view(mailbox.account(), mailbox.id());
            return Optional.of(new UnselectedMailbox(session, mailbox, view));
        } catch (Refused e) {
            return Optional.empty();
        }
    }
}
