package org.kantor.webmail.people;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H4;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouteParameters;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kantor.groupware.contacts.Group;
import org.kantor.webmail.shell.ComposeButton;
import org.kantor.webmail.shell.Current;
import org.kantor.webmail.shell.Icon;
import org.kantor.webmail.shell.IconButton;
import org.kantor.webmail.shell.PanelLink;

/** The side panel of people: a new contact, one's own contacts, the directory, the groups. */
final class PeoplePanel extends Nav {

    private static final long serialVersionUID = 1;

    private final PanelLink mine;
    private final PanelLink directory;
    private final Div groups = new Div();

    /** What the groups' links were made of: names, numbers of members, and which one is open. */
    private List<String> drawn = List.of();

    PeoplePanel(Runnable create, Runnable createGroup) {
        addClassName("nav");
        setAriaLabel(getTranslation("place.people"));
        var button = new ComposeButton("user-plus", getTranslation("people.new"), create);
        mine = link("user", getTranslation("people.mine"), PeopleView.MINE);
        directory = link("users", getTranslation("people.directory"), PeopleView.DIRECTORY);
        var plus = new IconButton("plus", getTranslation("people.group.new"));
        plus.addClassName("sm");
        plus.setId("new-group");
        plus.addClickListener(event -> createGroup.run());
        var heading = new Div(new H4(getTranslation("people.groups")), plus);
        heading.addClassName("navh");
        add(button, mine, directory, heading, groups);
    }

    private static PanelLink link(String icon, String name, String list) {
        var link = new PanelLink(new Icon(icon), name);
        link.setRoute(PeopleView.class, new RouteParameters(PeopleView.LIST, list));
        return link;
    }

    /** @param open the group that is shown; null if none is */
    void show(int ownContacts, int people, List<Group> known, @Nullable Group open, boolean showsDirectory) {
        mine.count(ownContacts);
        directory.count(people);
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
            var link = link(
                    "users",
                    group.name().isEmpty() ? getTranslation("people.group.unnamed") : group.name(),
                    PeopleView.MINE);
            link.count(group.members().size());
            link.setQueryParameters(QueryParameters.of(PeopleView.GROUP, group.name()));
            Current.mark(link, group.equals(open));
            groups.add(link);
        }
    }
}
