package org.kantor.webmail.settings;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import java.util.List;
import org.kantor.webmail.shell.Icon;
import org.kantor.webmail.shell.IconButton;

/** A box of lines, each with a button that takes it away. Whoever presses it goes on to the line that takes its place, and after the last one to the heading of the page ({@code focus.js}). */
final class RemovableLines extends Div {

    private static final long serialVersionUID = 1;

    private final String none;

    /** @param none says that there is no line */
    RemovableLines(String none) {
        this.none = none;
        addClassNames("panel", "setlines");
    }

    void show(List<Div> lines) {
        removeAll();
        if (lines.isEmpty()) {
            var sentence = new Paragraph(none);
            sentence.addClassNames("muted", "setline");
            add(sentence);
            getElement().removeAttribute("role");
        } else {
            lines.forEach(this::add);
            getElement().setAttribute("role", "list");
        }
    }

    /** @param label of the button */
    static Div line(String iconName, List<Component> parts, String label, Runnable remove) {
        var button = new IconButton("trash-2", label);
        button.addClickListener(click -> remove.run());
        var line = new Div(new Icon(iconName));
        line.add(parts);
        line.add(button);
        line.addClassName("setline");
        line.getElement().setAttribute("role", "listitem");
        return line;
    }
}
