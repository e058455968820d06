package org.kantor.webmail.mail;

import org.kantor.webmail.shell.Menu;

/** What concerns all of a list. {@code list-verbs.js} does what has {@code data-list}. */
final class ListMenu extends Menu {

    private static final long serialVersionUID = 1;

    ListMenu() {
        super("list-menu", "");
        getElement().setAttribute("aria-label", getTranslation("mail.list.more"));
        item("mail-open", getTranslation("mail.list.allRead")).getElement().setAttribute("data-list", "all-read");
        item("check", getTranslation("mail.list.selectAll")).getElement().setAttribute("data-list", "select-all");
        line();
        rows("layers", "mail.list.conversations", true);
        rows("list", "mail.list.messages", false);
    }

    /** A preference, which {@code shell.js} marks and has kept. */
    private void rows(String icon, String key, boolean conversations) {
        choice(icon, getTranslation(key))
                .getElement()
                .setAttribute("data-set", "conversations")
                .setAttribute("data-value", Boolean.toString(conversations));
    }
}
