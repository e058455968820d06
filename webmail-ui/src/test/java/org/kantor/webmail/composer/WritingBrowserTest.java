package org.kantor.webmail.composer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kantor.webmail.fake.PageTest;

/** What the composer knows of a message without its editor: whether it speaks of an attachment, and when it could be sent later. */
class WritingBrowserTest extends PageTest {

    private static final String PAGE = """
            <!doctype html><html lang="en"><body>
            <script type="module">
              import { sendTimes, speaksOfAttachment } from '/ui/writing.js';
              Object.assign(window, { sendTimes, speaksOfAttachment });
              document.body.id = 'ready';
            </script></body></html>""";

    @BeforeEach
    void open() {
        open(PAGE, fresh -> {});
    }

    @Test
    void whoeverWritesOfAnAttachmentIsUnderstoodInEnglishAndIndonesian() {
        for (var text : List.of(
                "Please find attached the offer",
                "I've attached the minutes",
                "I attach our price list",
                "see the attachment",
                "The file is attached.",
                "Terlampir faktur bulan ini",
                "Saya lampirkan daftar harga",
                "Lihat lampiran")) {
            assertThat(page.evaluate("text => speaksOfAttachment(text)", text))
                    .as(text)
                    .isEqualTo(true);
        }
        for (var text : List.of(
                "She is very attached to her garden",
                "Detach the cable first",
                "Lampu itu mati",
                "An attack of humour")) {
            assertThat(page.evaluate("text => speaksOfAttachment(text)", text))
                    .as(text)
                    .isEqualTo(false);
        }
    }

    @Test
    void theTimesToSendAtAreAllInTheFuture() {
        var wednesday = page.evaluate(
                "() => { const t = sendTimes(new Date(2026, 10, 25, 10, 0)); return [t.evening.text, t.tomorrow.text, t.monday.text]; }");
        assertThat(wednesday).isEqualTo(List.of("18:00", "Thu 08:00", "30 Nov 08:00"));
        var sundayNight = page.evaluate("() => Object.keys(sendTimes(new Date(2026, 10, 29, 23, 0))).sort()");
        assertThat(sundayNight).isEqualTo(List.of("tomorrow"));
    }

    @Test
    void theTimesToSendAtAreThoseOfThePersonWhereverTheBrowserIs() {
        // in Auckland it is Thursday already, in Honolulu still Tuesday
        for (var there : Map.of(
                        "Pacific/Auckland", List.of("Fri 08:00", "2026-11-26T19:00:00.000Z"),
                        "Pacific/Honolulu", List.of("Wed 08:00", "2026-11-25T18:00:00.000Z"))
                .entrySet()) {
            var tomorrow =
                    page.evaluate("""
                    (zone) => {
                      document.documentElement.dataset.zone = zone;
                      const { tomorrow } = sendTimes(new Date('2026-11-25T%s:00:00Z'));
                      delete document.documentElement.dataset.zone;
                      return [tomorrow.text, tomorrow.at.toISOString()];
                    }""".formatted(there.getKey().endsWith("Auckland") ? "18" : "03"), there.getKey());
            assertThat(tomorrow).as(there.getKey()).isEqualTo(there.getValue());
        }
    }
}
