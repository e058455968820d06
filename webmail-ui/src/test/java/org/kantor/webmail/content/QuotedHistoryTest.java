package org.kantor.webmail.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Folds the answers of {@code quotes.txt}, written as the common mail programs do. */
class QuotedHistoryTest {

    private static final Pattern LINE = Pattern.compile("(html|text) ([a-z-]+): (.*)");
    private static final Pattern WORD = Pattern.compile("(?:NEW|OPEN|OLD)\\w*");

    record Answer(String kind, String name, String body) {
        @Override
        public String toString() {
            return kind + " " + name;
        }
    }

    static List<Answer> answers() {
        try (var in = QuotedHistoryTest.class.getResourceAsStream("quotes.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(LINE::matcher)
                    .filter(java.util.regex.Matcher::matches)
                    .map(line -> new Answer(
                            line.group(1), line.group(2), line.group(3).replace("{n}", "\n")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("answers")
    void whatIsNewIsSeenAndWhatIsOldIsFolded(Answer answer) {
        var shown = Jsoup.parseBodyFragment(
                answer.kind.equals("html")
                        ? HtmlSanitiser.sanitise(answer.body, Map.of("a", "part/a"), false, true)
                                .body()
                        : TextToHtml.convert(new Reading.Text(answer.body, false, false), true));
        var folded = shown.select("details.k-quote").text();
        shown.select("details.k-quote").remove();
        var seen = text(shown);
        WORD.matcher(answer.body.replaceAll("alt=\"\\w+\"", ""))
                .results()
                .map(m -> m.group())
                .forEach(word -> {
                    if (word.startsWith("OLD")) {
                        assertThat(folded).as("folded").containsPattern("\\b" + word + "\\b");
                        assertThat(seen).as("seen").doesNotContainPattern("\\b" + word + "\\b");
                    } else {
                        assertThat(seen).as("seen").containsPattern("\\b" + word + "\\b");
                    }
                });
    }

    private static String text(Document document) {
        return document.text() + document.select("img").eachAttr("alt");
    }

    @Test
    void theCorpusIsThere() {
        assertThat(answers()).hasSizeGreaterThan(50);
    }

    @Test
    void aForwardedSubjectFoldsNothing() {
        for (var subject : List.of("Fwd: plan", "FW: plan", "WG: Plan", "fwd:plan")) {
            assertThat(QuoteMarks.isForwardSubject(subject)).as(subject).isTrue();
        }
        for (var subject : List.of("Re: plan", "plan", "Forward planning: x", "RE: Fwd: plan")) {
            assertThat(QuoteMarks.isForwardSubject(subject)).as(subject).isFalse();
        }
    }

    @Test
    void anAttributionIsFoundInTimeThatDoesNotGrowWithWhatLooksLikeOne() {
        assertThat(QuoteMarks.isAttribution("1 ".repeat(150) + "wrot")).isFalse();
        assertThat(HtmlSanitiser.sanitise(
                                "<p>1</p>".repeat(30_000) + "<blockquote type=cite>x</blockquote>",
                                Map.of(),
                                false,
                                true)
                        .body())
                .doesNotContain("details");
    }
}
