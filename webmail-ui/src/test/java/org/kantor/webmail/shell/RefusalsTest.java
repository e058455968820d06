package org.kantor.webmail.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.MessageFormat;
import java.text.NumberFormat;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kantor.kernel.Refused;

/** That each sentence of the services is known is held by the architecture tests. */
class RefusalsTest {

    private static String indonesian(String sentence) {
        return Refusals.text(new Refused(Refused.Code.CANNOT, sentence), Texts.INDONESIAN);
    }

    @Test
    void whatIsRefusedIsSaidInThePersonsLanguage() {
        var refused = new Refused(Refused.Code.ALREADY_EXISTS, "There is a mailbox of this name.");
        assertThat(Refusals.text(refused, Locale.of("id"))).isEqualTo("Sudah ada folder dengan nama ini.");
        assertThat(Refusals.text(refused, Locale.of("id", "ID"))).isEqualTo("Sudah ada folder dengan nama ini.");
        assertThat(Refusals.text(refused, Locale.UK)).isEqualTo(refused.sentence());
        assertThat(Refusals.text(refused, Locale.FRENCH)).isEqualTo(refused.sentence());
    }

    @Test
    void whatIsPutIntoASentenceIsPutIntoTheOtherOneToo() {
        assertThat(indonesian("bob is no address.")).isEqualTo("bob bukan alamat.");
        assertThat(indonesian("a\r\nb is no address.")).isEqualTo("a\r\nb bukan alamat.");
        assertThat(indonesian("Below \"Shared\" are others' mailboxes; choose another name."))
                .isEqualTo("Di bawah “Shared” ada folder orang lain; pilih nama lain.");
        assertThat(indonesian("\"{0}\" is no value for it's.")).isEqualTo("“{0}” bukan nilai untuk it's.");
    }

    @Test
    void aNumberIsWrittenAsTheLanguageWritesItAndWhatOnlyLooksLikeOneIsLeftAlone() {
        assertThat(indonesian("An account can have 10000 mailboxes."))
                .isEqualTo("Satu akun dapat memiliki paling banyak 10.000 folder.");
        assertThat(indonesian("There are still addresses in example.org: 1204."))
                .isEqualTo("Masih ada 1.204 alamat di example.org.");
        assertThat(indonesian("There is no preference 2026.")).isEqualTo("Tidak ada setelan bernama 2026.");
    }

    @Test
    void wordsFromRightToLeftLeaveTheOrderOfASentenceAlone() {
        assertThat(indonesian("\u0633\u0627\u0631\u0629 is no address."))
                .isEqualTo("\u2068\u0633\u0627\u0631\u0629\u2069 bukan alamat.");
    }

    @Test
    void everySentenceIsFoundByWhatItSaysAndLosesNothing() {
        Texts.startingWith("refusal.", Locale.ENGLISH).forEach((key, pattern) -> {
            var there = pattern.contains("{0")
                    ? new MessageFormat(pattern, Locale.ENGLISH).getFormatsByArgumentIndex()
                    : new Object[0];
            var parts = Arrays.stream(there)
                    .map(format -> format instanceof NumberFormat ? (Object) 7L : "example")
                    .toArray();
            var said = indonesian(Texts.text(key, Locale.ENGLISH, parts));
            assertThat(said).as(key).isEqualTo(Texts.text(key, Texts.INDONESIAN, parts));
            for (var part : parts) {
                assertThat(said).as(key).contains(part.toString());
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void whatNobodyKnowsIsToldByItsKindAndNeverInEnglish(Refused.Code code) {
        assertThat(Refusals.text(new Refused(code, "Nobody knows it."), Texts.INDONESIAN))
                .doesNotContain("!", "Nobody")
                .isNotEqualTo(Refusals.text(new Refused(code, "Nobody knows it."), Locale.ENGLISH))
                .endsWith(".");
    }
}
