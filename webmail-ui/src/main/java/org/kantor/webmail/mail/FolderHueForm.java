package org.kantor.webmail.mail;

import com.vaadin.flow.component.html.Div;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kantor.mail.store.Labels;
import org.kantor.webmail.shell.HuePicker;
import org.kantor.webmail.shell.Modal;
import org.kantor.webmail.shell.TextButton;

/** Asks for the colour of a folder: one of the eight hues, or none. */
final class FolderHueForm extends Modal {

    private static final long serialVersionUID = 1;

    /** As {@link Labels.Hue}, and none. */
    private enum Choice {
        NONE,
        TEAL,
        GREEN,
        LIME,
        AMBER,
        RED,
        PINK,
        VIOLET,
        BLUE
    }

    /** @param save told of what was chosen; null for none */
    FolderHueForm(String title, Labels.@Nullable Hue before, Consumer<Labels.@Nullable Hue> save) {
        super(title);
        addClassName("calform");
        var hues = new HuePicker<>(before == null ? Choice.NONE : Choice.valueOf(before.name()));
        var buttons = new Div(
                new TextButton(getTranslation("cancel"), this::removeFromParent),
                new TextButton(getTranslation("labels.save"), () -> {
                            var chosen = hues.chosen();
                            removeFromParent();
                            save.accept(chosen == Choice.NONE ? null : Labels.Hue.valueOf(chosen.name()));
                        })
                        .primary());
        buttons.addClassName("h");
        add(hues, buttons);
    }
}
