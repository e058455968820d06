package org.kantor.webmail.calendar;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import java.util.Locale;
import java.util.function.Consumer;
import org.kantor.groupware.Hue;
import org.kantor.groupware.calendar.Calendar;
import org.kantor.webmail.shell.Icon;
import org.kantor.webmail.shell.Modal;
import org.kantor.webmail.shell.TextButton;

/** A small dialog for a new calendar: its name and one of the eight hues. */
final class CalendarForm extends Modal {

    private static final long serialVersionUID = 1;

    private final TextField name = new TextField();
    private final Div hues = new Div();
    private Hue hue = Hue.GREEN;

    CalendarForm(String heading, Consumer<Calendar.Edit> save) {
        super(heading);
        addClassName("calform");
        name.setLabel(getTranslation("cal.calendar.name"));
        name.setMaxLength(200);
        hues.addClassName("hues");
        hues.getElement().setAttribute("role", "radiogroup").setAttribute("aria-label", getTranslation("cal.hue"));
        showHues();
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
        save.accept(Calendar.Edit.of(name.getValue().strip(), hue));
    }

    private void showHues() {
        hues.removeAll();
        for (var each : Hue.values()) {
            var dot = new Span();
            dot.addClassNames("dot", Look.hue(each));
            var button = new NativeButton();
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
            button.addClickListener(event -> {
                hue = each;
                showHues();
            });
            hues.add(button);
        }
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        name.focus();
    }
}
