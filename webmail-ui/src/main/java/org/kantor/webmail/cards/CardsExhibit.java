package org.kantor.webmail.cards;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.kantor.groupware.Hue;
import org.kantor.groupware.calendar.EventRef;
import org.kantor.groupware.calendar.Occurrence;
import org.kantor.groupware.resource.CollectionId;
import org.kantor.webmail.shell.Exhibit;

/** What comes with messages: invitations for a free and for a busy time, one that is kept, and contacts. */
@ApplicationScoped
public class CardsExhibit implements Exhibit {

    private static final ZoneId ZONE = ZoneId.of("Asia/Jakarta");

    private static final String INVITATION = """
            BEGIN:VCALENDAR
            VERSION:2.0
            PRODID:-//Kantor//Gallery//EN
            METHOD:REQUEST
            BEGIN:VEVENT
            UID:gallery@example.org
            DTSTAMP:20261101T000000Z
            SUMMARY:Site visit, Cikarang plant
            LOCATION:Jl. Industri Raya 14, Cikarang
            DTSTART:20261126T013000Z
            DTEND:20261126T050000Z
            RRULE:FREQ=WEEKLY;COUNT=4
            ORGANIZER;CN=Carol Wijaya:mailto:carol@example.org
            ATTENDEE;CN=Alice Hartono;PARTSTAT=NEEDS-ACTION:mailto:alice@example.org
            ATTENDEE;CN=Dave Okafor;PARTSTAT=ACCEPTED:mailto:dave@example.org
            END:VEVENT
            END:VCALENDAR
            """;

    private static final String CONTACT = """
            BEGIN:VCARD
            VERSION:3.0
            N:Sato;Misaki;;;
            FN:佐藤 美咲
            TITLE:Buyer
            ORG:Sakura Trading
            EMAIL:sato@sakura.example
            TEL:+81 3 5550 0143
            END:VCARD
            """;

    @Override
    public List<Section> sections() {
        return List.of(
                new Section(
                        "Invitations",
                        invitation(List.of(), false),
                        invitation(List.of(before(), during()), false),
                        invitation(List.of(before()), true)),
                new Section("Contacts", contact(false), contact(true)));
    }

    private static InvitationCard invitation(List<Occurrence> day, boolean known) {
        return new InvitationCard(
                Invitation.of(octets(INVITATION), ZONE).orElseThrow(),
                day,
                known,
                () -> {},
                "message/1/part/2/invitation.ics?save");
    }

    private static Occurrence before() {
        return on("Running club", 7, 8);
    }

    private static Occurrence during() {
        return on("Bus to Cikarang", 8, 9);
    }

    private static Occurrence on(String title, int from, int to) {
        var day = ZonedDateTime.of(2026, 11, 26, 0, 0, 0, 0, ZONE);
        return new Occurrence(
                new EventRef(new CollectionId(1), from, ""),
                title,
                day.withHour(from),
                day.withHour(to),
                false,
                "",
                Hue.GREEN,
                Occurrence.Status.CONFIRMED,
                Occurrence.Participation.NONE,
                false,
                true);
    }

    private static ContactCard contact(boolean known) {
        return new ContactCard(VCard.of(octets(CONTACT)).getFirst(), known, () -> {});
    }

    private static byte[] octets(String text) {
        return text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
