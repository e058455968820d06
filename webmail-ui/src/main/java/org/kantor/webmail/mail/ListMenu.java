package org.kantor.webmail.mail;

import com.vaadin.flow.component.html.NativeButton;
import java.util.function.Consumer;
import org.kantor.webmail.shell.Menu;

/** What concerns all of a list. {@code mail-list.js} does what has {@code data-list}. */
final class ListMenu extends Menu {

    private static final long serialVersionUID = 1;

    private final NativeButton threaded;
    private final NativeButton alone;

    /** @param conversations told when the reader wants to see conversations, or each message for itself */
    ListMenu(Consumer<Boolean> conversations) {
        super("list-menu", "");
        getElement().setAttribute("aria-label", getTranslation("mail.list.more"));
        item("mail-open", getTranslation("mail.list.allRead")).getElement().setAttribute("data-list", "all-read");
        item("check", getTranslation("mail.list.selectAll")).getElement().setAttribute("data-list", "select-all");
        line();
        threaded = choice("layers", getTranslation("mail.list.conversations"));
        alone = choice("list", getTranslation("mail.list.messages"));
        threaded.addClickListener(event -> conversations.accept(true));
        alone.addClickListener(event -> conversations.accept(false));
    }

    /** Marks what rows are. */
    void conversations(boolean on) {
        threaded.getElement().setAttribute("aria-checked", Boolean.toString(on));
        alone.getElement().setAttribute("aria-checked", Boolean.toString(!on));
    }
}
