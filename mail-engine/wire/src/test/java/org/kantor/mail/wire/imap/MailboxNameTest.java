package org.kantor.mail.wire.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailboxNameTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INBOX | INBOX",
                "R&D | R&-D",
                "~peter/mail/台北/日本語 | ~peter/mail/&U,BTFw-/&ZeVnLIqe-",
                "Entwürfe | Entw&APw-rfe",
                "😀 | &2D3eAA-",
                "&& | &-&-"
            })
    void namesAreWrittenInModifiedUtf7(String name, String encoded) {
        assertThat(MailboxName.encode(name)).isEqualTo(encoded);
        assertThat(MailboxName.decode(encoded)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "&",
                "&AOk",
                "&AGE-",
                "&AO-",
                "&A-",
                "&AOk=-",
                "&Jjo!-",
                "&U,BTFw-&ZeVnLIqe-",
                "&AO k-",
                "&/w-",
                "&AAA-",
                "a&AADkAA-"
            })
    void otherSpellingsAreErrors(String text) {
        assertThatExceptionOfType(ImapSyntaxException.class).isThrownBy(() -> MailboxName.decode(text));
    }

    @Test
    void plainUtf8IsTaken() {
        assertThat(MailboxName.decode("Entwürfe")).isEqualTo("Entwürfe");
    }

    @Test
    void everyNameSurvives() {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        for (var round = 0; round < 20_000; round++) {
            var name = new StringBuilder();
            for (var i = random.nextInt(12); i >= 0; i--) {
                name.appendCodePoint(
                        switch (random.nextInt(4)) {
                            case 0 -> '&';
                            case 1 -> ' ' + random.nextInt(95);
                            case 2 -> 0xa0 + random.nextInt(0x2000);
                            default -> 0x1f000 + random.nextInt(0x800);
                        });
            }
            assertThat(MailboxName.decode(MailboxName.encode(name.toString())))
                    .as("seed %d", seed)
                    .isEqualTo(name.toString());
        }
    }
}
