package org.kantor.webmail.shell;

import com.vaadin.flow.component.html.Span;

/** The one button at the top of a side panel, which makes what the view is about; it is what the key C presses. */
public final class ComposeButton extends TextButton {

    private static final long serialVersionUID = 1;

    public ComposeButton(String icon, String text, Runnable action) {
        super(icon, text, action);
        primary();
        addClassName("compose");
        setId("compose");
        var key = new Span("C");
        key.addClassName("kbd");
        key.getElement().setAttribute("aria-hidden", "true");
        add(key);
    }
}
