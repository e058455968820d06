package org.kantor.webmail.shell;

import com.vaadin.flow.component.html.NativeButton;

/** A button with an icon alone: its label is read aloud and shown as a tooltip. */
public class IconButton extends NativeButton {

    private static final long serialVersionUID = 1;

    private final Icon icon;

    public IconButton(String iconName, String label) {
        icon = new Icon(iconName);
        add(icon);
        addClassName("ib");
        getElement().setAttribute("type", "button");
        setLabel(label);
    }

    public final void setLabel(String label) {
        getElement().setAttribute("aria-label", label).setAttribute("title", label);
    }

    /** @param name the verb of {@code keymap.js} that it does, whose key stands in the tooltip as the reader has it */
    public final IconButton verb(String name) {
        getElement().setAttribute("data-verb", name);
        return this;
    }

    public final void setIconName(String name) {
        icon.setName(name);
    }
}
