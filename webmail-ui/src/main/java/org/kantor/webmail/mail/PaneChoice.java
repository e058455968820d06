package org.kantor.webmail.mail;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import org.kantor.webmail.shell.Icon;

/** Whether an open message stands beside the list or in its place, which the settings have too. {@code shell.js} marks and keeps it. */
final class PaneChoice extends Div {

    private static final long serialVersionUID = 1;

    PaneChoice() {
        add(pane("right", "panel-right"), pane("off", "list"));
        addClassNames("seg", "panes");
        getElement().setAttribute("role", "radiogroup").setAttribute("aria-label", getTranslation("look.pane"));
    }

    private NativeButton pane(String value, String icon) {
        var button = new NativeButton();
        button.add(new Icon(icon, "s"));
        var text = getTranslation("look.pane." + value);
        button.getElement()
                .setAttribute("type", "button")
                .setAttribute("role", "radio")
                .setAttribute("aria-checked", "false")
                .setAttribute("aria-label", text)
                .setAttribute("title", text)
                .setAttribute("data-set", "pane")
                .setAttribute("data-value", value);
        return button;
    }
}
