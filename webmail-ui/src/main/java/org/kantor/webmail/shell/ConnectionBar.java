package org.kantor.webmail.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Says that the server cannot be reached, or that the session is over: {@code connection.js} finds out and shows it. Its texts are here from the start, because
 * they are needed when the server is away.
 */
@ApplicationScoped
public class ConnectionBar implements Everywhere {

    @Override
    public Component in(Shell shell) {
        var bar = new Div();
        var text = new Span();
        text.addClassName("grow");
        var again = new TextButton("refresh-cw", bar.getTranslation("connection.again"), () -> {});
        again.addClassName("again");
        bar.add(new Icon("triangle-alert"), text, again);
        bar.addClassNames("bar", "connection");
        bar.getElement()
                .setAttribute("role", "status")
                .setAttribute("hidden", true)
                .setAttribute("data-lost", bar.getTranslation("connection.lost"))
                .setAttribute("data-over", bar.getTranslation("connection.over"))
                .setAttribute("data-unkept", bar.getTranslation("connection.unkept"));
        return bar;
    }
}
