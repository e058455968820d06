package org.kantor.mail.compose;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kantor.kernel.EmailAddress;

class ReadReceiptTest {

    private static final EmailAddress BOB = EmailAddress.of("bob@elsewhere.example");

    @Test
    void oneAddressIsAnsweredAndNoneOrSeveralAreNot() {
        assertThat(ReadReceipt.wanted(List.of("Bob <bob@elsewhere.example>"))).contains(BOB);
        assertThat(ReadReceipt.wanted(List.of())).isEmpty();
        assertThat(ReadReceipt.wanted(List.of(""))).isEmpty();
        assertThat(ReadReceipt.wanted(List.of("bob@elsewhere.example, victim@example.org")))
                .isEmpty();
        assertThat(ReadReceipt.wanted(List.of("bob@elsewhere.example", "victim@example.org")))
                .isEmpty();
        assertThat(ReadReceipt.wanted(List.of("bob@elsewhere.example\r\nBcc: victim@example.org")))
                .isEmpty();
        assertThat(ReadReceipt.wanted(List.of("<>;,@@"))).isEmpty();
    }

    @Test
    void itSaysWhatWasReadByWhom() {
        var receipt = new ReadReceipt(
                new Person("Alice Hartono", EmailAddress.of("alice@example.org")),
                BOB,
                "1@elsewhere.example",
                "Dibaca: Angka\r\nBcc: victim@example.org",
                "Pesan Anda \u201cAngka\u201d sudah dibaca.",
                false,
                Instant.parse("2026-11-28T12:00:00Z"));
        var text = new String(receipt.content(), UTF_8);
        assertThat(text)
                .contains("report-type=disposition-notification")
                .contains("In-Reply-To: <1@elsewhere.example>\r\n")
                .contains("Content-Type: message/disposition-notification\r\n")
                .contains("Final-Recipient: rfc822;alice@example.org\r\n")
                .contains("Original-Message-ID: <1@elsewhere.example>\r\n")
                .contains("Disposition: manual-action/MDN-sent-manually; displayed\r\n")
                .contains("=E2=80=9CAngka=E2=80=9D");
        assertThat(text.lines().filter(line -> line.startsWith("Bcc:"))).isEmpty();
    }

    @Test
    void itSaysThatNobodyWasAsked() {
        var alice = Person.of(EmailAddress.of("alice@example.org"));
        var receipt = new ReadReceipt(alice, BOB, "", "Read", "Text", true, Instant.parse("2026-11-28T12:00:00Z"));
        assertThat(new String(receipt.content(), UTF_8))
                .contains("Disposition: manual-action/MDN-sent-automatically; displayed\r\n");
    }

    @Test
    void nothingThatIsNotAsciiBecomesALineOfItsOwn() {
        var receipt = new ReadReceipt(
                new Person("Alice", EmailAddress.of("alice@example.org")),
                EmailAddress.of("b\u010d\u010aBcc\u013avictim@elsewhere.example"),
                "1\u010d\u010aBcc\u013a\u0120victim@example.org\u010d\u010a@elsewhere.example",
                "Read: \u010d\u010aBcc\u013a\u0120victim@example.org",
                "Text",
                false,
                Instant.parse("2026-11-28T12:00:00Z"));
        var text = new String(receipt.content(), ISO_8859_1);
        assertThat(text.lines().filter(line -> line.startsWith("Bcc"))).isEmpty();
        assertThat(text).doesNotContain("In-Reply-To").doesNotContain("Original-Message-ID");
    }
}
