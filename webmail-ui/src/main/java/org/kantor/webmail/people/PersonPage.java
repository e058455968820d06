package org.kantor.webmail.people;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AnchorTarget;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.kantor.directory.Account;
import org.kantor.groupware.contacts.Group;
import org.kantor.groupware.contacts.Group.Member;
import org.kantor.groupware.contacts.PersonDetails;
import org.kantor.groupware.contacts.PersonDetails.Labelled;
import org.kantor.webmail.shell.Face;
import org.kantor.webmail.shell.IconButton;
import org.kantor.webmail.shell.TextButton;

/** One person: face, name, what they do, how to reach them. */
final class PersonPage extends Div {

    private static final long serialVersionUID = 1;
    private static final Set<String> MOBILE = Set.of("cell", "mobile", "iphone");

    private final transient Acts acts;
    private ComboBox<String> into = new ComboBox<>();
    private transient List<?> shown = List.of();

    /** What can be done with a person. */
    interface Acts {
        void write(String name, String address);

        void edit(PersonDetails person);

        void delete(PersonDetails person);

        void put(PersonDetails person, String group);

        void take(PersonDetails person, Group group, Member member);

        void back();
    }

    PersonPage(Acts acts) {
        this.acts = acts;
        addClassNames("reader", "ppage");
        clear();
    }

    /** Ready for the next group. */
    void goOnAdding() {
        into.clear();
        into.focus();
    }

    void clear() {
        shown = List.of();
        removeAll();
        var nobody = new Div(new Span(getTranslation("people.nobody")));
        nobody.addClassNames("pnobody", "muted");
        add(nobody);
    }

    /**
     * Draws nothing anew that shows already: what has the focus keeps it.
     *
     * @param groups all that there are
     */
    void show(PersonDetails person, List<Group> groups) {
        var now = List.of(person, groups);
        if (shown.equals(now)) {
            return;
        }
        shown = now;
        removeAll();
        var known = person.person();
        var edit = new IconButton("pencil", getTranslation("people.edit"));
        edit.addClickListener(event -> acts.edit(person));
        var delete = new IconButton("trash-2", getTranslation("people.delete"));
        delete.addClickListener(event -> acts.delete(person));
        add(bar(edit, delete));
        var does = known.title().isBlank() || known.organisation().isBlank()
                ? known.title() + known.organisation()
                : known.title() + ", " + known.organisation();
        var facts = new DescriptionList();
        facts.addClassNames("dl", "pfacts");
        person.emails().forEach(email -> fact(facts, label(email, "people.mail"), mail(known.name(), email.value())));
        person.phones()
                .forEach(phone -> fact(
                        facts,
                        MOBILE.contains(phone.label()) ? getTranslation("people.mobile") : label(phone, "people.phone"),
                        number(phone.value())));
        person.addresses().forEach(address -> fact(facts, label(address, "people.address"), text(address.value())));
        person.urls().forEach(url -> {
            var link = new Anchor(url.value(), url.value(), AnchorTarget.BLANK);
            link.getElement().setAttribute("rel", "noopener noreferrer");
            fact(facts, label(url, "people.website"), link);
        });
        if (!person.birthday().isEmpty()) {
            fact(facts, getTranslation("people.birthday"), text(birthday(person.birthday())));
        }
        fact(facts, getTranslation("people.groups"), groups(person, groups));
        var body = body(known.name(), address(known.emails()), does, facts);
        if (!person.note().isBlank()) {
            var heading = new H3(getTranslation("people.note"));
            heading.addClassName("secth");
            var note = new Paragraph(person.note());
            note.addClassNames("sec", "pnote");
            note.getElement().setAttribute("dir", "auto");
            body.add(heading, note);
        }
    }

    /** Those with this person, and the way into others. */
    private Div groups(PersonDetails person, List<Group> groups) {
        var chips = new Div();
        chips.addClassName("h");
        var others = new ArrayList<String>();
        for (var group : groups) {
            var member = group.members().stream()
                    .filter(one -> one.own() && person.person().ref().equals(one.ref()))
                    .findFirst();
            if (member.isEmpty()) {
                if (!group.name().isEmpty()) {
                    others.add(group.name());
                }
                continue;
            }
            var link = new RouterLink();
            link.setText(group.name().isEmpty() ? getTranslation("people.group.unnamed") : group.name());
            link.setRoute(PeopleView.class, new RouteParameters(PeopleView.LIST, PeopleView.MINE));
            link.setQueryParameters(QueryParameters.of(PeopleView.GROUP, group.name()));
            link.addClassName("trunc");
            link.getElement().setAttribute("dir", "auto");
            var out = new IconButton(
                    "x", getTranslation("people.group.take", person.person().name(), group.name()));
            out.addClassName("sm");
            out.addClickListener(event -> acts.take(person, group, member.get()));
            var chip = new Span(link, out);
            chip.addClassNames("chip", "grey", "pgroup");
            chips.add(chip);
        }
        var box = new ComboBox<String>();
        box.addClassName("padd");
        box.setPlaceholder(getTranslation("people.group.into"));
        box.setAriaLabel(getTranslation("people.group.into"));
        box.setItems(others);
        box.setAllowCustomValue(true);
        box.addCustomValueSetListener(event -> acts.put(person, event.getDetail()));
        box.addValueChangeListener(event -> {
            if (event.isFromClient() && event.getValue() != null) {
                acts.put(person, event.getValue());
            }
        });
        into = box;
        return new Div(chips, box);
    }

