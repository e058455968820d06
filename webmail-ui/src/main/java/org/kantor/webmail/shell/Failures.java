package org.kantor.webmail.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.CustomizedSystemMessages;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.SystemMessages;
import com.vaadin.flow.server.VaadinSession;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.kantor.kernel.Refused;

/**
 * What becomes of a failure that no view has dealt with: a refusal is told as it is; of anything else the whole story goes to the log under a number, and whoever is at the
 * page learns that number. Where no component can tell it, the browser goes to {@link FailedServlet}, which needs none.
 */
public class Failures {

    private static final SystemMessages MESSAGES = messages();

    private final Instance<Toasts> toasts;

    @Inject
    public Failures(Instance<Toasts> toasts) {
        this.toasts = toasts;
    }

    void init(@Observes ServiceInitEvent event) {
        var service = event.getSource();
        service.addSessionInitListener(
                begun -> begun.getSession().setErrorHandler(error -> tell(error.getThrowable())));
        service.setSystemMessagesProvider(asked -> MESSAGES);
    }

    void tell(Throwable failure) {
        var ui = UI.getCurrent();
        var toast = ui == null ? null : toasts.get();
        if (toast != null && toast.isAttached()) {
            var refused = refused(failure);
            if (refused == null) {
                toast.failed(toast.getTranslation("failed.toast", told(failure)));
            } else {
                toast.refused(refused);
            }
            return;
        }
        if (ui == null) {
            told(failure);
        } else {
            leave(ui, failure);
        }
    }

    /** Sends the browser to the page that needs no component. */
    static void leave(UI ui, Throwable failure) {
        told(failure);
        ui.getPage().setLocation(FailedServlet.PATH);
    }

    private static String told(Throwable failure) {
        var number = logged(failure);
        var session = VaadinSession.getCurrent();
        if (session != null) {
            FailedServlet.keep(number, session.getSession());
        }
        return number;
    }

    /** What Flow answers where the answer itself failed: not a box that says so, but where to go. */
    private static SystemMessages messages() {
        var messages = new CustomizedSystemMessages();
        messages.setInternalErrorCaption(null);
        messages.setInternalErrorMessage(null);
        messages.setInternalErrorURL(FailedServlet.PATH);
        return messages;
    }

    /** Writes a failure into the log. Answers the number under which it is found there, such as {@code KTR-7F3A-0192}. */
    static String logged(Throwable failure) {
        var random = ThreadLocalRandom.current();
        var number = "KTR-%04X-%04X".formatted(random.nextInt(0x10000), random.nextInt(0x10000));
        ShellLog.LOG.failed(number, failure);
        return number;
    }

    private static @Nullable Refused refused(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refused refused) {
                return refused;
            }
        }
        return null;
    }
}
