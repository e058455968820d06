package org.kantor.mail.imap;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kantor.mail.imap.Condition.Truth;
import org.kantor.mail.store.MailboxView;
import org.kantor.mail.store.Messages.StoredMessage;
import org.kantor.mail.wire.imap.ImapSyntaxException;
import org.kantor.mail.wire.imap.ResponseCode;
import org.kantor.mail.wire.imap.Search;
import org.kantor.mail.wire.imap.SearchKey;
import org.kantor.mail.wire.imap.SearchProgram;
import org.kantor.mail.wire.imap.SearchReturn;

/**
 * SEARCH and UID SEARCH (RFC 3501 sections 6.4.4 and 6.4.8), with what RFCs 4731, 5182, 6203 and 9394 let it return and the conditions of RFC 5032: first over the
 * view alone, then over the parsed form of those messages that are still in question, in batches, and last over the content of the rest.
 */
final class SearchHandler implements Handler<Search> {

    private static final int BATCH = 500;

    @Override
    public Class<Search> command() {
        return Search.class;
    }

    @Override
    public Set<State> states() {
        return State.WITH_MAILBOX;
    }

    @Override
    public List<String> capabilities(ImapSession session) {
        return List.of("ESEARCH", "SEARCHRES", "SEARCH=FUZZY", "WITHIN", "PARTIAL", Progress.CAPABILITY);
    }

    @Override
    public News news(Search command) {
        return command.hasNumbers() ? News.WITHOUT_EXPUNGE : News.ALL;
    }

    @Override
    public Answer handle(Search command, ImapSession session) throws IOException {
        var selected = session.selected();
        var results = command.results() == null && session.enabled(Extension.IMAP4REV2)
                ? SearchReturn.ALL
                : command.results();
        if (command.charset() != null && session.enabled(Extension.UTF8)) {
            throw new ImapSyntaxException("All is UTF-8, so that no charset is named");
        }
        var unreadable = unreadable(command, results, session);
        if (unreadable.isPresent()) {
            return unreadable.get();
        }
        var relevance = Relevance.NOT_ASKED;
        int[] found;
        try (var index = new IndexAnswers(session.services().index())) {
            var conditions = new SearchConditions(selected, index);
            found = search(conditions.of(command.key()), selected, session);
            if (results != null && results.has(SearchReturn.Option.RELEVANCY)) {
                relevance = new Relevance(conditions.relevance(command.key(), found));
            }
        }
        var modseqs = command.key().asks(SearchKey.ModSeq.class);
        if (modseqs) {
            session.enable(Extension.CONDSTORE);
        }
        if (results == null) {
            list("SEARCH", found, command.uid(), modseqs, session);
        } else {
            new SearchResults(results, found, relevance, command.uid(), modseqs, Optional.empty())
                    .answer(selected, session);
        }
        return Answer.ok(command.uid() ? "UID SEARCH completed" : "SEARCH completed");
    }

    /** The answer where the texts are in a charset that nobody knows; such a search has saved nothing (RFC 5182 section 2.1). */
    static Optional<Answer> unreadable(SearchProgram command, @Nullable SearchReturn results, ImapSession session) {
        if (command.charsetKnown()) {
            return Optional.empty();
        }
        if (results != null && results.has(SearchReturn.Option.SAVE)) {
            session.selected().save(new long[0]);
        }
        return Optional.of(Answer.no(ResponseCode.BAD_CHARSET, "There is no such charset"));
    }

    /** The SEARCH or SORT response. */
    static void list(String name, int[] found, boolean uid, boolean modseqs, ImapSession session) throws IOException {
        var selected = session.selected();
        var out = session.out();
        out.raw("* ").raw(name);
        for (var index : found) {
            out.space().number(uid ? selected.view().uid(index) : index + 1);
        }
        if (modseqs && found.length > 0) {
            out.raw(" (MODSEQ ").number(newest(found, selected.view())).raw(')');
        }
        out.crlf();
    }

    /** RFC 7162 section 3.1.6. */
    static long newest(int[] found, MailboxView view) {
        return Arrays.stream(found).mapToLong(view::modseq).max().orElse(0);
    }

    /** The indexes of the messages that match, ascending. */
    static int[] search(Condition condition, Searched searched, ImapSession session) throws IOException {
        var view = searched.view();
        var found = new int[view.size()];
        var count = 0;
        var open = new int[view.size()];
        var left = 0;
        for (var index = 0; index < view.size(); index++) {
            switch (condition.test(new Candidate(view, index, null, null))) {
                case YES -> found[count++] = index;
                case UNKNOWN -> open[left++] = index;
                case NO -> {
                    continue;
                }
            }
        }
        for (var from = 0; from < left; from += BATCH) {
            session.progress().at(view.size() - left + from, view.size());
            for (var index :
                    closer(condition, Arrays.copyOfRange(open, from, Math.min(left, from + BATCH)), searched)) {
                found[count++] = index;
            }
        }
        var all = Arrays.copyOf(found, count);
        if (left > 0) {
            Arrays.sort(all);
        }
        return all;
    }

    /** Those of the messages that match when their parsed form, and where needed their content, is looked at. */
    private static List<Integer> closer(Condition condition, int[] indexes, Searched searched) {
        var view = searched.view();
        var messages = Arrays.stream(indexes).mapToLong(view::message).toArray();
        var stored = searched.services().messages().stored(searched.account(), messages);
        var found = new ArrayList<Integer>();
        var open = new int[indexes.length];
        var parsed = new StoredMessage[indexes.length];
        var left = 0;
        var next = 0;
        for (var index : indexes) {
            if (next == stored.size() || stored.get(next).message() != view.message(index)) {
                continue;
            }
            var message = stored.get(next++);
            switch (condition.test(new Candidate(view, index, message.parsed(), null))) {
                case YES -> found.add(index);
                case UNKNOWN -> {
                    open[left] = index;
                    parsed[left++] = message;
                }
                case NO -> {
                    continue;
                }
            }
        }
        var contents = searched.contents(Arrays.copyOf(open, left));
        for (var i = 0; i < left; i++) {
            var content = contents.at(i);
            if (content != null
                    && condition.test(new Candidate(view, open[i], parsed[i].parsed(), content)) == Truth.YES) {
                found.add(open[i]);
            }
        }
        return found;
    }
}
