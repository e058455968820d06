package org.kantor.mail.imap;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kantor.kernel.AccountId;
import org.kantor.mail.search.IndexSnapshot;
import org.kantor.mail.search.Matches;
import org.kantor.mail.search.MessageIndex;
import org.kantor.mail.search.TextField;
import org.kantor.mail.search.query.Query;

/**
 * What accounts' indexes say during one command: each is taken as it is when it is first asked, brought forward before, and closed with the command; each text is looked
 * up once. For one thread.
 */
final class IndexAnswers implements AutoCloseable {

    /** How long a search waits for the index to take in what has just come, before it looks at those messages itself. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    /** A longer text costs the index more than reading the messages. */
    private static final int LONGEST = 500;

    private record Piece(AccountId account, TextField field, String caseless) {}

    private record Words(AccountId account, Query.Text text) {}

    private final MessageIndex index;
    private final Map<AccountId, IndexSnapshot> snapshots = new HashMap<>();
    private final Map<Object, Matches> known = new HashMap<>();

    IndexAnswers(MessageIndex index) {
        this.index = index;
    }

    private IndexSnapshot snapshot(AccountId account) {
        return snapshots.computeIfAbsent(account, owner -> index.snapshot(owner, PATIENCE));
    }

    Matches containing(AccountId account, TextField field, String caseless) {
        return caseless.length() > LONGEST
                ? Matches.NONE_KNOWN
                : known.computeIfAbsent(
                        new Piece(account, field, caseless),
                        piece -> snapshot(account).containing(field, caseless));
    }

    Matches matching(AccountId account, Query.Text text) {
        return text.text().length() > LONGEST
                ? Matches.NONE_KNOWN
                : known.computeIfAbsent(
                        new Words(account, text), words -> snapshot(account).matching(text));
    }

    /** How well each of these messages, ascending by number, answers to the texts. */
    float[] relevance(AccountId account, List<Query.Text> texts, long[] messages) {
        var asked =
                texts.stream().filter(text -> text.text().length() <= LONGEST).toList();
        return asked.isEmpty() ? new float[messages.length] : snapshot(account).relevance(asked, messages);
    }

    @Override
    public void close() {
        snapshots.values().forEach(IndexSnapshot::close);
    }
}
