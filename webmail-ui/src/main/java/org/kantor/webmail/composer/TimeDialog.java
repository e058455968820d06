package org.kantor.webmail.composer;

import com.vaadin.flow.component.HtmlComponent;
import com.vaadin.flow.component.html.Div;
import java.util.function.LongConsumer;
import org.kantor.webmail.shell.Modal;
import org.kantor.webmail.shell.TextButton;

/** Another time for a message that leaves later. */
final class TimeDialog extends Modal {

    private static final long serialVersionUID = 1;

    /**
     * @param title what is done
     * @param at when it leaves so far, in milliseconds since 1970
     * @param chosen told of the other time, in the same
     */
    TimeDialog(String title, long at, LongConsumer chosen) {
        super(title);
        addClassName("scheduled");
        var time = new HtmlComponent("k-when");
        time.getElement()
                .setAttribute("role", "group")
                .setAttribute("aria-label", getTranslation("compose.scheduled.time"))
                .setProperty("value", at);
        var move = new TextButton(title, () -> {}).primary();
        move.getElement()
                .addEventListener("click", event -> {
                    removeFromParent();
                    chosen.accept(event.getEventData()
                            .get("element.parentElement.previousElementSibling.value")
                            .asLong(0));
                })
                .addEventData("element.parentElement.previousElementSibling.value");
        var buttons = new Div(new TextButton(getTranslation("cancel"), this::removeFromParent), move);
        buttons.addClassName("h");
        add(time, buttons);
    }
}
