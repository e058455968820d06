package org.kantor.webmail.composer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowTest {

    private static final UUID DRAFT = UUID.fromString("3f2c9a52-6c0e-4b0f-9d43-0d6a0b1f8a11");

    private static String id(Window window) {
        return "<" + window.local() + "@example.org>";
    }

    @Test
    void everyWindowOnADraftTellsTheDraftAndItself() {
        var first = new Window(DRAFT, DRAFT);
        var second = Window.on(DRAFT);
        assertThat(first.local()).isEqualTo(DRAFT.toString());
        assertThat(second.draft()).isEqualTo(DRAFT);
        assertThat(second.id()).isNotEqualTo(DRAFT);
        assertThat(Window.draftOf(id(first))).contains(DRAFT);
        assertThat(Window.draftOf(id(second))).contains(DRAFT);
        assertThat(first.wrote(id(first))).isTrue();
        assertThat(second.wrote(id(second))).isTrue();
        assertThat(first.wrote(id(second))).isFalse();
        assertThat(second.wrote(id(first))).isFalse();
        assertThat(first.wrote(null)).isFalse();
    }

    @Test
    void aNewWindowIsADraftOfItsOwn() {
        var window = Window.on(null);
        assertThat(window.draft()).isEqualTo(window.id());
        assertThat(Window.on(null)).isNotEqualTo(window);
    }

    @Test
    void whatIsWrittenBesideWhatWasSentIsAnotherDraftAndTheSameEachTime() {
        var window = Window.on(DRAFT);
        assertThat(window.beside()).isEqualTo(window.beside());
        assertThat(window.beside().draft()).isNotEqualTo(DRAFT);
        assertThat(Window.on(DRAFT).beside()).isNotEqualTo(window.beside());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<>",
                "<x@example.org>",
                "3f2c9a52-6c0e-4b0f-9d43-0d6a0b1f8a11",
                "<3f2c9a52-6c0e-4b0f-9d43-0d6a0b1f8a11>",
                "<3f2c9a52-6c0e-4b0f-9d43-0d6a0b1f8a11x@example.org>"
            })
    void whatOthersWroteIsNoDraftOfOurs(String messageId) {
        assertThat(Window.draftOf(messageId)).isEmpty();
    }
}
