package org.kantor.webmail.mail;

import com.vaadin.cdi.annotation.UIScoped;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H4;
import com.vaadin.flow.component.html.Span;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.kantor.webmail.session.SignedIn;
import org.kantor.webmail.shell.Icon;
import org.kantor.webmail.shell.IconButton;
import org.kantor.webmail.shell.Toasts;

/** The searches that were saved, under the folders; nothing while there are none. */
@UIScoped
public class SavedSearches extends Div {

    private static final long serialVersionUID = 1;

    private final transient Searches searches;
    private final transient SignedIn signedIn;
    private final Toasts toasts;
    private String open = "";

    @Inject
    public SavedSearches(Searches searches, SignedIn signedIn, Toasts toasts) {
        this.searches = searches;
        this.signedIn = signedIn;
        this.toasts = toasts;
        addClassName("saved-searches");
        refresh();
    }

    /** Marks the one that is shown. @param query empty when none is */
    void setOpen(String query) {
        open = query;
        refresh();
    }

    final void refresh() {
        removeAll();
        var saved = searches.saved(signedIn.account().id());
        if (saved.isEmpty()) {
            return;
        }
        var heading = new Div(new H4(getTranslation("search.saved")));
        heading.addClassName("navh");
        add(heading);
        saved.forEach(query -> add(line(query)));
    }

    private Div line(String query) {
        var name = new Span(query);
        name.addClassName("trunc");
        name.getElement().setAttribute("dir", "auto");
        var link = new Anchor("search?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8), new Icon("search"), name);
        link.addClassName("f");
        link.getElement().setAttribute("router-link", true).setAttribute("title", query);
        link.setClassName("on", query.equals(open));
        if (query.equals(open)) {
            link.getElement().setAttribute("aria-current", "page");
        }
        var delete = new IconButton("x", getTranslation("search.saved.delete") + ": " + query);
        delete.addClassNames("sm", "more");
        delete.addClickListener(click -> {
            var undo = searches.delete(signedIn.account().id(), query);
            refresh();
            toasts.undoable("x", getTranslation("search.saved.gone"), undo, this::refresh);
        });
        var line = new Div(link, delete);
        line.addClassName("fr");
        return line;
    }
}
