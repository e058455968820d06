package org.kantor.webmail.settings;

import com.vaadin.flow.component.HtmlContainer;

/** Values of a preference below each other, of which one is chosen; {@code shell.js} applies a choice at once and has it kept. */
final class Selection extends HtmlContainer {

    private static final long serialVersionUID = 1;

    private final String chosen;

    /**
     * @param name the preference, as the page calls it
     * @param chosen the value that it has
     */
    Selection(String name, String label, String chosen) {
        super("select");
        this.chosen = chosen;
        addClassName("inp");
        getElement().setAttribute("data-set", name).setAttribute("aria-label", label);
    }

    Selection with(String value, String text) {
        var option = new HtmlContainer("option");
        option.getElement()
                .setAttribute("value", value)
                .setAttribute("selected", value.equals(chosen))
                .setText(text);
        add(option);
        return this;
    }
}
