package org.kantor.webmail.people;

import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import org.kantor.webmail.shell.ComposeButton;
import org.kantor.webmail.shell.Icon;

/** The side panel of people: a new contact, one's own contacts, the directory. */
final class PeoplePanel extends Nav {

    private static final long serialVersionUID = 1;

    private final Span contacts = new Span();
    private final Span accounts = new Span();
    private final RouterLink mine;
    private final RouterLink directory;

    PeoplePanel(Runnable create) {
        addClassName("nav");
        setAriaLabel(getTranslation("place.people"));
        var button = new ComposeButton("user-plus", getTranslation("people.new"), create);
        mine = link("user", "people.mine", PeopleView.MINE, contacts);
        directory = link("users", "people.directory", PeopleView.DIRECTORY, accounts);
        add(button, mine, directory);
    }

    private RouterLink link(String icon, String key, String list, Span count) {
        var name = new Span(getTranslation(key));
        name.addClassName("trunc");
        count.addClassName("n");
        var link = new RouterLink();
        link.setRoute(PeopleView.class, new RouteParameters(PeopleView.LIST, list));
        link.addClassName("f");
        link.add(new Icon(icon), name, count);
        return link;
    }

    void show(int ownContacts, int people, boolean showsDirectory) {
        contacts.setText(String.format(getLocale(), "%,d", ownContacts));
        accounts.setText(String.format(getLocale(), "%,d", people));
        mine.setClassName("on", !showsDirectory);
        directory.setClassName("on", showsDirectory);
    }
}
