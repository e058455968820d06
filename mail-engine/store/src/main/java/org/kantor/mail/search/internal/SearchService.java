package org.kantor.mail.search.internal;

import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.kantor.bean.Service;
import org.kantor.kernel.AccountId;
import org.kantor.mail.search.IndexSnapshot;
import org.kantor.mail.search.MailSearch;
import org.kantor.mail.search.Matches;
import org.kantor.mail.search.MessageIndex;
import org.kantor.mail.search.query.Query;
import org.kantor.mail.store.Flags;
import org.kantor.mail.store.Labels;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxStatus;
import org.kantor.mail.store.MailboxView;
import org.kantor.mail.store.Mailboxes;
import org.kantor.mail.store.Messages;
import org.kantor.mail.store.SpecialUse;

/** Asks the index for the words and the mailboxes' views for the rest. Safe from any thread. */
@Service
public final class SearchService implements MailSearch {

    /** How long a person waits for an index that has fallen behind: the page can do nothing else meanwhile. What is not in it by then is said to be missing, and asked for again. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    /** After this time a message counts half of what it counted on top of its words. */
    private static final double HALF_LIFE_DAYS = 60;

    private final MessageIndex index;
    private final Mailboxes mailboxes;
    private final Messages messages;
    private final Labels labels;
    private final Clock clock;

    @Inject
    public SearchService(MessageIndex index, Mailboxes mailboxes, Messages messages, Labels labels, Clock clock) {
        this.index = index;
        this.mailboxes = mailboxes;
        this.messages = messages;
        this.labels = labels;
        this.clock = clock;
    }

    /** A message in the place that is looked at. */
    private record Place(Mailbox mailbox, MailboxView view, int index) {
        long message() {
            return view.message(index);
        }
    }

    private record Candidate(Hit hit, long arrived) {}

    /** What a query has found so far. */
    private static final class Finding {
        private final Query query;
        private final Predicate<Place> condition;
        private final boolean everywhere;
        private final List<Candidate> candidates = new ArrayList<>();
        private boolean complete = true;

        Finding(Query query, Predicate<Place> condition) {
            this.query = query;
            this.condition = condition;
            everywhere = namesMailbox(query);
        }

        void look(Place place, boolean known) {
            if (!known) {
                complete = false;
            } else if (condition.test(place)) {
                candidates.add(new Candidate(
                        new Hit(place.mailbox().id(), place.view().uid(place.index()), place.message()),
                        place.view().internalDate(place.index())));
            }
        }
    }

    @Override
    public List<Found> find(AccountId account, List<Query> queries, int most) {
        try (var snapshot = index.snapshot(account, PATIENCE)) {
            var findings = queries.stream()
                    .map(query -> new Finding(query, condition(account, snapshot, query)))
                    .toList();
            var known = snapshot.all();
            var statuses = mailboxes.statuses(account);
            for (var mailbox : mailboxes.list(account)) {
                var aside = mailbox.use() == SpecialUse.JUNK || mailbox.use() == SpecialUse.TRASH;
                var looking = findings.stream()
                        .filter(finding -> finding.everywhere || !aside)
                        .toList();
                if (!looking.isEmpty()) {
                    look(looking, mailbox, view(mailbox, statuses.get(mailbox.id())), known);
                }
            }
            return findings.stream()
                    .map(finding -> new Found(
                            best(snapshot, finding.query, finding.candidates, most),
                            finding.candidates.size(),
                            finding.complete))
                    .toList();
        }
    }

    /** As new as the status says, without a query if this node has it. */
    private MailboxView view(Mailbox mailbox, @Nullable MailboxStatus status) {
        return status == null
                ? messages.view(mailbox.account(), mailbox.id())
                : messages.view(mailbox.account(), mailbox.id(), status.modseq());
    }

    private static void look(List<Finding> findings, Mailbox mailbox, MailboxView view, Matches known) {
        for (var i = 0; i < view.size(); i++) {
            var place = new Place(mailbox, view, i);
            var isKnown = known.knows(place.message());
            for (var finding : findings) {
                finding.look(place, isKnown);
            }
        }
    }

    private List<Hit> best(IndexSnapshot snapshot, Query query, List<Candidate> candidates, int most) {
        var words = new ArrayList<Query.Text>();
        addWords(words, query);
        var newest = Comparator.comparing(Candidate::arrived)
                .thenComparing(candidate -> candidate.hit().message())
                .reversed();
        Comparator<Candidate> order;
        if (words.isEmpty()) {
            order = newest;
        } else {
            var numbers = candidates.stream()
                    .mapToLong(candidate -> candidate.hit().message())
                    .sorted()
                    .distinct()
                    .toArray();
            var relevance = snapshot.relevance(words, numbers);
            order = Comparator.<Candidate>comparingDouble(candidate -> relevance[
                                    Arrays.binarySearch(numbers, candidate.hit().message())]
                            * (1 + youth(candidate.arrived())))
                    .reversed()
                    .thenComparing(newest);
        }
        return candidates.stream().sorted(order).limit(most).map(Candidate::hit).toList();
    }

