package org.kantor.webmail.cards;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kantor.webmail.fake.HostileTextTest;
import org.kantor.webmail.fake.OpenUi;

/** Texts of strangers' events and contacts, in the cards of a message. */
class HostileCardsBrowserTest extends HostileTextTest {

    @BeforeEach
    void open() {
        new OpenUi(Locale.ENGLISH);
        openHostile("<main></main><script>document.body.id = 'ready';</script>", "");
    }

    /** As a value in a calendar or a card (RFC 5545 section 3.3.11, RFC 6350 section 3.4). */
    private static String value(String text) {
        return bare(text).replaceAll("[\\\\;,]", "\\\\$0");
    }

    private static String bare(String text) {
        return text.replaceAll("\\p{Cntrl}", "");
    }

    private static byte[] octets(String... lines) {
        return String.join("\r\n", List.of(lines)).concat("\r\n").getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void invitations() {
        for (var text : TEXTS) {
            var parameter = "\"" + bare(text).replace("\"", "") + "\"";
            var invitation = Invitation.of(
                    octets(
                            "BEGIN:VCALENDAR",
                            "VERSION:2.0",
                            "PRODID:x",
                            "METHOD:REQUEST",
                            "BEGIN:VEVENT",
                            "UID:1@x",
                            "DTSTAMP:20261101T000000Z",
                            "DTSTART:20261102T030000Z",
                            "SUMMARY:" + value(text),
                            "LOCATION:" + value(text),
                            "URL:" + bare(text),
                            "CONFERENCE;VALUE=URI:https://outside.example/?"
                                    + bare(text).replace(" ", ""),
                            "ORGANIZER;CN=" + parameter + ":" + bare(text),
                            "ATTENDEE;CN=" + parameter + ";PARTSTAT=ACCEPTED:mailto:" + bare(text),
                            "END:VEVENT",
                            "END:VCALENDAR"),
                    ZoneOffset.UTC);
            assertThat(invitation).as(text).isPresent();
            show(new InvitationCard(invitation.get(), List.of(), false, () -> {}, "message/7/part/2/a.ics?save"));
        }
        isShownIn(".invite h3", ".invite .ln span");
    }

    @Test
    void contacts() {
        for (var text : TEXTS) {
            var cards = VCard.of(octets(
                    "BEGIN:VCARD",
                    "VERSION:3.0",
                    "FN:" + value(text),
                    "TITLE:" + value(text),
                    "ORG:" + value(text),
                    "EMAIL:" + value(text),
                    "TEL:" + value(text),
                    "END:VCARD"));
            assertThat(cards).as(text).hasSize(1);
            show(new ContactCard(cards.getFirst(), false, () -> {}));
        }
        isShownIn(".vcard h3", ".vcard .ln .trunc", ".vcard .ln a");
    }
}
