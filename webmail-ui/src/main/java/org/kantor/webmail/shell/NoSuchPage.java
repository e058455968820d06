package org.kantor.webmail.shell;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.ParentLayout;
import jakarta.servlet.http.HttpServletResponse;

/** For an address that leads nowhere. */
@ParentLayout(Shell.class)
public class NoSuchPage extends Div implements HasErrorParameter<NotFoundException>, HasDynamicTitle {

    private static final long serialVersionUID = 1;

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<NotFoundException> parameter) {
        addClassName("empty");
        var mail = new Anchor("mail", getTranslation("nosuch.mail"));
        mail.addClassNames("btn", "primary");
        var text = new Div(new H1(getTranslation("nosuch.title")), new Paragraph(getTranslation("nosuch.text")), mail);
        text.addClassName("b");
        add(text);
        return HttpServletResponse.SC_NOT_FOUND;
    }

    @Override
    public String getPageTitle() {
        return Page.title(getTranslation("nosuch.title"));
    }
}
