package org.kantor.webmail.mail;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import org.kantor.webmail.shell.Modal;

/** The step before a file that could do harm is saved: what it is, and the choice, with not saving it first. */
final class RiskyFile extends Modal {

    private static final long serialVersionUID = 1;

    RiskyFile(String name, String reason, String address) {
        super(name);
        var save = new Anchor(address, getTranslation("risk.save"));
        save.addClassNames("btn", "danger");
        save.setRouterIgnore(true);
        save.getElement().setAttribute("download", true).addEventListener("click", event -> removeFromParent());
        var cancel = new NativeButton(getTranslation("risk.leave"), event -> removeFromParent());
        cancel.addClassName("btn");
        cancel.getElement().setAttribute("autofocus", true);
        var buttons = new Div(cancel, save);
        buttons.addClassName("h");
        add(new Paragraph(reason), new Paragraph(getTranslation("risk.think")), buttons);
    }
}
