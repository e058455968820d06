package org.kantor.webmail.mail;

import com.vaadin.flow.component.UI;
import java.util.function.Consumer;
import org.kantor.webmail.shell.NameForm;

/** Asks for the name of a folder. */
final class FolderForm extends NameForm {

    private static final long serialVersionUID = 1;

    FolderForm(String title, String verb, String before, Consumer<String> save) {
        super(title, verb, UI.getCurrent().getTranslation("folders.name.missing"), before, save);
    }
}
