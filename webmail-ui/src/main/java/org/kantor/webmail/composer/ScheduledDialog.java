package org.kantor.webmail.composer;

import com.vaadin.flow.component.HtmlComponent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import org.kantor.webmail.shell.Modal;
import org.kantor.webmail.shell.TextButton;

/** A message that leaves later: when, and what can be done about it. */
final class ScheduledDialog extends Modal {

    private static final long serialVersionUID = 1;

    interface Acts {
        void edit();

        void sendNow();

        /** @param time epoch milliseconds */
        void at(long time);
    }

    /**
     * @param when the time as people read it
     * @param at the same in milliseconds since 1970
     */
    ScheduledDialog(String subject, String when, long at, Acts acts) {
        super(subject);
        addClassName("scheduled");
        var text = new Paragraph(when);
        var time = new HtmlComponent("k-when");
        time.getElement()
                .setAttribute("role", "group")
                .setAttribute("aria-label", getTranslation("compose.scheduled.time"))
                .setProperty("value", at);
        var move = new TextButton(getTranslation("compose.scheduled.move"), () -> {});
        move.getElement()
                .addEventListener(
                        "click",
                        event -> done(() -> acts.at(event.getEventData()
                                .get("element.previousElementSibling.value")
                                .asLong(0))))
                .addEventData("element.previousElementSibling.value");
        var line = new Div(time, move);
        line.addClassNames("h", "new-time");
        var buttons = new Div(
                new TextButton(getTranslation("cancel"), this::removeFromParent),
                new TextButton(getTranslation("compose.scheduled.now"), () -> done(acts::sendNow)),
                new TextButton(getTranslation("compose.scheduled.edit"), () -> done(acts::edit)).primary());
        buttons.addClassName("h");
        add(text, line, buttons);
    }

    private void done(Runnable act) {
        removeFromParent();
        act.run();
    }
}
