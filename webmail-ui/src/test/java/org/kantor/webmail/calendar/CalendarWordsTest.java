package org.kantor.webmail.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.Div;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kantor.webmail.shell.Texts;

class CalendarWordsTest {

    private static final class In extends Div {
        private static final long serialVersionUID = 1;
        private final Locale language;

        In(Locale language) {
            this.language = language;
        }

        @Override
        public String getTranslation(String key, Object... params) {
            return new Texts().getTranslation(key, language, params);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PT30S, 1 minute before",
        "PT1M, 1 minute before",
        "PT90M, 90 minutes before",
        "PT1H, 1 hour before",
        "PT36H, 36 hours before",
        "P1D, 1 day before",
        "P14D, 14 days before"
    })
    void aTimeBeforeIsSaidInTheLargestUnitThatItIsAWholeNumberOf(Duration length, String words) {
        assertThat(CalendarWords.before(length, new In(Locale.ENGLISH))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "en, , 10, 'Every week, 10 times'",
        "en, , 1, 'Every week, once'",
        "en, 2026-12-24, 0, Every week until 24 December 2026",
        "en, , 0, Every week",
        "id, , 10, 'Setiap minggu, 10 kali'",
        "id, 2026-12-24, 0, Setiap minggu sampai 24 Desember 2026"
    })
    void whenItEndsIsSaidBesideHowOftenItIs(Locale language, LocalDate until, int times, String words) {
        var texts = new In(language);
        var often = CalendarWords.repetition("FREQ=WEEKLY", language, texts);
        assertThat(CalendarWords.ending(often, Optional.ofNullable(until), times, language, texts))
                .isEqualTo(words);
    }
}
