package org.kantor.webmail.shell;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;

/** A question before something that cannot be taken back. Its button repeats the verb and the object; Esc and Cancel do nothing. */
@Tag("dialog")
public class Ask extends HtmlContainer {

    private static final long serialVersionUID = 1;

    private Ask(String title, String text, String verb, Runnable then) {
        addClassName("ask");
        var heading = new H2(title);
        heading.setId("ask-title");
        getElement().setAttribute("aria-labelledby", "ask-title");
        var cancel = new NativeButton(getTranslation("cancel"), event -> removeFromParent());
        cancel.addClassName("btn");
        var go = new NativeButton(verb, event -> {
            removeFromParent();
            then.run();
        });
        go.addClassNames("btn", "danger");
        var buttons = new Div(cancel, go);
        buttons.addClassName("h");
        add(heading, new Paragraph(text), buttons);
        getElement().addEventListener("close", event -> removeFromParent());
    }

    /** Asks in front of everything that is in the container. */
    public static void about(HtmlContainer in, String title, String text, String verb, Runnable then) {
        in.add(new Ask(title, text, verb, then));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        getElement().executeJs("this.showModal()");
    }
}
