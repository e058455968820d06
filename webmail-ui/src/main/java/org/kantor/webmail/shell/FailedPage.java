package org.kantor.webmail.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.ParentLayout;
import jakarta.servlet.http.HttpServletResponse;

/** In the place of a view that failed while it opened: that nothing is lost, a way to try again, and the number for whoever looks into it. */
@ParentLayout(Shell.class)
public class FailedPage extends Div implements HasErrorParameter<Exception>, HasDynamicTitle {

    private static final long serialVersionUID = 1;

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> parameter) {
        var number = Failures.logged(parameter.getException());
        addClassName("empty");
        var again = new TextButton(
                        "refresh-cw",
                        getTranslation("failed.again"),
                        () -> UI.getCurrent().getPage().reload())
                .primary();
        var code = new Span(number);
        code.addClassName("mono");
        code.setId("failure");
        var copy = new TextButton(getTranslation("copy"), () -> {});
        copy.addClassNames("quiet", "sm");
        copy.getElement().setAttribute("data-copy", "#failure").setAttribute("data-copied", getTranslation("copied"));
        var tell = new Paragraph(new Span(getTranslation("failed.number")), code, copy);
        tell.addClassName("muted");
        var text = new Div(
                new Icon("circle-alert"),
                new H1(getTranslation("failed.title")),
                new Paragraph(getTranslation("failed.text")),
                again,
                tell);
        text.addClassName("b");
        text.getElement().setAttribute("role", "alert");
        add(text);
        return HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    }

    @Override
    public String getPageTitle() {
        return Page.title(getTranslation("failed.title"));
    }
}
