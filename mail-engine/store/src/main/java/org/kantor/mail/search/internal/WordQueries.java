package org.kantor.mail.search.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.kantor.mail.search.TextField;
import org.kantor.mail.search.WordField;
import org.kantor.mail.search.query.Query.Nearness;
import org.kantor.mail.wire.mime.Casemap;

/** What people write as Lucene's queries. */
final class WordQueries {

    /** A shorter beginning of words would be found in most messages. */
    static final int SHORTEST_BEGINNING = 3;

    /** How much a word counts that is only of the same stem, or only begins so. */
    private static final float STEM = 0.7f;

    private static final float BEGINNING = 0.4f;

    /** How much a word counts that is only spelled almost so. */
    private static final float SPELLING = 0.3f;

    /** Words of a text that something is to be like; more would say nothing further. */
    private static final int MOST_WORDS = 20;

    /** Letters of a word in which one may be wrong, and of one in which two may. */
    private static final int SHORTEST_MISSPELT = 4;

    private static final int SHORTEST_MISSPELT_TWICE = 8;

    /** A longer one is no word whose spelling somebody could miss. */
    private static final int LONGEST_MISSPELT = 32;

    /** Spellings of a word that are looked up. */
    private static final int SPELLINGS = 50;

    /** How much a field may add to the best one. */
    private static final float OTHER_FIELDS = 0.2f;

    /** Scripts that put no spaces between words; what is written in them is looked for as a piece of the text. */
    private static final Set<Character.UnicodeScript> WITHOUT_SPACES = Set.of(
            Character.UnicodeScript.THAI,
            Character.UnicodeScript.LAO,
            Character.UnicodeScript.KHMER,
            Character.UnicodeScript.MYANMAR);

    private WordQueries() {}

    /** Finds what has the words in any of the fields. */
    static Query of(org.kantor.mail.search.query.Query.Text text) {
        var words = Words.list(text.text());
        if (text.nearness() == Nearness.LIKE && !words.isEmpty() && !isWithoutSpaces(text.text())) {
            return like(text, words);
        }
        var inFields = new ArrayList<Query>();
        for (var field : WordField.values()) {
            if (text.fields().contains(field)) {
                inFields.add(new BoostQuery(in(field, text, words), weight(field)));
            }
        }
        return new DisjunctionMaxQuery(inFields, OTHER_FIELDS);
    }

    /** Finds what has something like each of the words in any of the fields. */
    private static Query like(org.kantor.mail.search.query.Query.Text text, List<String> words) {
        var telling = words.stream().filter(word -> !Words.isStopWord(word)).toList();
        var all = new BooleanQuery.Builder();
        (telling.isEmpty() ? words : telling)
                .stream().distinct().limit(MOST_WORDS).forEach(word -> {
                    var inFields = new ArrayList<Query>();
                    for (var field : text.fields()) {
                        inFields.add(new BoostQuery(like(MessageDocument.name(field), word), weight(field)));
                    }
                    all.add(new DisjunctionMaxQuery(inFields, OTHER_FIELDS), Occur.MUST);
                });
        return all.build();
    }

    private static Query like(String name, String word) {
        var any = word(name, word);
        if (word.length() >= SHORTEST_MISSPELT && word.length() <= LONGEST_MISSPELT) {
            var wrong = word.length() >= SHORTEST_MISSPELT_TWICE ? 2 : 1;
            // The first letter is right: that keeps stems apart, which begin with none, and the lookup small.
            any.add(
                    new BoostQuery(new FuzzyQuery(new Term(name, word), wrong, 1, SPELLINGS, true), SPELLING),
                    Occur.SHOULD);
        }
        return any.build();
    }

    /** Finds what has any of them, the more the better. */
    static Query ranked(List<org.kantor.mail.search.query.Query.Text> texts) {
        var any = new BooleanQuery.Builder();
        texts.forEach(text -> any.add(of(text), Occur.SHOULD));
        return any.build();
    }

    private static float weight(WordField field) {
        return switch (field) {
            case SUBJECT -> 3;
            case FROM, FILE_NAME -> 2;
            case TO, CC, BODY, ATTACHMENT -> 1;
        };
    }

    private static Query in(WordField field, org.kantor.mail.search.query.Query.Text text, List<String> words) {
        if (words.isEmpty() || isWithoutSpaces(text.text())) {
            return piece(field, text.text());
        }
        var name = MessageDocument.name(field);
        if (words.size() > 1) {
            return new PhraseQuery(name, words.toArray(String[]::new));
        }
        var word = words.getFirst();
        return text.nearness() == Nearness.PHRASE
                ? new TermQuery(new Term(name, word))
                : word(name, word).build();
    }

    /** A word, one of the same stem, or one that begins so. */
    private static BooleanQuery.Builder word(String name, String word) {
        var any = new BooleanQuery.Builder().add(new TermQuery(new Term(name, word)), Occur.SHOULD);
        for (var stem : Words.stems(word)) {
            any.add(new BoostQuery(new TermQuery(new Term(name, stem)), STEM), Occur.SHOULD);
        }
        if (word.length() >= SHORTEST_BEGINNING) {
            any.add(
                    new BoostQuery(new ConstantScoreQuery(new PrefixQuery(new Term(name, word))), BEGINNING),
                    Occur.SHOULD);
        }
        return any;
    }

    private static boolean isWithoutSpaces(String text) {
        return text.codePoints().anyMatch(c -> WITHOUT_SPACES.contains(Character.UnicodeScript.of(c)));
    }

    private static Query piece(WordField field, String text) {
        var caseless = Casemap.map(text.strip());
        var any = new BooleanQuery.Builder();
        if (!caseless.isEmpty()) {
            for (var grams : grams(field)) {
                any.add(Grams.containing(MessageDocument.name(grams), caseless), Occur.SHOULD);
            }
        }
        return any.build();
    }

    private static List<TextField> grams(WordField field) {
        return switch (field) {
            case FROM -> List.of(TextField.FROM);
            case TO -> List.of(TextField.TO, TextField.BCC);
            case CC -> List.of(TextField.CC);
            case SUBJECT -> List.of(TextField.SUBJECT);
            case BODY -> List.of(TextField.BODY);
            // Names are fields of the header of a part; files have words only.
            case FILE_NAME, ATTACHMENT -> List.of();
        };
    }
}
