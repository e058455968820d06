package org.kantor.webmail.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Hr;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;

/**
 * A menu in the browser's top layer. Opening, closing by Esc or a click beside it, and the arrow keys need no server; {@code shell.js} places it beside the
 * button that opens it.
 */
public class Menu extends Div {

    private static final long serialVersionUID = 1;

    /** @param id names the menu in the page for the buttons that open it */
    public Menu(String id, String label) {
        addClassName("menu");
        setId(id);
        getElement()
                .setAttribute("popover", "auto")
                .setAttribute("role", "menu")
                .setAttribute("aria-label", label);
    }

    /** Makes the button open this menu. */
    public final void openedBy(Component button) {
        button.getElement().setAttribute("popovertarget", getId().orElseThrow()).setAttribute("aria-haspopup", "menu");
    }

    public final NativeButton item(String icon, String label) {
        var item = new NativeButton();
        item.addClassName("mi");
        item.getElement().setAttribute("type", "button").setAttribute("role", "menuitem");
        item.add(new Icon(icon), new Span(label));
        add(item);
        return item;
    }

    /** One of several states, of which one is chosen. */
    public final NativeButton choice(String icon, String label) {
        var item = item(icon, label);
        item.getElement().setAttribute("role", "menuitemradio").setAttribute("aria-checked", "false");
        item.add(new Icon("check", "r"));
        return item;
    }

    public final void heading(String text) {
        var heading = new Div(text);
        heading.addClassName("mh");
        heading.getElement().setAttribute("role", "presentation");
        add(heading);
    }

    public final void line() {
        add(new Hr());
    }
}
