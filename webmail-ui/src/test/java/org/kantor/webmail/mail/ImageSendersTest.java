package org.kantor.webmail.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.EmailAddress;
import org.kantor.webmail.content.HeaderFields.Arrival;
import org.kantor.webmail.fake.MemorySettings;
import org.kantor.webmail.mail.ImageSenders.Permission;

class ImageSendersTest {

    private static final AccountId ALICE = new AccountId(1);
    private static final EmailAddress SENDER = EmailAddress.of("news@shop.example");

    private final MemorySettings settings = new MemorySettings();
    private final ImageSenders senders = new ImageSenders();

    ImageSendersTest() {
        senders.settings = settings;
    }

    private static Optional<Arrival> from(String address) {
        return Optional.of(new Arrival("mx.example", address, "ESMTPS", ""));
    }

    private Permission of(Optional<Arrival> arrival) {
        return senders.of(ALICE, SENDER, arrival);
    }

    @Test
    void aSenderIsBelievedOnlyOnTheWayThatIsKnown() {
        assertThat(of(from("198.51.100.7"))).isEqualTo(Permission.NONE);
        senders.allow(ALICE, SENDER, from("198.51.100.7"));
        assertThat(of(from("198.51.7.1"))).isEqualTo(Permission.GIVEN);
        assertThat(of(from("203.0.113.7"))).isEqualTo(Permission.OTHER_WAY);
        senders.allow(ALICE, SENDER, from("203.0.113.7"));
        assertThat(of(from("198.51.100.7"))).isEqualTo(Permission.GIVEN);
        assertThat(of(from("203.0.113.7"))).isEqualTo(Permission.GIVEN);
        assertThat(senders.of(ALICE, EmailAddress.of("x@shop.example"), from("203.0.113.7")))
                .isEqualTo(Permission.NONE);
    }

    @Test
    void whatIsAllowedInsideIsNotAllowedFromOutside() {
        senders.allow(ALICE, SENDER, Optional.empty());
        assertThat(of(Optional.of(new Arrival("pc", "203.0.113.7", "ESMTPSA", ""))))
                .isEqualTo(Permission.GIVEN);
        assertThat(of(from("203.0.113.7"))).isEqualTo(Permission.OTHER_WAY);
    }

    @Test
    void whatWasRememberedWithoutAWayIsAskedAboutAgain() {
        settings.store(ALICE, "mail.images-from", "news@shop.example\nold@shop.example");
        assertThat(of(from("203.0.113.7"))).isEqualTo(Permission.OTHER_WAY);
        assertThat(of(Optional.empty())).isEqualTo(Permission.GIVEN);
    }

    @Test
    void undoingTakesBackThatWayOnly() {
        senders.allow(ALICE, SENDER, from("198.51.100.7"));
        senders.allow(ALICE, SENDER, from("203.0.113.7"));
        senders.forbid(ALICE, SENDER, from("203.0.113.7"));
        assertThat(of(from("203.0.113.7"))).isEqualTo(Permission.OTHER_WAY);
        senders.forbid(ALICE, SENDER, from("198.51.100.7"));
        assertThat(of(from("198.51.100.7"))).isEqualTo(Permission.NONE);
        assertThat(settings.stored(ALICE, "mail.images-from")).isEmpty();
    }

    @Test
    void whoIsAllowedIsListedAndBlockedForEveryWayAndThatIsTakenBack() {
        senders.allow(ALICE, EmailAddress.of("Other@Shop.example"), from("198.51.100.7"));
        senders.allow(ALICE, SENDER, from("198.51.100.7"));
        senders.allow(ALICE, SENDER, from("203.0.113.7"));
        assertThat(senders.allowed(ALICE)).containsExactly("news@shop.example", "other@shop.example");
        var back = senders.block(ALICE, "news@shop.example");
        assertThat(senders.allowed(ALICE)).containsExactly("other@shop.example");
        assertThat(of(from("198.51.100.7"))).isEqualTo(Permission.NONE);
        assertThat(of(Optional.empty())).isEqualTo(Permission.NONE);
        back.run();
        assertThat(of(from("198.51.100.7"))).isEqualTo(Permission.GIVEN);
        assertThat(of(from("203.0.113.7"))).isEqualTo(Permission.GIVEN);
        senders.block(ALICE, "nobody@shop.example").run();
        assertThat(senders.allowed(ALICE)).hasSize(2);
    }

    @Test
    void theOldestAreForgotten() {
        for (var i = 0; i < 40; i++) {
            senders.allow(ALICE, SENDER, from("10." + i + ".0.1"));
        }
        assertThat(of(from("10.9.0.1"))).isEqualTo(Permission.OTHER_WAY);
        assertThat(of(from("10.10.0.1"))).isEqualTo(Permission.GIVEN);
        for (var i = 0; i < 500; i++) {
            senders.allow(ALICE, EmailAddress.of("a" + i + "@shop.example"), from("10.1.0.1"));
        }
        assertThat(of(from("10.10.0.1"))).isEqualTo(Permission.NONE);
        assertThat(settings.stored(ALICE, "mail.images-from").lines()).hasSize(500);
    }
}
