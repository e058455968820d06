package org.kantor.webmail.people;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kantor.groupware.contacts.AddressBooks;
import org.kantor.groupware.contacts.Group;
import org.kantor.groupware.contacts.Group.Member;
import org.kantor.groupware.contacts.Person;
import org.kantor.webmail.shell.Icon;
import org.kantor.webmail.shell.IconButton;
import org.kantor.webmail.shell.TextButton;

/** One group: its name, how many can be written to, and everybody in it with the way in and out. */
final class GroupPage extends Div {

    private static final long serialVersionUID = 1;

    private final transient Acts acts;
    private ComboBox<Person> add = new ComboBox<>();
    private transient @Nullable Group shown;

    /** What can be done with a group. */
    interface Acts {
        void write(Group group);

        void rename(Group group);

        void delete(Group group);

        /** A page of one's contacts by a piece of their name or address. */
        Stream<Person> find(String text, int offset, int limit);

        void put(Group group, Person person);

        void take(Group group, Member member);

        void back();
    }

    GroupPage(Acts acts) {
        this.acts = acts;
        addClassNames("reader", "ppage", "gpage");
    }

    /** Draws nothing anew that shows already: what has the focus keeps it. */
    void show(Group group) {
        if (group.equals(shown)) {
            return;
        }
        shown = group;
        removeAll();
        add = add(group);
        var inner = new Div(top(group), buttons(group), add);
        inner.addClassName("rin");
        if (!group.members().isEmpty()) {
            var heading = new H3(getTranslation("people.group.members"));
            heading.addClassName("secth");
            inner.add(heading, members(group));
        }
        var scroll = new Div(inner);
        scroll.addClassName("rscroll");
        add(bar(group), scroll);
    }

    /** Ready for the next one. */
    void goOnAdding() {
        add.clear();
        add.focus();
    }

    private Div bar(Group group) {
        var back = new IconButton("arrow-left", getTranslation("people.back"));
        back.addClassName("back");
        back.addClickListener(event -> acts.back());
        var gap = new Span();
        gap.addClassName("grow");
        var rename = new IconButton("pencil", getTranslation("people.group.rename"));
        rename.addClickListener(event -> acts.rename(group));
        var delete = new IconButton("trash-2", getTranslation("people.group.delete"));
        delete.addClickListener(event -> acts.delete(group));
        var bar = new Div(back, gap, rename, delete);
        bar.addClassNames("rbar", "pbar");
        return bar;
    }

    private Div top(Group group) {
        var face = new Span(new Icon("users", "l"));
        face.addClassNames("av", "sq", "huge");
        face.getElement().setAttribute("aria-hidden", "true");
        var heading = new H2(name(group));
        heading.addClassName("rsub");
        heading.getElement().setAttribute("dir", "auto");
        var reached = group.addresses().size();
        var silent = group.silent();
        var line = new Span(getTranslation(reached == 1 ? "people.group.one" : "people.group.some", reached)
                + (silent == 0 ? "" : ", " + getTranslation("people.group.silent", silent)));
        line.addClassNames("sec", "pdoes");
        var words = new Div(heading, line);
        words.addClassName("v");
        var top = new Div(face, words);
        top.addClassNames("h", "ptop");
        return top;
    }

    private String name(Group group) {
        return group.name().isEmpty() ? getTranslation("people.group.unnamed") : group.name();
    }

    private Div buttons(Group group) {
        var buttons = new Div();
        buttons.addClassNames("h", "pbuttons");
        if (!group.addresses().isEmpty() && group.addresses().size() <= AddressBooks.MOST_MEMBERS) {
            buttons.add(
                    new TextButton("mail", getTranslation("people.group.write"), () -> acts.write(group)).primary());
        }
        return buttons;
    }

    private ComboBox<Person> add(Group group) {
        var box = new ComboBox<Person>(getTranslation("people.group.add"));
        box.addClassName("padd");
        box.setItemLabelGenerator(person -> person.emails().isEmpty()
                ? person.name()
                : person.name() + " <" + person.emails().getFirst() + ">");
        // who is in the group already is offered, too: a page with less than was asked for would be the last one
        box.setItems(query -> acts.find(query.getFilter().orElse(""), query.getOffset(), query.getLimit()));
        box.addValueChangeListener(event -> {
            if (event.isFromClient() && event.getValue() != null) {
                acts.put(group, event.getValue());
            }
        });
        return box;
    }

    private Div members(Group group) {
        var list = new Div();
        list.addClassName("gmembers");
        list.getElement().setAttribute("role", "list");
        for (var member : group.members()) {
            var text = member.name().isEmpty() ? member.address() : member.name();
            var name = new Span(text);
            name.addClassName("trunc");
            name.getElement().setAttribute("dir", "auto");
            var chip = new Span(name);
            chip.addClassName("person");
            chip.getElement().setAttribute("role", "listitem").setAttribute("title", member.address());
            if (member.own()) {
                var out = new IconButton("x", getTranslation("people.group.take", text, name(group)));
                out.addClassName("sm");
                out.addClickListener(event -> acts.take(group, member));
                chip.add(out);
            }
            list.add(chip);
        }
        return list;
    }
}
