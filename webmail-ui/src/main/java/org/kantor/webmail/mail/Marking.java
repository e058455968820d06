package org.kantor.webmail.mail;

import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.kantor.mail.search.Folding;
import org.kantor.mail.search.WordField;
import org.kantor.mail.search.query.Query;

/** Marks what was looked for. {@code found.js} does the same in rows and in messages. */
final class Marking {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}\\p{M}]+");

    /** As the index has it: a Latin word that is shorter is no beginning of others. */
    private static final int SHORTEST_BEGINNING = 3;

    private Marking() {}

    /** The words that a query asks for in at least one of these texts, without case and accents. */
    static Set<String> words(Query query, Set<WordField> fields) {
        var words = new HashSet<String>();
        addWords(words, query, fields);
        return words;
    }

    private static void addWords(Set<String> words, Query query, Set<WordField> fields) {
        switch (query) {
            case Query.Text text
            when !Collections.disjoint(text.fields(), fields) -> {
                var matcher = WORD.matcher(Folding.plain(text.text()));
                while (matcher.find()) {
                    words.add(matcher.group());
                }
            }
            case Query.And(var all) -> all.forEach(each -> addWords(words, each, fields));
            case Query.Or(var all) -> all.forEach(each -> addWords(words, each, fields));
            default -> {}
        }
    }

    /** Writes a text with the words marked that begin with one that was looked for. */
    static void mark(Element line, String text, Set<String> words) {
        var matcher = WORD.matcher(text);
        var plain = 0;
        while (matcher.find()) {
            var word = Folding.plain(matcher.group());
            if (words.stream().anyMatch(wanted -> begins(word, wanted))) {
                line.appendChild(new TextNode(text.substring(plain, matcher.start())));
                line.appendElement("mark").text(matcher.group());
                plain = matcher.end();
            }
        }
        line.appendChild(new TextNode(text.substring(plain)));
    }

    private static boolean begins(String word, String wanted) {
        return word.startsWith(wanted)
                && (word.equals(wanted) || wanted.length() >= SHORTEST_BEGINNING || !isLatin(wanted.charAt(0)));
    }

    private static boolean isLatin(char letter) {
        return letter >= 'a' && letter <= 'z';
    }
}
