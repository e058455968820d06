package org.kantor.webmail.mail;

import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import org.kantor.webmail.shell.Icon;
import org.kantor.webmail.shell.IconButton;

/** What can be done with the rows that are selected, in the place of the tabs; {@code mail-list.js} says how many, and does it. */
final class SelectionBar extends Div {

    private static final long serialVersionUID = 1;

    private final IconButton spam = button("spam", "octagon-alert");

    SelectionBar() {
        var clear = new NativeButton();
        clear.addClassNames("cb", "on");
        clear.getElement().setAttribute("data-act", "clear").setAttribute("aria-label", getTranslation("mail.clear"));
        clear.add(new Icon("minus"));
        var number = new HtmlContainer("b");
        number.addClassName("picked");
        number.getElement().setAttribute("data-text", getTranslation("mail.picked"));
        number.getElement().setAttribute("aria-live", "polite");
        var gap = new Span();
        gap.addClassName("grow");
        var everything = new NativeButton();
        everything.addClassNames("linkbtn", "everything");
        everything.getElement().setAttribute("data-act", "everything");
        var done = new NativeButton(getTranslation("mail.clear.short"));
        done.addClassNames("btn", "quiet", "sm");
        done.getElement().setAttribute("data-act", "clear");
        var label = button("label", "tag");
        label.addClassName("third");
        spam.addClassName("third");
        var read = button("read", "mail-open");
        var star = button("star", "star");
        var due = button("due", "flag");
        for (var button : List.of(read, star, due)) {
            button.addClassName("second");
        }
        var more = new IconButton("ellipsis", getTranslation("reader.tools.more"));
        more.addClassName("rmore");
        more.getElement().setAttribute("data-act", "more").setAttribute("aria-haspopup", "menu");
        add(
                clear,
                number,
                button("archive", "archive"),
                button("delete", "trash-2"),
                spam,
                button("snooze", "clock"),
                button("move", "folder-input"),
                label,
                read,
                star,
                due,
                more,
                gap,
                everything,
                done);
        addClassName("bulk");
        getElement().setAttribute("role", "toolbar").setAttribute("aria-label", getTranslation("mail.bulk"));
    }

    private IconButton button(String action, String icon) {
        var button = new IconButton(icon, getTranslation("mail.do." + action)).verb(action);
        button.getElement().setAttribute("data-act", action);
        return button;
    }

    /** What lies in Spam is no spam after all. */
    void inSpam(boolean on) {
        spam.setLabel(getTranslation(on ? "mail.do.notSpam" : "mail.do.spam"));
        spam.setIconName(on ? "inbox" : "octagon-alert");
    }
}