    /** 1 for what has just arrived, towards 0 for what is old. */
    private double youth(long arrived) {
        var days = Math.max(0, clock.millis() - arrived)
                / (double) Duration.ofDays(1).toMillis();
        return Math.pow(2, -days / HALF_LIFE_DAYS);
    }

    private static void addWords(List<Query.Text> words, Query query) {
        switch (query) {
            case Query.Text text -> words.add(text);
            case Query.And(var queries) -> queries.forEach(each -> addWords(words, each));
            case Query.Or(var queries) -> queries.forEach(each -> addWords(words, each));
            default -> {}
        }
    }

    private static boolean namesMailbox(Query query) {
        return switch (query) {
            case Query.In in -> true;
            case Query.Not(var inner) -> namesMailbox(inner);
            case Query.And(var queries) -> queries.stream().anyMatch(SearchService::namesMailbox);
            case Query.Or(var queries) -> queries.stream().anyMatch(SearchService::namesMailbox);
            default -> false;
        };
    }

    private Predicate<Place> condition(AccountId account, IndexSnapshot snapshot, Query query) {
        return switch (query) {
            case Query.All() -> place -> true;
            case Query.Text text -> among(snapshot.matching(text));
            case Query.HasAttachment() -> among(snapshot.withAttachment());
            case Query.Larger(var octets) -> place -> place.view().octets(place.index()) > octets;
            case Query.Smaller(var octets) -> place -> place.view().octets(place.index()) < octets;
            case Query.Before(var end) -> place -> place.view().internalDate(place.index()) < end.toEpochMilli();
            case Query.Since(var start) -> place -> place.view().internalDate(place.index()) >= start.toEpochMilli();
            case Query.In(var name) -> place -> isCalled(place.mailbox(), name);
            case Query.Is(var state) -> is(state);
            case Query.Label(var name) -> {
                var keyword = keyword(account, name);
                yield place -> place.view().keywords(place.index()).stream().anyMatch(keyword::equalsIgnoreCase);
            }
            case Query.Not(var inner) -> condition(account, snapshot, inner).negate();
            case Query.And(var queries) -> {
                var told = queries.stream().filter(each -> !isStopWord(each)).toList();
                yield all(account, snapshot, told.stream().anyMatch(Query.Text.class::isInstance) ? told : queries);
            }
            case Query.Or(var queries) ->
                queries.stream()
                        .map(each -> condition(account, snapshot, each))
                        .reduce(Predicate::or)
                        .orElse(place -> true);
        };
    }

    private Predicate<Place> all(AccountId account, IndexSnapshot snapshot, List<Query> queries) {
        return queries.stream()
                .map(each -> condition(account, snapshot, each))
                .reduce(Predicate::and)
                .orElse(place -> true);
    }

    /** The keyword of the label that is called so; without one, the name is the keyword. */
    private String keyword(AccountId account, String name) {
        return labels.names(account).entrySet().stream()
                .filter(label -> label.getValue().equalsIgnoreCase(name))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(name);
    }

    private static Predicate<Place> among(Matches matches) {
        return place -> matches.contains(place.message());
    }

    /** Among other words these are not asked for: in "rapat dengan Bob" the second is only grammar. In "dengan is:unread" it is all that is looked for. */
    private static boolean isStopWord(Query query) {
        return query instanceof Query.Text text
                && text.nearness() == Query.Nearness.WORD
                && text.isAnywhere()
                && Words.list(text.text()).stream().allMatch(Words::isStopWord);
    }

    private static Predicate<Place> is(Query.State state) {
        return switch (state) {
            case READ -> flag(Flags.SEEN);
            case UNREAD -> flag(Flags.SEEN).negate();
            case STARRED -> flag(Flags.FLAGGED);
            case ANSWERED -> flag(Flags.ANSWERED);
            case DRAFT -> flag(Flags.DRAFT);
        };
    }

    private static Predicate<Place> flag(int bit) {
        return place -> (place.view().flags(place.index()) & bit) != 0;
    }

    private static boolean isCalled(Mailbox mailbox, String name) {
        var wanted = name.toLowerCase(Locale.ROOT);
        return switch (wanted) {
            case "anywhere" -> true;
            case "spam" -> mailbox.use() == SpecialUse.JUNK;
            default ->
                mailbox.name().equalsIgnoreCase(name)
                        || mailbox.name()
                                .substring(mailbox.name().lastIndexOf('/') + 1)
                                .equalsIgnoreCase(name)
                        || mailbox.use() != null && mailbox.use().name().equalsIgnoreCase(name);
        };
    }
}
