package org.kantor.webmail.shell;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.kantor.kernel.Refused;

/**
 * What is refused, in the language of whoever reads it. A {@link Refused} has one sentence, in English, for protocols and logs; the bundles have all that can come here, under
 * {@code refusal.}, and are searched by the sentence (docs/decisions/0152).
 */
public final class Refusals {

    /** What is put into a sentence; a number has the group. */
    private static final Pattern PART = Pattern.compile("\\{\\d(,number)?}");

    private static final List<Known> KNOWN = Texts.startingWith("refusal.", Locale.ENGLISH).entrySet().stream()
            .map(text -> Known.of(text.getKey(), text.getValue()))
            .toList();

    private Refusals() {}

    /** @param locale may be any */
    public static String text(Refused refused, Locale locale) {
        return text(refused.code(), refused.sentence(), locale);
    }

    /**
     * The same of what was refused before.
     *
     * @param sentence as {@link Refused#sentence()} said it; of one that is not known only its kind is told
     */
    public static String text(Refused.Code code, String sentence, Locale locale) {
        for (var known : KNOWN) {
            var said = known.sentence.matcher(sentence);
            if (said.matches()) {
                return Texts.text(known.key, locale, Texts.isolated(known.parts(said)));
            }
        }
        return Texts.text("refusal.unknown." + code, locale);
    }

    /** @param numbers for each part, whether it is one */
    private record Known(String key, Pattern sentence, List<Boolean> numbers) {

        static Known of(String key, String text) {
            var numbers = PART.matcher(text)
                    .results()
                    .map(part -> part.group(1) != null)
                    .toList();
            // with parts it is a MessageFormat pattern, where an apostrophe is written twice
            var words = numbers.isEmpty() ? text : text.replace("''", "'");
            var quoted = PART.matcher(words)
                    .replaceAll(part ->
                            Matcher.quoteReplacement(part.group(1) == null ? "\\E(.*)\\Q" : "\\E(\\d{1,18})\\Q"));
            return new Known(key, Pattern.compile("\\Q" + quoted + "\\E", Pattern.DOTALL), numbers);
        }

        Object[] parts(Matcher said) {
            return IntStream.range(0, numbers.size())
                    .mapToObj(i -> numbers.get(i) ? (Object) Long.valueOf(said.group(i + 1)) : said.group(i + 1))
                    .toArray();
        }
    }
}
