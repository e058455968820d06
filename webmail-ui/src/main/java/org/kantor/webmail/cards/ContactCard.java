package org.kantor.webmail.cards;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import org.kantor.webmail.shell.Face;
import org.kantor.webmail.shell.Icon;

/** A contact that came with a message: who, where they work, how to reach them, and the button that keeps them. */
final class ContactCard extends Div {

    private static final long serialVersionUID = 1;
    private static final int MOST = 3;

    ContactCard(VCard card, boolean known, Runnable keep) {
        addClassName("vcard");
        getElement().setAttribute("role", "group").setAttribute("aria-label", getTranslation("contact.label"));
        var name = new H3(card.name());
        name.getElement().setAttribute("dir", "auto");
        var facts = new Div(name);
        facts.addClassName("c");
        var does = List.of(card.title(), card.organisation()).stream()
                .filter(text -> !text.isBlank())
                .toList();
        if (!does.isEmpty()) {
            facts.add(line("users", String.join(", ", does)));
        }
        card.emails().stream().limit(MOST).forEach(address -> facts.add(line("mail", address)));
        card.phones().stream().limit(MOST).forEach(number -> {
            var link = new Anchor("tel:" + number.replaceAll("[^0-9+]", ""), number);
            link.setRouterIgnore(true);
            var row = new Div(new Icon("phone"), link);
            row.addClassName("ln");
            facts.add(row);
        });
        var buttons = new Div();
        buttons.addClassName("a");
        if (known) {
            var there = new Span(new Icon("check", "s"), new Span(getTranslation("contact.known")));
            there.addClassNames("muted", "h");
            buttons.add(there);
        } else {
            var save = new NativeButton("", event -> keep.run());
            save.addClassName("btn");
            save.add(new Icon("user-plus"), new Span(getTranslation("contact.keep")));
            buttons.add(save);
        }
        facts.add(buttons);
        var first = card.emails().isEmpty() ? "" : card.emails().getFirst();
        add(new Face(card.name(), first), facts);
    }

    private static Div line(String icon, String text) {
        var span = new Span(text);
        span.getElement().setAttribute("dir", "auto");
        span.addClassName("trunc");
        var line = new Div(new Icon(icon), span);
        line.addClassName("ln");
        return line;
    }
}
