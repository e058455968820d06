package org.kantor.webmail.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.Div;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kantor.webmail.shell.Texts;

class CalendarWordsTest {

    private static final class InEnglish extends Div {
        private static final long serialVersionUID = 1;

        @Override
        public String getTranslation(String key, Object... params) {
            return new Texts().getTranslation(key, Locale.ENGLISH, params);
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
        assertThat(CalendarWords.before(length, new InEnglish())).isEqualTo(words);
    }
}
