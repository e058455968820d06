package org.kantor.webmail.subscriptions;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.NumberFormat;
import java.time.Clock;
import java.util.List;
import org.kantor.webmail.mail.Dates;
import org.kantor.webmail.mail.MailSide;
import org.kantor.webmail.session.SignedIn;
import org.kantor.webmail.shell.Face;
import org.kantor.webmail.shell.Page;
import org.kantor.webmail.shell.Shell;
import org.kantor.webmail.shell.SidePanel;

/** The lists and newsletters that write to this account: by how much they wrote in a year, with their last message, each with the way to leave it. */
@Route(value = "mail/subscriptions", layout = Shell.class)
public class SubscriptionsView extends Div implements SidePanel, HasDynamicTitle {

    private static final long serialVersionUID = 1;

    private final transient MailSide side;
    private final transient KnownLists lists;
    private final transient Subscriptions subscriptions;
    private final transient SignedIn signedIn;
    private final transient Clock clock;
    private final Div rows = new Div();

    @Inject
    public SubscriptionsView(
            MailSide side, KnownLists lists, Subscriptions subscriptions, SignedIn signedIn, Clock clock) {
        this.side = side;
        this.lists = lists;
        this.subscriptions = subscriptions;
        this.signedIn = signedIn;
        this.clock = clock;
        addClassName("settings");
        var title = new H1(getTranslation("list.title"));
        title.getElement().setAttribute("tabindex", "-1");
        var head = new Div(title);
        head.addClassName("phead");
        var lead = new Paragraph(getTranslation("list.lead"));
        lead.addClassName("lead");
        rows.addClassNames("admin-rows", "lists");
        var body = new Div(head, lead, rows);
        body.addClassName("admin-list");
        add(body);
    }

    @Override
    public Component sidePanel() {
        return side.beside(this, "mail/subscriptions");
    }

    @Override
    protected void onAttach(AttachEvent event) {
        show(lists.of(signedIn.account().id()));
    }

    private void show(List<KnownLists.Known> found) {
        rows.removeAll();
        if (found.isEmpty()) {
            var none = new Paragraph(getTranslation("list.none"));
            none.addClassName("muted");
            rows.add(none);
            return;
        }
        rows.getElement().setAttribute("role", "list").setAttribute("aria-label", getTranslation("list.title"));
        found.forEach(list -> rows.add(row(list)));
    }

    private Div row(KnownLists.Known list) {
        var name = new Anchor(
                "search?q=" + URLEncoder.encode("from:" + list.address(), StandardCharsets.UTF_8), list.name());
        name.getElement().setAttribute("dir", "auto").setAttribute("title", list.address());
        name.addClassNames("med", "trunc");
        var address = new Span(list.address());
        address.addClassNames("muted", "trunc", "small");
        var who = new Div(name, address);
        who.addClassName("v");
        var dates = Dates.of(clock, getUI().orElseThrow());
        var volume = new Span(getTranslation(
                "list.volume",
                list.messages(),
                NumberFormat.getIntegerInstance(getLocale()).format(list.messages())));
        volume.addClassNames("muted", "num");
        var last = new Span(getTranslation("list.last", dates.brief(list.last())));
        last.addClassNames("muted", "num");
        var row = new Div(new Face(list.name(), list.address()), who, volume, last);
        row.add(subscriptions.leave(list.way(), list.name(), this));
        row.getElement().setAttribute("role", "listitem");
        return row;
    }

    @Override
    public String getPageTitle() {
        return Page.title(getTranslation("list.title"));
    }
}
