package org.kantor.webmail.composer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kantor.mail.compose.DraftOptions;
import org.kantor.mail.store.MailboxId;

class KeptTest {

    private static final String WINDOW = "3f2c9a52-6c0e-4b0f-9d43-0d6a0b1f8a11";

    private static String kept(String place, String origin) {
        return """
                {"id":"%s","account":"7","place":"%s","origin":%s,"names":["a.pdf"],"here":true,
                 "snapshot":{"subject":"Halo","html":"<p>x</p>","to":[{"name":"Bob","address":"bob@example.org"}],"version":3}}
                """.formatted(WINDOW, place, origin);
    }

    @Test
    void whatABrowserKeptIsReadAsItWasWritten() {
        var begun = new Kept.Begun(
                "a@b.example",
                List.of("x@b.example", "a@b.example"),
                new DraftOptions.Answered(new MailboxId(4), 12, true));
        var text = "\"" + begun.json().replace("\"", "\\\"") + "\"";
        var place = new Drafts.Place(new MailboxId(5), 6, 8);
        var read = Kept.read(kept(Kept.place(place), text)).orElseThrow();
        assertThat(read.window()).isEqualTo(new Window(UUID.fromString(WINDOW), UUID.fromString(WINDOW)));
        assertThat(read.account()).isEqualTo(7);
        assertThat(read.place()).isEqualTo(place);
        assertThat(read.begun()).isEqualTo(begun);
        assertThat(read.names()).containsExactly("a.pdf");
        assertThat(read.here()).isTrue();
        assertThat(read.snapshot().subject()).isEqualTo("Halo");
        assertThat(read.snapshot().version()).isEqualTo(3);
        assertThat(Kept.read(kept("", "\"{}\"")).orElseThrow().place()).isNull();
        var draft = UUID.randomUUID();
        var second = kept("", "\"{}\"").replaceFirst("\\{", "{\"draft\":\"" + draft + "\",");
        assertThat(Kept.read(second).orElseThrow().window()).isEqualTo(new Window(draft, UUID.fromString(WINDOW)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "{}",
                "[]",
                "{\"account\":\"7\",\"id\":\"no\"}",
                "{\"account\":\"7\",\"id\":\"" + WINDOW + "\",\"place\":\"1:2\"}",
                "{\"account\":\"7\",\"id\":\"" + WINDOW + "\",\"place\":\"a:b:c\"}",
                "{\"account\":\"7\",\"id\":\"" + WINDOW + "\",\"place\":\"\",\"origin\":\"[\"}"
            })
    void whatNoBrowserOfOursKeptIsNothing(String text) {
        assertThat(Kept.read(text)).isEmpty();
    }
}