    /** An address that has no card. */
    void show(String address) {
        shown = List.of();
        removeAll();
        add(bar());
        var facts = new DescriptionList();
        facts.addClassNames("dl", "pfacts");
        fact(facts, getTranslation("people.mail"), mail("", address));
        body(address, address, "", facts);
    }

    void show(Account account) {
        shown = List.of();
        removeAll();
        add(bar());
        var facts = new DescriptionList();
        facts.addClassNames("dl", "pfacts");
        fact(
                facts,
                getTranslation("people.mail"),
                mail(account.displayName(), account.address().toString()));
        var badge = new Span(getTranslation("people.directory"));
        badge.addClassName("badge");
        body(account.displayName(), account.address().toString(), "", facts, badge);
    }

    private Div bar(Component... tools) {
        var back = new IconButton("arrow-left", getTranslation("people.back"));
        back.addClassName("back");
        back.addClickListener(event -> acts.back());
        var gap = new Span();
        gap.addClassName("grow");
        var bar = new Div(back, gap);
        bar.add(tools);
        bar.addClassNames("rbar", "pbar");
        return bar;
    }

    private static String address(List<String> emails) {
        return emails.isEmpty() ? "" : emails.getFirst();
    }

    private Div body(String name, String address, String does, DescriptionList facts, Component... badges) {
        var face = new Face(name, address.isEmpty() ? name : address);
        face.addClassName("huge");
        var heading = new H2(name);
        heading.addClassName("rsub");
        heading.getElement().setAttribute("dir", "auto");
        var words = new Div(heading);
        words.addClassName("v");
        if (!does.isBlank()) {
            var line = new Span(does);
            line.addClassNames("sec", "pdoes");
            line.getElement().setAttribute("dir", "auto");
            words.add(line);
        }
        if (badges.length > 0) {
            var line = new Span(badges);
            line.addClassNames("h", "pbadges");
            words.add(line);
        }
        var top = new Div(face, words);
        top.addClassNames("h", "ptop");
        var inner = new Div(top);
        if (!address.isEmpty()) {
            var buttons = new Div(
                    new TextButton("mail", getTranslation("people.write"), () -> acts.write(name, address)).primary());
            buttons.addClassNames("h", "pbuttons");
            inner.add(buttons);
        }
        inner.add(facts);
        inner.addClassName("rin");
        var scroll = new Div(inner);
        scroll.addClassName("rscroll");
        add(scroll);
        return inner;
    }

    private static void fact(DescriptionList facts, String term, Component description) {
        facts.add(new DescriptionList.Term(term), new DescriptionList.Description(description));
    }

    /** The owner's word for it where the card has one that is not just a place, else what it is. */
    private String label(Labelled labelled, String key) {
        var label = labelled.label();
        return label.isEmpty()
                ? getTranslation(key)
                : label.substring(0, 1).toUpperCase(getLocale()) + label.substring(1);
    }

    private NativeButton mail(String name, String address) {
        var button = new NativeButton(address, event -> acts.write(name, address));
        button.addClassName("plink");
        button.getElement().setAttribute("type", "button");
        return button;
    }

    private static Span number(String value) {
        var span = text(value);
        span.addClassName("num");
        return span;
    }

    private static Span text(String value) {
        var span = new Span(value);
        span.getElement().setAttribute("dir", "auto");
        return span;
    }

    private String birthday(String value) {
        try {
            return value.startsWith("--")
                    ? DateTimeFormatter.ofPattern("d MMMM", getLocale()).format(MonthDay.parse(value))
                    : DateTimeFormatter.ofPattern("d MMMM yyyy", getLocale()).format(LocalDate.parse(value));
        } catch (DateTimeException e) {
            return value;
        }
    }
}
