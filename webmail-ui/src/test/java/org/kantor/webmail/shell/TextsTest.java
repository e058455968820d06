package org.kantor.webmail.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TextsTest {

    private static final Pattern KEY = Pattern.compile("getTranslation\\(\\s*\"([a-zA-Z0-9.]+)\"\\s*[,)]");

    private static final Pattern SCRIPT_KEY = Pattern.compile("(?<![\\w.])text\\('([a-zA-Z]+\\.[a-zA-Z.]+)'");

    private static Properties bundle(String name) throws IOException {
        var texts = new Properties();
        try (var in = TextsTest.class.getResourceAsStream(name);
                var reader =
                        new java.io.InputStreamReader(java.util.Objects.requireNonNull(in), StandardCharsets.UTF_8)) {
            texts.load(reader);
        }
        return texts;
    }

    @Test
    void everyTextIsThereInBothLanguages() throws IOException {
        assertThat(bundle("texts_id.properties").stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(bundle("texts.properties").stringPropertyNames());
    }

    @Test
    void wordsFromRightToLeftLeaveTheOrderOfASentenceAlone() {
        var texts = new Texts();
        assertThat(texts.getTranslation("reader.replyToN", Locale.ENGLISH, "\u0633\u0627\u0631\u0629", "Dave", 3))
                .isEqualTo("Reply to \u2068\u0633\u0627\u0631\u0629\u2069, Dave and 3 others");
    }

    @Test
    void everyTextWithAPlaceholderIsAPattern() throws IOException {
        for (var name : new String[] {"texts.properties", "texts_id.properties"}) {
            bundle(name).forEach((key, text) -> {
                if (text.toString().contains("{0")) {
                    assertThat(new MessageFormat(text.toString(), Locale.ENGLISH).getFormats())
                            .as("%s in %s", key, name)
                            .isNotEmpty();
                }
            });
        }
    }

    @Test
    void everyKeyThatTheViewsAskForExists() throws IOException {
        var missing = new TreeSet<String>();
        var known = bundle("texts.properties").stringPropertyNames();
        try (var sources = Files.walk(Path.of("src/main/java"))) {
            for (var source :
                    sources.filter(path -> path.toString().endsWith(".java")).toList()) {
                var keys = KEY.matcher(Files.readString(source));
                while (keys.find()) {
                    if (!known.contains(keys.group(1))) {
                        missing.add(keys.group(1));
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void everyKeyThatTheScriptsAskOfTheKeyboardExists() throws IOException {
        var asked = new TreeSet<String>();
        try (var sources = Files.list(Path.of("src/main/webapp/ui"))) {
            for (var source :
                    sources.filter(path -> path.toString().endsWith(".js")).toList()) {
                SCRIPT_KEY.matcher(Files.readString(source)).results().forEach(found -> asked.add(found.group(1)));
            }
        }
        assertThat(asked).contains("preview.next", "keys.title");
        assertThat(bundle("texts.properties").stringPropertyNames()).containsAll(asked);
    }

    /** It may have been changed, or be off. */
    @Test
    void noTextNamesAKeyThatCanBeChanged() throws IOException {
        for (var name : new String[] {"texts.properties", "texts_id.properties"}) {
            assertThat(bundle(name).values())
                    .extracting(Object::toString)
                    .noneMatch(text -> text.matches(
                            "(?s).*(\\([^\\p{Alnum}\\s]\\)|\\([A-Z]\\)|(Press|Tekan) [A-Z?#!/]\\b?( .*|$)).*"));
        }
    }

    @Test
    void whatIsDeletedForGoodSaysForHowLongItCanBeHadBack() {
        assertThat(Texts.text("purge.text", Locale.ENGLISH, 1, 30L))
                .isEqualTo("With “Recover deleted” you can have it back for 30 days.");
        assertThat(Texts.text("purge.text", Locale.ENGLISH, 2, 1L))
                .isEqualTo("With “Recover deleted” you can have them back for one more day.");
        assertThat(Texts.text("purge.text", Locale.of("id"), 2, 30L)).contains("30 hari");
        assertThat(Texts.text("purge.never", Locale.ENGLISH, 1)).isEqualTo("It cannot be brought back.");
    }

    @Test
    void aPluralFollowsItsNumber() {
        assertThat(Texts.text("mail.archived", Locale.ENGLISH, 1)).isEqualTo("Archived");
        assertThat(Texts.text("mail.archived", Locale.ENGLISH, 1204)).isEqualTo("Archived 1,204 messages");
        assertThat(Texts.text("mail.archived", Locale.of("id"), 1204)).isEqualTo("1.204 pesan diarsipkan");
        assertThat(Texts.text("mail.moved", Locale.ENGLISH, 3, "Invoices")).isEqualTo("Moved 3 messages to Invoices");
    }
}
