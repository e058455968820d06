package org.kantor.webmail.shell;

import com.vaadin.cdi.annotation.UIScoped;
import com.vaadin.flow.component.html.Div;

/** Where modeless windows (the composer) live: beside the views, so that they survive going from one to another. One for each browser tab. */
@UIScoped
public class Docked extends Div {

    private static final long serialVersionUID = 1;

    public Docked() {
        addClassName("docked");
    }
}
