package org.kantor.webmail.mail;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import java.util.Locale;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.Labels;
import org.kantor.mail.store.Labels.Hue;
import org.kantor.webmail.shell.Icon;
import org.kantor.webmail.shell.Modal;
import org.kantor.webmail.shell.TextButton;

/** A small dialog for a label: its name and one of the eight hues. It stays open, with the reason, while that is refused. */
final class LabelForm extends Modal {

    private static final long serialVersionUID = 1;

    private final TextField name = new TextField();
    private final Div hues = new Div();
    private final transient Save save;
    private Hue hue;

    /** Takes what was entered. */
    interface Save {
        /** Refused: the reason is shown. */
        void save(String name, Hue hue);
    }

    LabelForm(String title, String verb, String before, Hue hue, Save save) {
        super(title);
        this.save = save;
        this.hue = hue;
        addClassNames("folderform", "calform");
        name.setLabel(getTranslation("folders.name"));
        name.setMaxLength(Labels.LONGEST);
        name.setValue(before);
        name.setWidthFull();
        name.addKeyPressListener(Key.ENTER, event -> save());
        hues.addClassName("hues");
        hues.getElement().setAttribute("role", "radiogroup").setAttribute("aria-label", getTranslation("cal.hue"));
        showHues();
        var buttons = new Div(
                new TextButton(getTranslation("cancel"), this::removeFromParent),
                new TextButton(verb, this::save).primary());
        buttons.addClassName("h");
        add(name, hues, buttons);
    }

    /** The class of a hue in the style sheet. */
    static String style(Hue hue) {
        return "h-" + hue.name().toLowerCase(Locale.ROOT);
    }

    private void showHues() {
        hues.removeAll();
        for (var each : Hue.values()) {
            var dot = new Span();
            dot.addClassNames("dot", style(each));
            var button = new NativeButton("", event -> {
                hue = each;
                showHues();
            });
            button.add(dot);
            if (each == hue) {
                button.add(new Icon("check"));
            }
            button.getElement()
                    .setAttribute("type", "button")
                    .setAttribute("role", "radio")
                    .setAttribute("aria-checked", Boolean.toString(each == hue))
                    .setAttribute(
                            "aria-label", getTranslation("hue." + each.name().toLowerCase(Locale.ROOT)));
            hues.add(button);
        }
    }

    private void save() {
        if (name.getValue().isBlank()) {
            wrong(getTranslation("labels.name.missing"));
            return;
        }
        try {
            save.save(name.getValue(), hue);
            removeFromParent();
        } catch (Refused e) {
            wrong(e.sentence());
        }
    }

    private void wrong(String sentence) {
        name.setErrorMessage(sentence);
        name.setInvalid(true);
        name.focus();
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        name.focus();
        name.getElement().executeJs("this.inputElement?.select()");
    }
}
