package org.kantor.webmail.mail;

import com.vaadin.flow.component.html.Div;
import java.util.Optional;
import java.util.function.Consumer;
import org.kantor.mail.store.Labels.Hue;
import org.kantor.webmail.shell.HuePicker;
import org.kantor.webmail.shell.Modal;
import org.kantor.webmail.shell.TextButton;

/** Asks for the colour of a folder: one of the eight hues, or none. */
final class FolderHueForm extends Modal {

    private static final long serialVersionUID = 1;

    FolderHueForm(String title, Optional<Hue> before, Consumer<Optional<Hue>> save) {
        super(title);
        addClassName("calform");
        var hues = new HuePicker<>(Hue.class, before);
        var buttons = new Div(
                new TextButton(getTranslation("cancel"), this::removeFromParent),
                new TextButton(getTranslation("labels.save"), () -> {
                            removeFromParent();
                            save.accept(hues.chosenIfAny());
                        })
                        .primary());
        buttons.addClassName("h");
        add(hues, buttons);
    }
}
