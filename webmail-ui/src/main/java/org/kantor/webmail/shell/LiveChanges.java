package org.kantor.webmail.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.shared.Registration;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kantor.change.ChangeBus;
import org.kantor.change.Collection;
import org.kantor.kernel.AccountId;

/**
 * Brings the account's changes to a view that is on the screen. The bus calls on the thread that committed, which only leaves a note; the notes of a
 * tenth of a second are handed over together, inside the UI's lock, and pushed. A view that has left the page hears nothing.
 */
@ApplicationScoped
public class LiveChanges {

    private static final long GATHER_MILLIS = 100;

    @Inject
    ChangeBus bus;

    @Resource
    private ManagedScheduledExecutorService executor;

    /** Calls the listener with the collections that changed, as long as the view is attached and the registration is not removed; own changes too. */
    public Registration watch(Component view, AccountId account, Consumer<Set<Collection>> listener) {
        var watch = new Watch(listener);
        // it may be on the page already
        view.getUI().ifPresent(ui -> watch.start(ui, account));
        var attached = view.addAttachListener(event -> watch.start(event.getUI(), account));
        var detached = view.addDetachListener(event -> watch.stop());
        return Registration.combine(attached, detached, watch::stop);
    }

    /** The same for accounts that become others while the view is there. Used within the UI's lock. */
    public Several watchSeveral(Component view, Consumer<Set<Collection>> listener) {
        return new Several(view, listener);
    }

    /** Accounts whose changes a view follows. */
    public final class Several {
        private final Component view;
        private final Consumer<Set<Collection>> listener;
        private final Map<AccountId, Registration> watched = new HashMap<>();

        private Several(Component view, Consumer<Set<Collection>> listener) {
            this.view = view;
            this.listener = listener;
        }

        /** Follows these from now on, and no others. */
        public void are(Set<AccountId> accounts) {
            watched.entrySet().removeIf(entry -> {
                var gone = !accounts.contains(entry.getKey());
                if (gone) {
                    entry.getValue().remove();
                }
                return gone;
            });
            accounts.forEach(account -> watched.computeIfAbsent(account, id -> watch(view, id, listener)));
        }
    }

    private final class Watch {
        private final Consumer<Set<Collection>> listener;
        private final Set<Collection> notes = new HashSet<>();
        private ChangeBus.@Nullable Subscription subscription;

        Watch(Consumer<Set<Collection>> listener) {
            this.listener = listener;
        }

        void start(UI ui, AccountId account) {
            stop();
            subscription = bus.subscribe(account, notice -> note(ui, notice));
        }

        void stop() {
            if (subscription != null) {
                subscription.close();
                subscription = null;
            }
        }

        private void note(UI ui, ChangeBus.Notice notice) {
            boolean first;
            synchronized (notes) {
                first = notes.isEmpty();
                notes.addAll(notice.collections());
            }
            if (first && !notice.collections().isEmpty()) {
                var unused = executor.schedule(() -> handOver(ui), GATHER_MILLIS, TimeUnit.MILLISECONDS);
            }
        }

        private void handOver(UI ui) {
            try {
                var unused = ui.access(() -> {
                    Set<Collection> taken;
                    synchronized (notes) {
                        taken = Set.copyOf(notes);
                        notes.clear();
                    }
                    listener.accept(taken);
                });
            } catch (UIDetachedException e) {
                stop();
            }
        }
    }
}
