package org.kantor.webmail.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ToastsTest {

    @BeforeEach
    void open() {
        UI.setCurrent(new UI());
    }

    @AfterEach
    void close() {
        UI.setCurrent(null);
    }

    @Test
    void aNoticeThatCanBeUndoneAsksUntilItIsGone() {
        var toasts = new Toasts();
        assertThat(toasts.asks()).isFalse();
        toasts.tell("check", "Done");
        assertThat(toasts.asks()).isFalse();
        toasts.undoable("check", "Done", () -> {});
        assertThat(toasts.asks()).isTrue();
        toasts.hide();
        assertThat(toasts.asks()).isFalse();
    }
}
