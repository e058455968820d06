package org.kantor.webmail.cards;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kantor.webmail.fake.OpenUi;

/** What the card says and offers; its texts stand as their keys here. */
class InvitationCardTest {

    private static InvitationCard card(String method, String rule, String file) {
        new OpenUi(Locale.ENGLISH);
        var ics = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nMETHOD:" + method
                + "\r\nBEGIN:VEVENT\r\nUID:1@x\r\nDTSTAMP:20261101T000000Z\r\nDTSTART:20261102T030000Z\r\nRRULE:"
                + rule + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        var invitation = Invitation.of(ics.getBytes(StandardCharsets.UTF_8), ZoneId.of("Asia/Jakarta"));
        return new InvitationCard(invitation.orElseThrow(), List.of(), false, () -> {}, file);
    }

    private static Stream<Component> inside(Component component) {
        return Stream.concat(Stream.of(component), component.getChildren().flatMap(InvitationCardTest::inside));
    }

    private static List<Anchor> saves(InvitationCard card) {
        return inside(card)
                .filter(Anchor.class::isInstance)
                .map(Anchor.class::cast)
                .toList();
    }

    @Test
    void whenARecurrenceEndsIsSaid() {
        assertThat(card("REQUEST", "FREQ=WEEKLY;COUNT=4", "").getElement().getTextRecursively())
                .contains("cal.repeat.times");
        assertThat(card("REQUEST", "FREQ=WEEKLY;UNTIL=20261224", "")
                        .getElement()
                        .getTextRecursively())
                .contains("cal.repeat.until");
    }

    @Test
    void itIsSavedAsItCameAlsoWhenItIsCancelledUnlessItMayNotBe() {
        for (var method : List.of("REQUEST", "CANCEL", "REPLY")) {
            assertThat(saves(card(method, "FREQ=DAILY", "message/7/part/2/a.ics?save")))
                    .as(method)
                    .singleElement()
                    .satisfies(save -> {
                        assertThat(save.getHref()).isEqualTo("message/7/part/2/a.ics?save");
                        assertThat(save.getElement().hasAttribute("download")).isTrue();
                    });
        }
        assertThat(saves(card("REQUEST", "FREQ=DAILY", ""))).isEmpty();
    }
}
