package org.kantor.webmail.shell;

import com.vaadin.cdi.annotation.UIScoped;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;

/**
 * Where modeless windows (the composer) live: beside the views, so that they survive going from one to another. One for each browser tab. {@code dock.js} puts
 * as many beside each other as have room, and the others into a menu.
 */
@Tag("k-dock")
@UIScoped
public class Docked extends HtmlContainer {

    private static final long serialVersionUID = 1;

    public Docked() {
        addClassName("docked");
        var more = new NativeButton();
        more.addClassNames("btn", "more");
        // the script puts their number in the place of {0}
        more.getElement()
                .setAttribute("type", "button")
                .setAttribute("hidden", true)
                .setAttribute("data-text", getTranslation("docked.more"))
                .setAttribute("data-label", getTranslation("docked.more.label"))
                .setAttribute("data-refused", getTranslation("docked.refused"))
                .setAttribute("data-not-sent", getTranslation("docked.refused.short"))
                .setAttribute("data-show", getTranslation("docked.refused.show"));
        var menu = new Menu("docked-menu", getTranslation("docked.menu"));
        menu.openedBy(more);
        var told = new Span();
        told.addClassName("sr");
        told.getElement().setAttribute("role", "alert");
        add(more, menu, told);
    }
}
