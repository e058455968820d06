package org.kantor.webmail.shell;

import com.vaadin.flow.component.HtmlComponent;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;

/** All keys on one page. The browser opens it on {@code ?}; its texts are here from the start because it must work when the server is away. */
@Tag("dialog")
public class KeysDialog extends HtmlContainer {

    private static final long serialVersionUID = 1;

    public KeysDialog() {
        addClassName("keys");
        getElement().setAttribute("aria-label", getTranslation("shell.keys"));
        var close = new IconButton("x", getTranslation("close"));
        close.addClassName("close");
        var gap = new Span();
        gap.addClassName("grow");
        var head = new Div(new H2(getTranslation("shell.keys")), gap, close);
        head.addClassName("head");
        var groups = new Div();
        groups.addClassName("g");
        groups.add(group("keys.list", "J K", "O", "X", "U", "/", "G"));
        groups.add(group("keys.act", "E", "#", "S", "!", "V", "M", "Z"));
        groups.add(group("keys.write", "C", "R", "A", "F", "^ Enter", "?"));
        add(head, groups);
    }

    private Div group(String key, String... names) {
        var lines = new HtmlContainer("dl");
        for (var i = 0; i < names.length; i++) {
            var keys = new HtmlContainer("dd");
            for (var name : names[i].split(" ")) {
                var kbd = new HtmlContainer("kbd");
                kbd.addClassName("kbd");
                kbd.getElement().setText(name.equals("^") ? "Ctrl" : name);
                keys.add(kbd);
            }
            HtmlComponent what = new HtmlComponent("dt");
            what.getElement().setText(getTranslation(key + "." + i));
            lines.add(new Div(what, keys));
        }
        return new Div(new H3(getTranslation(key)), lines);
    }
}
