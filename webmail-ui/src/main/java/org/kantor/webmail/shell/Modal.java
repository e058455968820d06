package org.kantor.webmail.shell;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.html.H2;

/** A small dialog with a heading, in front of everything from when it is added until it is removed; Esc removes it. */
@Tag("dialog")
public abstract class Modal extends HtmlContainer {

    private static final long serialVersionUID = 1;
    private static final String HEADING = "ask-title";

    protected Modal(String title) {
        addClassName("ask");
        var heading = new H2(title);
        heading.setId(HEADING);
        getElement().setAttribute("aria-labelledby", HEADING);
        add(heading);
        getElement().addEventListener("close", event -> close());
    }

    /** It is done with, or left. */
    protected void close() {
        removeFromParent();
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        getElement().executeJs("this.showModal()");
    }
}
