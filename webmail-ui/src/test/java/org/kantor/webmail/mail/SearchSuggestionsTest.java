package org.kantor.webmail.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.Span;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kantor.kernel.AccountId;
import org.kantor.mail.search.MailSearch;
import org.kantor.mail.search.query.Query;
import org.kantor.mail.store.Labels;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.Mailboxes;
import org.kantor.mail.store.Messages;
import org.kantor.webmail.fake.Alice;
import org.kantor.webmail.fake.MemoryMail;
import org.kantor.webmail.fake.MemorySettings;
import org.kantor.webmail.fake.OpenUi;
import org.kantor.webmail.fake.Stand;
import org.kantor.webmail.people.PeopleSearch;
import org.kantor.webmail.session.SignedIn;
import org.kantor.webmail.shell.Suggestions;

class SearchSuggestionsTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-02T09:00:00Z"), ZoneOffset.UTC);

    /** Has names and cannot count. */
    public record Names(Map<String, String> names) {
        public Map<String, String> names(AccountId account) {
            return names;
        }
    }

    private final MemoryMail mail = new MemoryMail();
    private final SignedIn signedIn = Stand.in(SignedIn.class, new Alice());
    private final List<List<Query>> walks = new ArrayList<>();
    private final List<PeopleSearch.Found> known = new ArrayList<>();
    private final SearchSuggestions suggestions = new SearchSuggestions();

    SearchSuggestionsTest() {
        new OpenUi(Locale.ENGLISH);
        var alice = signedIn.account().id();
        mail.deliver(
                mail.find(alice, Mailbox.INBOX).orElseThrow().id(),
                "From: Bulk <news@bulk.example>\r\nSubject: Offer\r\n\r\nx\r\n".getBytes(StandardCharsets.UTF_8),
                0,
                Instant.EPOCH);
        suggestions.signedIn = signedIn;
        suggestions.clock = CLOCK;
        suggestions.mailboxes = Stand.in(Mailboxes.class, mail);
        suggestions.messages = Stand.in(Messages.class, mail);
        suggestions.labels = Stand.in(Labels.class, new Names(Map.of("plan", "Plan")));
        suggestions.searches = new Searches();
        suggestions.searches.settings = new MemorySettings();
        suggestions.search = this::all;
        suggestions.people = new PeopleSearch() {
            @Override
            public List<Found> find(AccountId account, String text, int most) {
                return known;
            }
        };
    }

    /** Finds every message, as an index in which all match. */
    private List<MailSearch.Found> all(AccountId account, List<Query> queries, int most) {
        walks.add(queries);
        assertThat(most).as("who has written is looked for in so many messages").isEqualTo(100);
        var inbox = mail.find(account, Mailbox.INBOX).orElseThrow();
        var view = mail.view(account, inbox.id());
        var hits = List.of(new MailSearch.Hit(inbox.id(), view.uid(0), view.message(0)));
        return queries.stream()
                .map(query -> new MailSearch.Found(hits, 1, true))
                .toList();
    }

    private Suggestions.Found found(String query, String word) {
        return suggestions.find(new Span(), query, word);
    }

    @Test
    void messagesAndWhoHasOnlyWrittenAreFoundInOneWalkAndLabelsByTheirNames() {
        known.add(new PeopleSearch.Found("Bulky Bob", "bob@example.org"));
        var found = found("offer bul", "bul");
        assertThat(found.messages()).extracting(Suggestions.Message::subject).containsExactly("Offer");
        assertThat(found.people())
                .containsExactly(
                        new Suggestions.Person("Bulky Bob", "bob@example.org"),
                        new Suggestions.Person("Bulk", "news@bulk.example"));
        assertThat(found.labels()).containsExactly("Plan");
        assertThat(walks).hasSize(1);
    }

    @Test
    void whereItIsAskedWhomOneWroteToThoseWhoHaveOnlyWrittenAreNotLookedFor() {
        assertThat(found("to:bul", "to:bul").people()).isEmpty();
        assertThat(found("FROM:bul", "FROM:bul").people()).hasSize(1);
        assertThat(walks).extracting(List::size).containsExactly(1, 2);
    }

    @Test
    void whereNothingIsTypedNothingIsLookedFor() {
        assertThat(found("", "").messages()).isEmpty();
        assertThat(walks).isEmpty();
    }
}
