package org.kantor.webmail.shell;

import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;

/** A question before something that cannot be taken back. Its button repeats the verb and the object; Esc and Cancel do nothing. */
public final class Ask extends Modal {

    private static final long serialVersionUID = 1;

    private Ask(String title, String text, String verb, Runnable then) {
        super(title);
        var cancel = new NativeButton(getTranslation("cancel"), event -> removeFromParent());
        cancel.addClassName("btn");
        var go = new NativeButton(verb, event -> {
            removeFromParent();
            then.run();
        });
        go.addClassNames("btn", "danger");
        var buttons = new Div(cancel, go);
        buttons.addClassName("h");
        add(new Paragraph(text), buttons);
    }

    /** Asks in front of everything that is in the container. */
    public static void about(HtmlContainer in, String title, String text, String verb, Runnable then) {
        in.add(new Ask(title, text, verb, then));
    }
}
