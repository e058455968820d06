package org.kantor.change.internal;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.kantor.bean.Service;
import org.kantor.change.Actor;
import org.kantor.change.ChangeBus;
import org.kantor.change.Collection;
import org.kantor.kernel.AccountId;

/** The bus within one node. A listener that fails is logged and the others are still told. Safe from any thread. */
@Service
public final class LocalChangeBus implements ChangeBus {

    private final Map<AccountId, CopyOnWriteArrayList<Listening>> listeners = new ConcurrentHashMap<>();

    private final List<Consumer<Notice>> everywhere = new CopyOnWriteArrayList<>();

    private final class Listening implements Subscription {
        private final AccountId account;
        private final Consumer<Notice> listener;

        Listening(AccountId account, Consumer<Notice> listener) {
            this.account = account;
            this.listener = listener;
        }

        @Override
        public void close() {
            listeners.computeIfPresent(account, (id, all) -> {
                all.remove(this);
                return all.isEmpty() ? null : all;
            });
        }
    }

    @Override
    public Subscription subscribe(AccountId account, Consumer<Notice> listener) {
        var listening = new Listening(account, listener);
        listeners.compute(account, (id, all) -> {
            var list = all == null ? new CopyOnWriteArrayList<Listening>() : all;
            list.add(listening);
            return list;
        });
        return listening;
    }

    @Override
    public Subscription subscribe(Consumer<Notice> listener) {
        everywhere.add(listener);
        return () -> everywhere.remove(listener);
    }

    @Override
    public void publish(Notice notice) {
        everywhere.forEach(listener -> tell(listener, notice));
        var all = listeners.get(notice.account());
        if (all != null) {
            all.forEach(listening -> tell(listening.listener, notice));
        }
    }

    @Override
    public void publishToAll(Set<Collection> collections, Actor actor) {
        listeners.keySet().forEach(account -> publish(new Notice(account, 0, collections, actor)));
    }

    private static void tell(Consumer<Notice> listener, Notice notice) {
        try {
            listener.accept(notice);
        } catch (RuntimeException e) {
            ChangeLog.LOG.listenerFailed(notice.account(), e);
        }
    }
}
