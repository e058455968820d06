package org.kantor.webmail.shell;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;

/** A small dialog that asks for a name. It stays open, with the reason, while the name is refused. */
public class NameForm extends Modal {

    private static final long serialVersionUID = 1;
    private static final int LONGEST = 200;

    private final TextField name = new TextField();
    private final transient Consumer<String> save;

    private final String missing;
    private @Nullable KeptForm kept;

    /**
     * @param verb on the button
     * @param missing the text for a name that is empty
     * @param before the name until now
     * @param save may refuse the name
     */
    public NameForm(String title, String verb, String missing, String before, Consumer<String> save) {
        this(title, verb, missing, before, LONGEST, save);
    }

    /** @param below what else is asked for, under the name */
    protected NameForm(
            String title,
            String verb,
            String missing,
            String before,
            int longest,
            Consumer<String> save,
            Component... below) {
        super(title);
        this.missing = missing;
        this.save = save;
        addClassName("folderform");
        name.setLabel(getTranslation("folders.name"));
        name.setMaxLength(longest);
        name.setValue(before);
        name.setWidthFull();
        name.setValueChangeMode(ValueChangeMode.EAGER);
        name.addKeyPressListener(Key.ENTER, event -> save());
        var buttons = new Div(
                new TextButton(getTranslation("cancel"), this::close), new TextButton(verb, this::save).primary());
        buttons.addClassName("h");
        add(name);
        add(below);
        add(buttons);
    }

    /** Has the browser keep what is typed. @param of what the name is of; empty for something new */
    public NameForm kept(String kind, String of, AccountId account, Optional<KeptForm.Left> left) {
        KeptForm.field(name, "name");
        kept = new KeptForm(
                kind,
                of,
                account,
                left,
                values -> values.stream()
                        .filter(value -> value.field().equals("name"))
                        .forEach(value -> name.setValue(value.value())));
        add(kept);
        return this;
    }

    @Override
    protected void close() {
        super.close();
        if (kept != null) {
            kept.done();
        }
    }

    private void save() {
        if (name.getValue().isBlank()) {
            wrong(missing);
            return;
        }
        try {
            save.accept(name.getValue());
            close();
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
