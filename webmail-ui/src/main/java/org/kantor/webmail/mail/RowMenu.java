package org.kantor.webmail.mail;

import com.vaadin.flow.component.UI;
import org.kantor.webmail.shell.Menu;

/** What can be done with a row, on the right mouse button and Shift F10; {@code mail-list.js} opens it, {@code list-verbs.js} does it. */
final class RowMenu extends Menu {

    private static final long serialVersionUID = 1;

    RowMenu() {
        super("row-menu", UI.getCurrent().getTranslation("mail.row.menu"));
        answer(ReaderPane.Answer.REPLY, "reader.reply");
        answer(ReaderPane.Answer.REPLY_ALL, "reader.replyAll");
        answer(ReaderPane.Answer.FORWARD, "reader.forward");
        line();
        put("archive", "archive");
        put("delete", "trash-2");
        put("spam", "octagon-alert");
        line();
        put("snooze", "clock");
        put("unsnooze", "inbox");
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

    /** For one row alone. */
    private void answer(ReaderPane.Answer answer, String text) {
        item(answer.word(), getTranslation(text)).getElement().setAttribute("data-answer", answer.word());
    }

    private void put(String action, String icon) {
        item(icon, getTranslation("mail.do." + action)).getElement().setAttribute("data-row", action);
    }
}
