package org.kantor.mail.imap;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kantor.mail.store.MailboxKeys;
import org.kantor.mail.wire.imap.SearchKey;
import org.kantor.mail.wire.imap.SearchReturn;
import org.kantor.mail.wire.imap.Sort;
import org.kantor.mail.wire.imap.SortCriterion;

/**
 * SORT and UID SORT (RFC 5256 section 3), by display names too (RFC 5957) and by relevance (RFC 6203 section 6), with MODSEQ as in SEARCH (RFC 7162 section 3.1.6),
 * and with what the client wants returned (ESORT, RFC 5267 section 3). Announces I18NLEVEL=1 (RFC 5255 section 4.2): here, in THREAD and in SEARCH texts are compared
 * by {@code i;unicode-casemap}.
 */
final class SortHandler implements Handler<Sort> {

    @Override
    public Class<Sort> command() {
        return Sort.class;
    }

    @Override
    public Set<State> states() {
        return State.WITH_MAILBOX;
    }

    @Override
    public List<String> capabilities(ImapSession session) {
        return List.of("SORT", "SORT=DISPLAY", "ESORT", "I18NLEVEL=1");
    }

    @Override
    public News news(Sort command) {
        return command.hasNumbers() ? News.WITHOUT_EXPUNGE : News.ALL;
    }

    @Override
    public Answer handle(Sort command, ImapSession session) throws IOException {
        var results = command.results();
        var unreadable = SearchHandler.unreadable(command, results, session);
        if (unreadable.isPresent()) {
            return unreadable.get();
        }
        var modseqs = command.key().asks(SearchKey.ModSeq.class);
        if (modseqs) {
            session.enable(Extension.CONDSTORE);
        }
        var ranked = command.sortsBy(SortCriterion.Key.RELEVANCY)
                || results != null && results.has(SearchReturn.Option.RELEVANCY);
        var messages = KeyedMessages.matching(command.key(), ranked, session);
        var order = sorted(messages, command.criteria());
        var sorted = messages.indexes(order);
        if (results == null) {
            SearchHandler.list("SORT", sorted, command.uid(), modseqs, session);
        } else {
            new SearchResults(results, sorted, messages.relevance(order), command.uid(), modseqs, Optional.empty())
                    .answer(session.selected(), session);
        }
        return Answer.ok(command.uid() ? "UID SORT completed" : "SORT completed");
    }

    /** The last criterion first: each sorting keeps the order of what it finds equal. */
    static int[] sorted(KeyedMessages messages, List<SortCriterion> criteria) {
        var order = messages.positions();
        for (var criterion : criteria.reversed()) {
            order = KeyedMessages.sorted(order, value(messages, criterion.key()), criterion.reverse());
        }
        return order;
    }

    private static KeyedMessages.Value value(KeyedMessages messages, SortCriterion.Key key) {
        return switch (key) {
            case ARRIVAL -> messages::arrival;
            case DATE -> messages::sent;
            case RELEVANCY -> messages::irrelevance;
            case SIZE -> messages::octets;
            case SUBJECT -> rank(messages, MailboxKeys.Text.SUBJECT);
            case FROM -> rank(messages, MailboxKeys.Text.FROM);
            case TO -> rank(messages, MailboxKeys.Text.TO);
            case CC -> rank(messages, MailboxKeys.Text.CC);
            case DISPLAYFROM -> rank(messages, MailboxKeys.Text.DISPLAY_FROM);
            case DISPLAYTO -> rank(messages, MailboxKeys.Text.DISPLAY_TO);
        };
    }

    private static KeyedMessages.Value rank(KeyedMessages messages, MailboxKeys.Text text) {
        return position -> messages.keys().rank(text, messages.row(position));
    }
}
