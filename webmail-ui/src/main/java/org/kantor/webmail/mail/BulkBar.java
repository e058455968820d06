package org.kantor.webmail.mail;

import com.vaadin.flow.component.HasComponents;
import com.vaadin.flow.component.HtmlComponent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import org.kantor.webmail.shell.TextButton;

/** How far work on many messages is, with a button that stops it. */
final class BulkBar extends Div implements Outcomes.Progress.Shown {

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

    /** Shows work in that place, a bar each. */
    static Outcomes.Progress in(HasComponents place) {
        return (messages, stop) -> {
            var bar = new BulkBar(messages, stop);
            place.add(bar);
            return bar;
        };
    }

    @Override
    public void at(int messages) {
        bar.getElement().setAttribute("value", Integer.toString(messages));
        number.setText(getTranslation("mail.bulk.at", messages, of));
    }

    @Override
    public void gone() {
        removeFromParent();
    }
}
