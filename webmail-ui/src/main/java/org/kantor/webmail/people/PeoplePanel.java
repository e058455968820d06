package org.kantor.webmail.people;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H4;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kantor.groupware.contacts.Group;
import org.kantor.webmail.shell.ComposeButton;
import org.kantor.webmail.shell.Current;
import org.kantor.webmail.shell.Icon;
import org.kantor.webmail.shell.IconButton;

/** The side panel of people: a new contact, one's own contacts, the directory, the groups. */
final class PeoplePanel extends Nav {

    private static final long serialVersionUID = 1;

    private final Span contacts = new Span();
    private final Span accounts = new Span();
    private final RouterLink mine;
    private final RouterLink directory;

    private final Div groups = new Div();

    /** What the groups' links were made of: names, numbers of members, and which one is open. */
    private List<String> drawn = List.of();

    PeoplePanel(Runnable create, Runnable createGroup) {
        addClassName("nav");
        setAriaLabel(getTranslation("place.people"));
        var button = new ComposeButton("user-plus", getTranslation("people.new"), create);
        mine = link("user", "people.mine", PeopleView.MINE, contacts);
        directory = link("users", "people.directory", PeopleView.DIRECTORY, accounts);
        var plus = new IconButton("plus", getTranslation("people.group.new"));
        plus.addClassName("sm");
        plus.setId("new-group");
        plus.addClickListener(event -> createGroup.run());
        var heading = new Div(new H4(getTranslation("people.groups")), plus);
        heading.addClassName("navh");
        add(button, mine, directory, heading, groups);
    }

    private RouterLink link(String icon, String key, String list, Span count) {
        var name = new Span(getTranslation(key));
        name.addClassName("trunc");
        return link(icon, name, list, count);
    }

    private static RouterLink link(String icon, Span name, String list, Span count) {
        count.addClassName("n");
        var link = new RouterLink();
        link.setRoute(PeopleView.class, new RouteParameters(PeopleView.LIST, list));
        link.addClassName("f");
        link.add(new Icon(icon), name, count);
        return link;
    }

    /** @param open the group that is shown; null if none is */
    void show(int ownContacts, int people, List<Group> known, @Nullable Group open, boolean showsDirectory) {
        contacts.setText(String.format(getLocale(), "%,d", ownContacts));
        accounts.setText(String.format(getLocale(), "%,d", people));
        Current.mark(mine, open == null && !showsDirectory);
        Current.mark(directory, showsDirectory);
        var wanted = known.stream()
                .map(group -> group.members().size() + (group.equals(open) ? " open " : " ") + group.name())
                .toList();
        if (!wanted.equals(drawn)) {
            drawn = wanted;
            draw(known, open);
        }
    }

    private void draw(List<Group> known, @Nullable Group open) {
        groups.removeAll();
        for (var group : known) {
            var shown = group.name().isEmpty() ? getTranslation("people.group.unnamed") : group.name();
            var name = new Span(shown);
            name.addClassName("trunc");
            name.getElement().setAttribute("dir", "auto").setAttribute("title", shown);
            var members =
                    new Span(String.format(getLocale(), "%,d", group.members().size()));
            var link = link("users", name, PeopleView.MINE, members);
            link.setQueryParameters(QueryParameters.of(PeopleView.GROUP, group.name()));
            Current.mark(link, group.equals(open));
            groups.add(link);
        }
    }
}
