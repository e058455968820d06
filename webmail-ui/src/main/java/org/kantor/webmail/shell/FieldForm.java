package org.kantor.webmail.shell;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextFieldBase;
import com.vaadin.flow.data.value.ValueChangeMode;
import org.kantor.kernel.Refused;

/**
 * A small dialog that asks for one text, whose field has the focus; Enter there is the button. It stays open while what was entered is refused, with the reason at the field, as what is in
 * front of the page hides its toasts.
 */
public abstract class FieldForm<F extends TextFieldBase<F, String>> extends Modal {

    private static final long serialVersionUID = 1;

    private final F field;
    private final Div buttons;

    /** @param verb on the button */
    protected FieldForm(String title, F field, String verb) {
        super(title);
        this.field = field;
        field.setWidthFull();
        field.setValueChangeMode(ValueChangeMode.EAGER);
        field.addKeyPressListener(Key.ENTER, event -> go());
        buttons = new Div(
                new TextButton(getTranslation("cancel"), this::close), new TextButton(verb, this::go).primary());
        buttons.addClassName("h");
        add(field, buttons);
    }

    protected final F field() {
        return field;
    }

    /** What else is asked for, under the field. */
    protected final void below(Component... more) {
        for (var one : more) {
            addComponentAtIndex(indexOf(buttons), one);
        }
    }

    /**
     * Takes what was entered.
     *
     * @return whether that was all, and the dialog closes
     * @throws Refused for the reason that stands at the field
     */
    protected abstract boolean save();

    private void go() {
        try {
            if (save()) {
                close();
            }
        } catch (Refused refused) {
            wrong(Refusals.text(refused, getLocale()));
        }
    }

    /** Says at the field what is wrong with what was entered, which can be mended there. */
    protected final void wrong(String why) {
        field.setErrorMessage(why);
        field.setInvalid(true);
        field.focus();
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        field.focus();
        field.getElement().executeJs("this.inputElement?.select()");
    }
}
