package org.kantor.webmail.mail;

import com.vaadin.flow.component.UI;
import org.kantor.webmail.shell.Menu;

/** What can be done with a row, on the right mouse button and Shift F10; {@code mail-list.js} opens it and does it. */
final class RowMenu extends Menu {

    private static final long serialVersionUID = 1;

    RowMenu() {
        super("row-menu", UI.getCurrent().getTranslation("mail.row.menu"));
        put("archive", "archive");
        put("delete", "trash-2");
        put("spam", "octagon-alert");
        line();
        put("snooze", "clock");
        put("mute", "bell-off");
        put("unmute", "bell");
        put("move", "folder-input");
        put("copy", "copy");
        put("label", "tag");
        line();
        put("read", "mail-open");
        put("star", "star");
        put("due", "flag");
        put("done", "check");
    }

    private void put(String action, String icon) {
        item(icon, getTranslation("mail.do." + action)).getElement().setAttribute("data-row", action);
    }
}
