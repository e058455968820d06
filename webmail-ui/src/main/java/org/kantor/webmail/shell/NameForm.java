package org.kantor.webmail.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.textfield.TextField;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kantor.kernel.AccountId;

/** A small dialog that asks for a name. It stays open, with the reason, while the name is refused. */
public class NameForm extends FieldForm<TextField> {

    private static final long serialVersionUID = 1;
    private static final int LONGEST = 200;

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
        super(title, new TextField(), verb);
        this.missing = missing;
        this.save = save;
        addClassName("nameform");
        field().setLabel(getTranslation("folders.name"));
        field().setMaxLength(longest);
        field().setValue(before);
        below(below);
    }

    /** Has the browser keep what is typed. @param of what the name is of; empty for something new */
    public NameForm kept(String kind, String of, AccountId account, Optional<KeptForm.Left> left) {
        KeptForm.field(field(), "name");
        kept = new KeptForm(
                kind,
                of,
                account,
                left,
                values -> values.stream()
                        .filter(value -> value.field().equals("name"))
                        .forEach(value -> field().setValue(value.value())));
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

    @Override
    protected boolean save() {
        if (field().getValue().isBlank()) {
            wrong(missing);
            return false;
        }
        save.accept(field().getValue());
        return true;
    }
}
