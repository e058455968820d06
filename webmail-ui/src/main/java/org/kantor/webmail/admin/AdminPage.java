package org.kantor.webmail.admin;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H4;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import java.util.function.Supplier;
import org.kantor.directory.Users.Administrator;
import org.kantor.kernel.Refused;
import org.kantor.webmail.session.SignedIn;
import org.kantor.webmail.shell.Page;
import org.kantor.webmail.shell.PanelLink;
import org.kantor.webmail.shell.SidePanel;
import org.kantor.webmail.shell.Toasts;

/** What the console's pages share: the panel of pages, the heading, the check at the door, and one way to do something that may be refused. */
abstract class AdminPage extends Div implements SidePanel, BeforeEnterObserver, HasDynamicTitle {

    private static final long serialVersionUID = 1;

    private final transient SignedIn signedIn;
    private final Toasts toasts;
    private final String titleKey;
    private final H1 heading = new H1();
    private final Span count = new Span();
    private final Div actions = new Div();

    AdminPage(SignedIn signedIn, Toasts toasts, String titleKey) {
        this.signedIn = signedIn;
        this.toasts = toasts;
        this.titleKey = titleKey;
        addClassName("admin");
        heading.setText(getTranslation(titleKey));
        count.addClassNames("muted", "num");
        actions.addClassNames("h", "admin-actions");
    }

    /** The page's top line; the page adds it where it wants it. */
    final Div head(Component... buttons) {
        actions.add(buttons);
        var head = new Div(heading, count, actions);
        head.addClassName("phead");
        return head;
    }

    final void showCount(int number) {
        count.setText(String.format(getLocale(), "%,d", number));
    }

    final Administrator administrator() {
        return signedIn.administrator();
    }

    /** Does it, tells so; a refusal is told and nothing else happens. */
    final boolean attempt(Runnable action, String doneKey, Object... parameters) {
        try {
            action.run();
            done(doneKey, parameters);
            return true;
        } catch (Refused refused) {
            toasts.refused(refused);
            return false;
        }
    }

    final void done(String key, Object... parameters) {
        toasts.tell("check", getTranslation(key, parameters));
    }

    final void failed(String key) {
        toasts.failed(getTranslation(key));
    }

    /** The answer, or the fallback with the refusal told. */
    final <T> T orElse(Supplier<T> question, T fallback) {
        try {
            return question.get();
        } catch (Refused refused) {
            toasts.refused(refused);
            return fallback;
        }
    }

    @Override
    public final void beforeEnter(BeforeEnterEvent event) {
        if (!signedIn.administers()) {
            event.rerouteToError(NotFoundException.class);
        }
    }

    @Override
    public final String getPageTitle() {
        return Page.title(getTranslation(titleKey));
    }

    @Override
    public final Component sidePanel() {
        var pages = new Nav();
        pages.addClassName("nav");
        pages.setAriaLabel(getTranslation("admin.pages"));
        pages.add(
                section("admin.section.people"),
                page(UsersView.class, "users", "admin.users"),
                section("admin.section.mailflow"),
                page(QueueView.class, "send", "admin.queue"),
                page(DomainsView.class, "globe", "admin.domains"),
                section("admin.section.look"),
                page(OrganisationView.class, "layout-dashboard", "admin.organisation"));
        return pages;
    }

    private H4 section(String key) {
        return new H4(getTranslation(key));
    }

    private PanelLink page(Class<? extends Component> view, String icon, String key) {
        return PanelLink.page(view, icon, getTranslation(key), getClass() == view);
    }
}
