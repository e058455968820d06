package org.kantor.webmail.shell;

import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;

/** A button with a verb on it, and an icon before it where that helps. At most one primary button stands in a region. */
public class TextButton extends NativeButton {

    private static final long serialVersionUID = 1;

    public TextButton(String text, Runnable action) {
        getElement().setAttribute("type", "button");
        addClassName("btn");
        add(new Span(text));
        addClickListener(event -> action.run());
    }

    public TextButton(String icon, String text, Runnable action) {
        this(text, action);
        addComponentAsFirst(new Icon(icon));
    }

    /** The region's one main action. */
    public TextButton primary() {
        addClassName("primary");
        return this;
    }

    /** Something that takes away; it stands apart from the others. */
    public TextButton dangerous() {
        addClassName("danger-q");
        return this;
    }
}
