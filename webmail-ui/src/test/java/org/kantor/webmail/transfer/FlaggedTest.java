package org.kantor.webmail.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kantor.mail.store.Flags;

class FlaggedTest {

    @Test
    void flagsAreBitsAndTheRestKeywords() {
        var names = Set.of("\\Seen", "\\Flagged", "\\Unheard", "work", "$Junk");
        assertThat(Flagged.bits(names)).isEqualTo(Flags.SEEN | Flags.FLAGGED);
        assertThat(Flagged.keywords(names)).containsExactlyInAnyOrder("work", "$Junk");
    }

    @Test
    void whatCannotBeAKeywordIsLeftOut() {
        assertThat(Flagged.keywords(Set.of("a(b", "caf\u00e9", "x".repeat(256), "ok", "\"q\"")))
                .containsExactly("ok");
    }
}
