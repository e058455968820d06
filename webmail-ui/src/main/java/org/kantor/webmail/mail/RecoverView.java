package org.kantor.webmail.mail;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.Recovery;
import org.kantor.mail.store.Recovery.Recoverable;
import org.kantor.webmail.session.SignedIn;
import org.kantor.webmail.shell.Page;
import org.kantor.webmail.shell.Shell;
import org.kantor.webmail.shell.SidePanel;
import org.kantor.webmail.shell.TextButton;
import org.kantor.webmail.shell.Toasts;

/** Messages that were deleted for good, for as long as they can be had back: the latest first, each with the way back. */
@Route(value = "mail/recover", layout = Shell.class)
public class RecoverView extends Div implements HasDynamicTitle, SidePanel {

    private static final long serialVersionUID = 1;
    private static final int PAGE = 100;

    private final transient Recovery recovery;
    private final transient MailSide side;
    private final transient SignedIn signedIn;
    private final transient Clock clock;
    private final Toasts toasts;
    private final Div rows = new Div();
    private int shown = PAGE;

    @Inject
    public RecoverView(Recovery recovery, MailSide side, SignedIn signedIn, Toasts toasts, Clock clock) {
        this.recovery = recovery;
        this.side = side;
        this.signedIn = signedIn;
        this.toasts = toasts;
        this.clock = clock;
        addClassName("settings");
        var back = new TextButton(
                "arrow-left",
                getTranslation("recover.back"),
                () -> getUI().ifPresent(ui -> ui.navigate(MailView.class)));
        var actions = new Div(back);
        actions.addClassNames("h", "admin-actions");
        var head = new Div(new H1(getTranslation("recover.title")), actions);
        head.addClassName("phead");
        var lead = new Paragraph(getTranslation("recover.lead", recovery.kept().toDays()));
        lead.addClassName("lead");
        rows.addClassNames("admin-rows", "recover");
        var body = new Div(head, lead, rows);
        body.addClassName("admin-list");
        add(body);
    }

    @Override
    public Component sidePanel() {
        return side.beside(this, "mail/recover");
    }

    @Override
    protected void onAttach(AttachEvent event) {
        show();
    }

    private void show() {
        rows.removeAll();
        var found = recovery.list(signedIn.account().id(), 0, shown);
        if (found.isEmpty()) {
            var none = new Paragraph(getTranslation("recover.none"));
            none.addClassName("muted");
            rows.add(none);
            rows.getElement().removeAttribute("role");
            return;
        }
        rows.getElement().setAttribute("role", "list");
        found.forEach(message -> rows.add(row(message)));
        if (found.size() == shown) {
            rows.add(new TextButton(getTranslation("recover.more"), () -> {
                shown += PAGE;
                show();
            }));
        }
    }

    private Div row(Recoverable message) {
        var subject = new Span(message.subject().isEmpty() ? getTranslation("mail.do.noSubject") : message.subject());
        subject.addClassName("med");
        subject.getElement().setAttribute("dir", "auto").setAttribute("title", subject.getText());
        var from = new Span(message.from());
        from.addClassName("muted");
        from.getElement().setAttribute("dir", "auto").setAttribute("title", from.getText());
        var dates = Dates.of(clock, getUI().orElseThrow());
        var deleted = new Span(
                getTranslation("recover.deleted", dates.withTime(message.deleted()), called(message.mailbox())));
        deleted.addClassName("muted");
        var restore = new TextButton("undo-2", getTranslation("recover.do"), () -> restore(message));
        restore.getElement().setAttribute("aria-label", getTranslation("recover.do.one", subject.getText()));
        var row = new Div(subject, from, deleted, restore);
        row.getElement().setAttribute("role", "listitem");
        return row;
    }

    /** What a folder is called here; it may be gone. */
    private String called(String folder) {
        return side.folders().stream()
                .filter(mailbox -> mailbox.name().equals(folder))
                .findFirst()
                .map(mailbox -> Folders.path(mailbox, this))
                .orElse(folder);
    }

    private void restore(Recoverable message) {
        try {
            var restored = recovery.restore(signedIn.account().id(), List.of(message.key()), signedIn.actor());
            toasts.tell("check", getTranslation(restored == 0 ? "recover.gone" : "recover.done", message.mailbox()));
        } catch (Refused e) {
            toasts.refused(e);
        }
        show();
    }

    @Override
    public String getPageTitle() {
        return Page.title(getTranslation("recover.title"));
    }
}
