package org.kantor.webmail.mail;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kantor.kernel.Refused;
import org.kantor.webmail.mail.MailActions.Done;

/**
 * Changes many messages a batch at a time, each batch a transaction of its own, while the page goes on. It can be stopped between two batches; what was done until then can
 * be taken back as all of it can. A page that goes away stops nothing.
 */
@ApplicationScoped
public class BulkWork {

    /** Messages that are changed together. */
    static final int BATCH = 500;

    @Resource
    private ManagedExecutorService executor;

    /** Told inside the UI's lock. */
    interface Watcher {
        void at(int messages);

        /** @param refused what ended it early; null if nothing did */
        void ended(Outcome outcome, @Nullable Refused refused);
    }

    /**
     * @param undo the ways back of the batches that were done, the last first
     * @param canBeUndone whether each of them has a way back
     */
    record Outcome(int messages, List<Supplier<Done>> undo, boolean canBeUndone) {

        /** @param done in the order in which they were done */
        static Outcome of(List<Done> done) {
            return new Outcome(
                    done.stream().mapToInt(Done::count).sum(),
                    done.reversed().stream()
                            .<Supplier<Done>>map(batch -> () -> {
                                batch.takeBack();
                                return batch;
                            })
                            .toList(),
                    done.stream().allMatch(Done::canBeUndone));
        }
    }

    /** Work that goes on. */
    static final class Running {
        private final AtomicBoolean stopped = new AtomicBoolean();

        void stop() {
            stopped.set(true);
        }
    }

    /** One step over so many messages of a folder, cut into batches. */
    static List<Supplier<Done>> batches(long[] uids, MailActions.Step step) {
        var parts = new ArrayList<Supplier<Done>>();
        for (var from = 0; from < uids.length; from += BATCH) {
            var batch = Arrays.copyOfRange(uids, from, Math.min(uids.length, from + BATCH));
            parts.add(() -> step.with(batch));
        }
        return parts;
    }

    Running start(UI ui, List<Supplier<Done>> parts, Watcher watcher) {
        var running = new Running();
        executor.execute(() -> run(news -> tell(ui, news), parts, watcher, running));
        return running;
    }

    /** @param tell runs what it is given where the watcher may be told */
    static void run(Consumer<Runnable> tell, List<Supplier<Done>> parts, Watcher watcher, Running running) {
        var messages = 0;
        var all = new ArrayList<Done>();
        RuntimeException failure = null;
        for (var part : parts) {
            if (running.stopped.get()) {
                break;
            }
            try {
                var done = part.get();
                messages += done.count();
                all.add(done);
            } catch (RuntimeException e) {
                failure = e;
                break;
            }
            var now = messages;
            tell.accept(() -> watcher.at(now));
        }
        var outcome = Outcome.of(all);
        var reason = failure;
        tell.accept(() -> {
            watcher.ended(outcome, reason instanceof Refused refused ? refused : null);
            if (reason != null && !(reason instanceof Refused)) {
                // on to where every other failure of the page goes
                throw reason;
            }
        });
    }

    private static void tell(UI ui, Runnable news) {
        try {
            var unused = ui.access(news::run);
        } catch (UIDetachedException e) {
            // nobody looks any more
        }
    }
}
