package org.kantor.webmail.mail;

import com.vaadin.flow.component.HtmlComponent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import org.kantor.webmail.shell.TextButton;

/** How far work on many messages is, with a button that stops it. */
final class BulkBar extends Div {

    private static final long serialVersionUID = 1;

    private final HtmlComponent bar = new HtmlComponent("progress");
    private final Span number = new Span();
    private final int of;

    BulkBar(int of, Runnable stop) {
        this.of = of;
        addClassName("working");
        getElement().setAttribute("role", "status");
        bar.getElement()
                .setAttribute("max", Integer.toString(of))
                .setAttribute("aria-label", getTranslation("mail.bulk.working"));
        number.addClassName("num");
        add(bar, number, new TextButton(getTranslation("cancel"), stop));
        at(0);
    }

    void at(int messages) {
        bar.getElement().setAttribute("value", Integer.toString(messages));
        number.setText(getTranslation("mail.bulk.at", messages, of));
    }
}
