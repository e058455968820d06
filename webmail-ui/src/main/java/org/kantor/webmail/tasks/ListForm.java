package org.kantor.webmail.tasks;

import com.vaadin.flow.component.UI;
import org.kantor.groupware.Hue;
import org.kantor.webmail.shell.HuePicker;
import org.kantor.webmail.shell.NameForm;

/** A small dialog for a list: its name and one of the eight hues. It stays open, with the reason, while that is refused. */
final class ListForm extends NameForm {

    private static final long serialVersionUID = 1;
    private static final int LONGEST = 200;

    /** Takes what was entered. */
    interface Save {
        void save(String name, Hue hue);
    }

    ListForm(String title, String verb, String before, Hue hue, Save save) {
        this(title, verb, before, new HuePicker<>(hue), save);
    }

    private ListForm(String title, String verb, String before, HuePicker<Hue> hues, Save save) {
        super(
                title,
                verb,
                UI.getCurrent().getTranslation("tasks.list.missing"),
                before,
                LONGEST,
                name -> save.save(name.strip(), hues.chosen()),
                hues);
        addClassName("calform");
    }
}
