package org.kantor.mail.wire.imap;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * ESEARCH (RFC 7377): asks which messages of several mailboxes match.
 *
 * @param sources the mailboxes; the selected one alone if the client does not say
 * @param results what is to be returned of each
 */
public record Esearch(
        List<MailboxFilter> sources,
        SearchReturn results,
        @Nullable String charset,
        SearchKey key) implements Command, SearchProgram {

    static final String VERB = "ESEARCH";

    private static final Set<MailboxFilter.Kind> KINDS =
            EnumSet.complementOf(EnumSet.of(MailboxFilter.Kind.SELECTED_DELAYED));

    /** More choices than this are no client's. */
    private static final int MOST = 100;

    public Esearch {
        sources = List.copyOf(sources);
    }

    static Esearch parse(Parser in) {
        in.space();
        var sources = List.of(MailboxFilter.SELECTED);
        if (in.sees("IN (")) {
            in.keyword();
            in.space();
            sources = in.list(() -> MailboxFilter.parse(in, KINDS));
            in.space();
        }
        var results = SearchReturn.parseIfThere(in);
        var charset = SearchProgram.charsetIfThere(in);
        var keys = SearchProgram.keysIn(charset, in);
        var command = new Esearch(
                sources,
                results == null ? SearchReturn.ALL : results,
                charset == null ? null : SearchProgram.named(charset),
                keys);
        command.check();
        return command;
    }

    private void check() {
        if (sources.size() > MOST) {
            throw new ImapSyntaxException("There are too many choices of mailboxes");
        }
        if (!isOfSelected() && (results.has(SearchReturn.Option.SAVE) || key.isAny(Esearch::isSaved))) {
            throw new ImapSyntaxException("Results are saved for the selected mailbox alone");
        }
        if (results.has(SearchReturn.Option.RELEVANCY)) {
            mayAskForRelevancy();
        }
    }

    private static boolean isSaved(SearchKey key) {
        return key instanceof SearchKey.Sequence(var numbers) && numbers.isSaved()
                || key instanceof SearchKey.Uid(var uids) && uids.isSaved();
    }

    /** Whether only the selected mailbox is searched. */
    public boolean isOfSelected() {
        return sources.stream().allMatch(MailboxFilter::isSelected);
    }

    @Override
    public boolean hasNumbers() {
        return key.asks(SearchKey.Sequence.class);
    }

    @Override
    public void write(CommandWriter out) {
        out.raw(VERB).space();
        var separator = "IN (";
        for (var source : sources) {
            out.raw(separator);
            source.write(out);
            separator = " ";
        }
        out.raw(") RETURN " + results + " ");
        if (charset != null) {
            out.raw("CHARSET").space().astring(charset).space();
        }
        key.write(out);
    }
}
