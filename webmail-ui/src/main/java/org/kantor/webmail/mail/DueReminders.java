package org.kantor.webmail.mail;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import org.kantor.mail.store.DueDates;
import org.kantor.mail.store.Messages;
import org.kantor.webmail.session.SignedIn;
import org.kantor.webmail.shell.Everywhere;
import org.kantor.webmail.shell.LiveChanges;
import org.kantor.webmail.shell.Shell;
import org.kantor.webmail.shell.Toasts;

/**
 * Reminds of messages when they are to be dealt with, in every view, once for each time whatever pages are open: with a notice, and outside of the page as of new mail. The browser waits
 * for the next time ({@code announce.js}); a notice that can be undone is not replaced. One query a page, and another one when something is due.
 */
@ApplicationScoped
public class DueReminders implements Everywhere {

    @Inject
    private DueDates dueDates;

    @Inject
    private Messages messages;

    @Inject
    private SignedIn signedIn;

    @Inject
    private LiveChanges live;

    @Inject
    private Instance<Toasts> toasts;

    @Inject
    private Clock clock;

    @Override
    public Component in(Shell shell) {
        var region = new Div();
        region.addClassNames("sr", "due-mail");
        region.getElement()
                .setAttribute("role", "status")
                .setAttribute("aria-live", "polite")
                .setAttribute("data-one", region.getTranslation("due.remind.one"))
                .setAttribute("data-more", region.getTranslation("due.remind.more"));
        region.getElement().addEventListener("k-due", event -> look(region));
        region.addAttachListener(event -> look(region));
        live.watch(region, signedIn.account().id(), changed -> {
            if (changed.contains(Folders.OF_ACCOUNT)) {
                look(region);
            }
        });
        return region;
    }

    private void look(Div region) {
        var account = signedIn.account().id();
        var now = clock.instant();
        var next = dueDates.next(account);
        if (next.filter(time -> !time.isAfter(now)).isPresent()) {
            if (toasts.get().asks()) {
                again(region, Duration.ofSeconds(Toasts.SECONDS));
                return;
            }
            var due = dueDates.remind(account, now);
            if (!due.isEmpty()) {
                var subject = messages
                        .summaries(account, new long[] {due.getFirst().message()})
                        .stream()
                        .map(Messages.Summary::subject)
                        .findFirst()
                        .orElse("");
                region.getElement().executeJs("window.kantorDue(this, $0, $1)", due.size(), subject);
                toasts.get()
                        .tell(
                                "flag",
                                due.size() == 1
                                        ? region.getTranslation("due.remind.one", subject)
                                        : region.getTranslation("due.remind.more", due.size()));
            }
            next = dueDates.next(account);
        }
        next.ifPresent(time -> again(region, Duration.between(now, time)));
    }

    private static void again(Div region, Duration time) {
        region.getElement().executeJs("window.kantorDueIn(this, $0)", (double) time.toMillis());
    }
}
