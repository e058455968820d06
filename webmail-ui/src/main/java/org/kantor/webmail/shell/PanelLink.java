package org.kantor.webmail.shell;

import com.vaadin.flow.component.Component;
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

    /** A page among the pages of a place. @param shown whether it is what is shown */
    public static PanelLink page(Class<? extends Component> view, String icon, String name, boolean shown) {
        var link = new PanelLink(new Icon(icon), name);
        link.setRoute(view);
        Current.mark(link, shown);
        return link;
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
