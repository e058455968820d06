package org.kantor.mail.search.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.TermQuery;
import org.kantor.mail.search.IndexSnapshot;
import org.kantor.mail.search.Matches;
import org.kantor.mail.search.TextField;
import org.kantor.mail.search.query.Query;

/** A Lucene reader of one account's index. */
final class LuceneSnapshot implements IndexSnapshot {

    private static final long[] NONE = {};

    private final IndexSearcher searcher;
    private final long[] known;

    /** @param searcher with a reference of its reader that is this snapshot's */
    LuceneSnapshot(IndexSearcher searcher, long[] known) {
        this.searcher = searcher;
        this.known = known;
    }

    @Override
    public Matches containing(TextField field, String caseless) {
        var name = MessageDocument.name(field);
        return new Matches(
                known,
                numbers(new TermQuery(new Term(MessageDocument.UNSURE, name))),
                numbers(Grams.containing(name, caseless)));
    }

    @Override
    public Matches all() {
        return new Matches(known, NONE, known);
    }

    @Override
    public Matches matching(Query.Text words) {
        return new Matches(known, NONE, numbers(WordQueries.of(words)));
    }

    @Override
    public Matches withAttachment() {
        return new Matches(known, NONE, numbers(new TermQuery(new Term(MessageDocument.HAS_ATTACHMENT, ""))));
    }

    @Override
    public float[] relevance(List<Query.Text> words, long[] messages) {
        var relevance = new float[messages.length];
        try {
            var weight = searcher.createWeight(searcher.rewrite(WordQueries.ranked(words)), ScoreMode.COMPLETE, 1);
            for (var leaf : searcher.getIndexReader().leaves()) {
                var scorer = weight.scorer(leaf);
                if (scorer == null) {
                    continue;
                }
                var alive = leaf.reader().getLiveDocs();
                var numbers = numbers(leaf.reader().getNumericDocValues(MessageDocument.NUMBER));
                var documents = scorer.iterator();
                for (var document = documents.nextDoc();
                        document != DocIdSetIterator.NO_MORE_DOCS;
                        document = documents.nextDoc()) {
                    if (alive != null && !alive.get(document)) {
                        continue;
                    }
                    numbers.advanceExact(document);
                    var at = Arrays.binarySearch(messages, numbers.longValue());
                    if (at >= 0) {
                        relevance[at] = scorer.score();
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return relevance;
    }

    /** The numbers of the messages that a query finds, ascending. */
    private long[] numbers(org.apache.lucene.search.Query query) {
        try {
            return numbers(searcher, query);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The messages whose attachments' text is not in it yet. */
    long[] awaiting() {
        return numbers(new TermQuery(MessageDocument.AWAITING));
    }

    /** Reads every file and compares it with its checksum. */
    void checkIntegrity() throws IOException {
        for (var leaf : searcher.getIndexReader().leaves()) {
            if (leaf.reader() instanceof CodecReader reader) {
                reader.checkIntegrity();
            }
        }
    }

    /** The messages that are indexed, ascending. */
    long[] known() {
        return known;
    }

    static long[] numbers(IndexSearcher searcher, org.apache.lucene.search.Query query) throws IOException {
        var weight =
                searcher.createWeight(searcher.rewrite(new ConstantScoreQuery(query)), ScoreMode.COMPLETE_NO_SCORES, 1);
        var found = new long[64];
        var count = 0;
        for (var leaf : searcher.getIndexReader().leaves()) {
            var scorer = weight.scorer(leaf);
            if (scorer == null) {
                continue;
            }
            var alive = leaf.reader().getLiveDocs();
            var numbers = numbers(leaf.reader().getNumericDocValues(MessageDocument.NUMBER));
            var documents = scorer.iterator();
            for (var document = documents.nextDoc();
                    document != DocIdSetIterator.NO_MORE_DOCS;
                    document = documents.nextDoc()) {
                if (alive == null || alive.get(document)) {
                    if (count == found.length) {
                        found = Arrays.copyOf(found, 2 * count);
                    }
                    numbers.advanceExact(document);
                    found[count++] = numbers.longValue();
                }
            }
        }
        var all = Arrays.copyOf(found, count);
        Arrays.sort(all);
        return all;
    }

    private static NumericDocValues numbers(@org.jspecify.annotations.Nullable NumericDocValues values) {
        return Objects.requireNonNull(values);
    }

    @Override
    public void close() {
        try {
            searcher.getIndexReader().decRef();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
