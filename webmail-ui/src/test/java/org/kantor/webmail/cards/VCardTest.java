package org.kantor.webmail.cards;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class VCardTest {

    private static final String ADA = "BEGIN:VCARD\nVERSION:4.0\nFN:Ada\nEMAIL:ada@example.org\nEND:VCARD\n";

    @Test
    void theCardsOfAFileAreReadOneAfterTheOther() {
        assertThat(VCard.of(
                        ("junk\n" + ADA + "between\n" + ADA.replace("Ada", "Budi")).getBytes(StandardCharsets.UTF_8)))
                .extracting(VCard::name)
                .containsExactly("Ada", "Budi");
        assertThat(VCard.of(ADA.repeat(30).getBytes(StandardCharsets.UTF_8))).hasSize(VCard.MOST);
    }

    @Test
    @Timeout(60)
    void cardsThatNeverEndTakeNoTime() {
        assertThat(VCard.of("BEGIN:VCARD\n".repeat(20_000).getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(VCard.of(("BEGIN:VCARD" + "\n".repeat(40_000)).getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }
}
