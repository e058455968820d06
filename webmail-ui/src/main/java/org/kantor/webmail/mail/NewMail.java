package org.kantor.webmail.mail;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.Mailboxes;
import org.kantor.mail.store.Messages;
import org.kantor.webmail.session.SignedIn;
import org.kantor.webmail.shell.Everywhere;
import org.kantor.webmail.shell.LiveChanges;
import org.kantor.webmail.shell.Shell;

/**
 * Tells of mail that comes, in every view: politely to screen readers ({@code announce.js}, once a minute at most), and with a mark at the mail's entry in the rail
 * until the mail is looked at.
 */
@ApplicationScoped
public class NewMail implements Everywhere {

    @Inject
    private Mailboxes mailboxes;

    @Inject
    private Messages messages;

    @Inject
    private SignedIn signedIn;

    @Inject
    private LiveChanges live;

    @Override
    public Component in(Shell shell) {
        var account = signedIn.account().id();
        var region = new Div();
        region.addClassNames("sr", "new-mail");
        region.getElement()
                .setAttribute("role", "status")
                .setAttribute("aria-live", "polite")
                .setAttribute("data-one", region.getTranslation("mail.arrived.one"))
                .setAttribute("data-more", region.getTranslation("mail.arrived.more"));
        mailboxes.find(account, Mailbox.INBOX).ifPresent(inbox -> {
            var arrivals = new Arrivals(messages, account, inbox.id());
            live.watch(region, account, changed -> announce(arrivals, region, shell));
        });
        return region;
    }

    private static void announce(Arrivals arrivals, Div region, Shell shell) {
        var fresh = arrivals.look();
        if (fresh.count() > 0) {
            region.getElement().executeJs("window.kantorArrived(this, $0, $1)", fresh.count(), fresh.latest());
            shell.news(MailView.class);
        }
    }
}
