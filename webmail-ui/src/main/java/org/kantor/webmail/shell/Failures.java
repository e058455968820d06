package org.kantor.webmail.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.ServiceInitEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.kantor.kernel.Refused;

/**
 * What becomes of a failure that no view has dealt with: a refusal is told as it is; of anything else the whole story goes to the log under a number, and whoever is at the
 * page learns that number.
 */
public class Failures {

    private final Instance<Toasts> toasts;

    @Inject
    public Failures(Instance<Toasts> toasts) {
        this.toasts = toasts;
    }

    void init(@Observes ServiceInitEvent event) {
        event.getSource()
                .addSessionInitListener(
                        begun -> begun.getSession().setErrorHandler(error -> tell(error.getThrowable())));
    }

    void tell(Throwable failure) {
        var refused = refused(failure);
        var number = refused == null ? logged(failure) : "";
        if (UI.getCurrent() != null) {
            var toast = toasts.get();
            toast.failed(refused == null ? toast.getTranslation("failed.toast", number) : refused.sentence());
        }
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
