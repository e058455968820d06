package org.kantor.mail.search.internal;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.jspecify.annotations.Nullable;
import org.kantor.mail.search.Folding;
import org.tartarus.snowball.SnowballStemmer;
import org.tartarus.snowball.ext.EnglishStemmer;
import org.tartarus.snowball.ext.IndonesianStemmer;

/**
 * A text as its words (UAX #29), without case and accents, each followed at its position by its English and its Indonesian stem. Nobody has to know which
 * language a text is in: stems of one language never meet those of the other.
 */
final class Words extends TokenFilter {

    /** Begin a stem, so that it is not taken for a word. */
    private static final char ENGLISH = '\u0001';

    private static final char INDONESIAN = '\u0002';

    private static final int SHORTEST_STEMMED = 3;

    /** So frequent that they tell nothing, in either language; only in what people look for, not in what they find. */
    private static final Set<String> STOP_WORDS = Set.of(
            "a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "if", "in", "is", "it", "of", "on", "that",
            "the", "this", "to", "was", "were", "will", "with", "ada", "adalah", "akan", "atas", "atau", "bagi", "dan",
            "dari", "dengan", "di", "dia", "ini", "itu", "juga", "kami", "ke", "oleh", "pada", "para", "saya", "sudah",
            "telah", "tidak", "untuk", "yang");

    private record Stemmed(String word, String english, String indonesian) {}

    /** The stems of words that were seen lately, by their hash: stemming costs more than all the rest of indexing a word. */
    private static final AtomicReferenceArray<@Nullable Stemmed> STEMMED = new AtomicReferenceArray<>(1 << 15);

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final PositionIncrementAttribute increment = addAttribute(PositionIncrementAttribute.class);
    private final EnglishStemmer english = new EnglishStemmer();
    private final IndonesianStemmer indonesian = new IndonesianStemmer();
    private final ArrayDeque<String> stems = new ArrayDeque<>();

    private Words(TokenStream input) {
        super(input);
    }

    static TokenStream of(String text) {
        var tokens = new StandardTokenizer();
        tokens.setReader(new StringReader(separated(Folding.plain(text))));
        return new Words(tokens);
    }

    /** Addresses and file names are found by each of their parts. */
    private static String separated(String text) {
        return text.replace('.', ' ').replace('_', ' ');
    }

    @Override
    public boolean incrementToken() throws IOException {
        var stem = stems.poll();
        if (stem != null) {
            term.setEmpty().append(stem);
            increment.setPositionIncrement(0);
            return true;
        }
        if (!input.incrementToken()) {
            return false;
        }
        addStems(term, stems);
        return true;
    }

    @Override
    public void reset() throws IOException {
        super.reset();
        stems.clear();
    }

    private void addStems(CharSequence letters, ArrayDeque<String> to) {
        if (letters.length() < SHORTEST_STEMMED || !isLatin(letters)) {
            return;
        }
        var word = letters.toString();
        var place = word.hashCode() & STEMMED.length() - 1;
        var known = STEMMED.get(place);
        if (known == null || !known.word().equals(word)) {
            known = new Stemmed(word, ENGLISH + stem(english, word), INDONESIAN + stem(indonesian, word));
            STEMMED.set(place, known);
        }
        to.add(known.english());
        to.add(known.indonesian());
    }

    private static String stem(SnowballStemmer stemmer, String word) {
        stemmer.setCurrent(word);
        stemmer.stem();
        return stemmer.getCurrent();
    }

    private static boolean isLatin(CharSequence word) {
        for (var i = 0; i < word.length(); i++) {
            var c = word.charAt(i);
            if (c < 'a' || c > 'z') {
                return false;
            }
        }
        return true;
    }

    /** The words of a text without their stems, in their order. */
    static List<String> list(String text) {
        var words = new ArrayList<String>();
        try (var tokens = new StandardTokenizer()) {
            tokens.setReader(new StringReader(separated(Folding.plain(text))));
            var term = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                words.add(term.toString());
            }
            tokens.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }

    /** The stems of a word as they stand in the index. */
    static List<String> stems(String word) {
        var stems = new ArrayDeque<String>();
        try (var words = new Words(new StandardTokenizer())) {
            words.addStems(word, stems);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(stems);
    }

    static boolean isStopWord(String word) {
        return STOP_WORDS.contains(word);
    }
}
