package org.kantor.webmail.settings;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import org.kantor.webmail.shell.Icon;

/** A few values of a preference side by side, of which one is chosen; {@code shell.js} shows which, applies a choice at once and has it kept. */
final class Choices extends Div {

    private static final long serialVersionUID = 1;

    private final String name;

    /** @param name the preference, as the page calls it */
    Choices(String name, String label) {
        this.name = name;
        addClassName("seg");
        getElement().setAttribute("role", "radiogroup").setAttribute("aria-label", label);
    }

    Choices with(String value, String icon, String text) {
        var button = new NativeButton();
        button.add(new Icon(icon, "s"), new Span(text));
        button.getElement()
                .setAttribute("type", "button")
                .setAttribute("role", "radio")
                .setAttribute("aria-checked", "false")
                .setAttribute("data-set", name)
                .setAttribute("data-value", value);
        add(button);
        return this;
    }
}
