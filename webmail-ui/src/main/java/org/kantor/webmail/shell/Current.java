package org.kantor.webmail.shell;

import com.vaadin.flow.component.Component;

/** Marks the link that leads to what is shown: for eyes by its class, for others by {@code aria-current}. */
public final class Current {

    private Current() {}

    public static void mark(Component link, boolean on) {
        link.getElement().getClassList().set("on", on);
        if (on) {
            link.getElement().setAttribute("aria-current", "page");
        } else {
            link.getElement().removeAttribute("aria-current");
        }
    }
}
