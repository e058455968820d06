package org.kantor.webmail.calendar;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import java.util.function.Consumer;
import org.kantor.groupware.Hue;
import org.kantor.groupware.calendar.Calendar;
import org.kantor.webmail.shell.HuePicker;
import org.kantor.webmail.shell.Modal;
import org.kantor.webmail.shell.TextButton;

/** A small dialog for a new calendar: its name and one of the eight hues. */
final class CalendarForm extends Modal {

    private static final long serialVersionUID = 1;

    private final TextField name = new TextField();
    private final HuePicker<Hue> hues = new HuePicker<>(Hue.GREEN);

    CalendarForm(String heading, Consumer<Calendar.Edit> save) {
        super(heading);
        addClassName("calform");
        name.setLabel(getTranslation("cal.calendar.name"));
        name.setMaxLength(200);
        var buttons = new Div(
                new TextButton(getTranslation("cancel"), this::removeFromParent),
                new TextButton(getTranslation("cal.calendar.create"), () -> save(save)).primary());
        buttons.addClassName("h");
        add(name, hues, buttons);
    }

    private void save(Consumer<Calendar.Edit> save) {
        if (name.getValue().isBlank()) {
            name.setInvalid(true);
            return;
        }
        removeFromParent();
        save.accept(Calendar.Edit.of(name.getValue().strip(), hues.chosen()));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        name.focus();
    }
}
