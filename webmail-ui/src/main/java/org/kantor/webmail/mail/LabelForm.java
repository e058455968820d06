package org.kantor.webmail.mail;

import com.vaadin.flow.component.UI;
import java.util.Locale;
import org.kantor.mail.store.Labels;
import org.kantor.mail.store.Labels.Hue;
import org.kantor.webmail.shell.HuePicker;
import org.kantor.webmail.shell.NameForm;

/** A small dialog for a label: its name and one of the eight hues. It stays open, with the reason, while that is refused. */
final class LabelForm extends NameForm {

    private static final long serialVersionUID = 1;

    /** Takes what was entered. */
    interface Save {
        /** Refused: the reason is shown. */
        void save(String name, Hue hue);
    }

    LabelForm(String title, String verb, String before, Hue hue, Save save) {
        this(title, verb, before, new HuePicker<>(hue), save);
    }

    private LabelForm(String title, String verb, String before, HuePicker<Hue> hues, Save save) {
        super(
                title,
                verb,
                UI.getCurrent().getTranslation("labels.name.missing"),
                before,
                Labels.LONGEST,
                name -> save.save(name, hues.chosen()),
                hues);
        addClassName("calform");
    }

    /** The class of a hue in the style sheet. */
    static String style(Hue hue) {
        return "h-" + hue.name().toLowerCase(Locale.ROOT);
    }
}
