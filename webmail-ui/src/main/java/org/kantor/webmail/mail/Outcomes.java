package org.kantor.webmail.mail;

import com.vaadin.flow.component.UI;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kantor.kernel.Refused;
import org.kantor.webmail.mail.BulkWork.Outcome;
import org.kantor.webmail.mail.MailActions.Done;
import org.kantor.webmail.shell.Toasts;

/**
 * Work on many messages that goes on in the background, and what is told of it: how far it is, what came of it, and the way back.
 *
 * @param progress shows work that begins
 * @param after run when it has ended, before that is told
 */
record Outcomes(BulkWork bulk, Toasts toasts, Progress progress, Runnable after) {

    /** Shows how far work is. */
    interface Progress {

        /** Nothing but what the messages themselves look like says it. */
        Progress NONE = (messages, stop) -> new Shown() {
            @Override
            public void at(int done) {}

            @Override
            public void gone() {}
        };

        /** @param stop ends it after the batch that is being done */
        Shown begin(int messages, Runnable stop);

        /** As long as it lasts. */
        interface Shown {
            void at(int messages);

            void gone();
        }
    }

    /** @param told what is said of so many messages */
    void run(List<Supplier<Done>> parts, int messages, String icon, IntFunction<String> told) {
        start(parts, messages, outcome -> {
            var text = told.apply(outcome.messages());
            if (outcome.messages() > 0 && outcome.canBeUndone()) {
                toasts.undoable(icon, text, () -> start(outcome.undo(), outcome.messages(), undone -> {}));
            } else if (outcome.messages() > 0) {
                toasts.tell(icon, text);
            }
        });
    }

    private void start(List<Supplier<Done>> parts, int messages, Consumer<Outcome> then) {
        var running = new Stop();
        var shown = progress.begin(messages, running::stop);
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
                    toasts.failed(refused.sentence());
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
