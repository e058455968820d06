package org.kantor.webmail.mail;

import com.vaadin.flow.component.UI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kantor.kernel.Refused;
import org.kantor.webmail.mail.BulkWork.Outcome;
import org.kantor.webmail.mail.MailActions.Done;
import org.kantor.webmail.shell.Toasts;

/**
 * Work on many messages that goes on in the background, and what is told of it: how far it is, if it is more than a batch, what came of it, and the way back.
 *
 * @param progress shows work that begins
 * @param after run when it has ended, before that is told
 */
record Outcomes(BulkWork bulk, Toasts toasts, Progress progress, Runnable after) {

    /** Shows how far work is. */
    interface Progress {

        /** @param stop ends it after the batch that is being done */
        Shown begin(int messages, Runnable stop);

        /** As long as it lasts. */
        interface Shown {

            /** It is over before it could be stopped. */
            Shown NONE = new Shown() {
                @Override
                public void at(int messages) {}

                @Override
                public void gone() {}
            };

            void at(int messages);

            void gone();
        }
    }

    /**
     * Work that is complete with its last step.
     *
     * @param messages how many it is about
     * @param batches what can be done before, and be stopped after each
     * @param last does what is left and what belongs to it, all or nothing; it is enough alone
     */
    record Whole(int messages, List<Supplier<Done>> batches, Supplier<Done> last) {}

    /**
     * Does little at once, and much in the background.
     *
     * @param told what is said when it is complete
     * @param stopped what is said of so many messages when it is not
     */
    void complete(Whole work, String icon, String told, IntFunction<String> stopped) {
        if (work.messages() <= BulkWork.BATCH) {
            try {
                var done = work.last().get();
                toasts.undoable(icon, told, done::takeBack, after);
            } catch (Refused e) {
                toasts.refused(e);
            }
            after.run();
            return;
        }
        var complete = new AtomicBoolean();
        var parts = new ArrayList<>(work.batches());
        parts.add(() -> {
            var done = work.last().get();
            complete.set(true);
            return done;
        });
        run(parts, work.messages(), icon, count -> complete.get() ? told : stopped.apply(count));
    }

    /** @param told what is said of so many messages */
    void run(List<Supplier<Done>> parts, int messages, String icon, IntFunction<String> told) {
        start(parts, messages, outcome -> {
            var text = told.apply(outcome.messages());
            if (outcome.messages() > 0 && outcome.canBeUndone()) {
                toasts.undoable(
                        icon,
                        text,
                        () -> start(outcome.undo(), outcome.messages(), undone -> {
                            if (undone.messages() < outcome.messages()) {
                                toasts.tell(
                                        "circle-alert",
                                        toasts.getTranslation("mail.bulk.back", undone.messages(), outcome.messages()));
                            }
                        }));
            } else if (outcome.messages() > 0) {
                toasts.tell(icon, text);
            }
        });
    }

    private void start(List<Supplier<Done>> parts, int messages, Consumer<Outcome> then) {
        var running = new Stop();
        var shown = messages > BulkWork.BATCH ? progress.begin(messages, running::stop) : Progress.Shown.NONE;
        running.work = bulk.start(UI.getCurrent(), parts, new BulkWork.Watcher() {
            @Override
            public void at(int done) {
                shown.at(done);
            }

            @Override
            public void ended(Outcome outcome, @Nullable Refused refused) {
                shown.gone();
                after.run();
                then.accept(outcome);
                if (refused != null) {
                    toasts.refused(refused);
                }
            }
        });
    }

    /** Within the UI's lock, under which work begins and is stopped. */
    private static final class Stop {
        private BulkWork.@Nullable Running work;

        void stop() {
            if (work != null) {
                work.stop();
            }
        }
    }
}
