package org.kantor.webmail.shell;

import com.vaadin.flow.component.ComponentEvent;
import com.vaadin.flow.component.UI;

/** Fired on a page after the person changed a preference, there or in another. */
public final class PreferenceChanged extends ComponentEvent<UI> {

    private static final long serialVersionUID = 1;

    private final String name;

    PreferenceChanged(UI page, String name) {
        super(page, false);
        this.name = name;
    }

    /** As the page calls it, such as {@code conversations}. */
    public String name() {
        return name;
    }
}
