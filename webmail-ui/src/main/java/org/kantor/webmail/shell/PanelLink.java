package org.kantor.webmail.shell;

import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouterLink;

/** A line of a side panel that leads somewhere: an icon, a name and how much there is. */
public final class PanelLink extends RouterLink {

    private static final long serialVersionUID = 1;

    private final Span count = new Span();

    public PanelLink(Icon icon, String name) {
        addClassName("f");
        var text = new Span(name);
        text.addClassName("trunc");
        text.getElement().setAttribute("dir", "auto").setAttribute("title", name);
        count.addClassName("n");
        add(icon, text);
    }

    public void count(int number) {
        count.setText(String.format(getLocale(), "%,d", number));
        add(count);
    }

    /** The same, without a number where there is none. */
    public void countIfAny(int number) {
        if (number == 0) {
            remove(count);
        } else {
            count(number);
        }
    }
}
