package org.kantor.webmail.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import java.util.ArrayList;
import java.util.List;
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

    private static List<String> texts(Toasts toasts) {
        return toasts.getChildren()
                .map(toast -> toast.getElement().getChild(1).getText())
                .toList();
    }

    @Test
    void whatCanBeUndoneStaysBesideNewerNoticesAndThreeAtMost() {
        var toasts = new Toasts();
        var gone = new ArrayList<String>();
        toasts.show("send", "Sent", () -> {}, 10, () -> gone.add("Sent"));
        toasts.tell("check", "Told");
        toasts.undoable("archive", "First", () -> {});
        assertThat(texts(toasts)).containsExactly("Sent", "First");
        toasts.tell("check", "Told");
        toasts.tell("check", "Told again");
        assertThat(texts(toasts)).containsExactly("Sent", "First", "Told again");
        toasts.undoable("archive", "Second", () -> {});
        assertThat(gone).isEmpty();
        toasts.undoable("archive", "Third", () -> {});
        assertThat(texts(toasts)).containsExactly("First", "Second", "Third");
        assertThat(gone).containsExactly("Sent");
    }
}
