package org.kantor.directory.internal;

import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** An event source whose observers are the test: remembers what was fired, and hands it to whoever wants it. */
public final class Notices<T> {

    private final List<T> fired = new ArrayList<>();
    private final List<Consumer<? super T>> observers = new ArrayList<>();

    @SuppressWarnings("unchecked")
    public Event<T> event() {
        return (Event<T>) Proxy.newProxyInstance(
                Notices.class.getClassLoader(), new Class<?>[] {Event.class}, (self, method, args) -> {
                    if (!method.getName().equals("fire")) {
                        throw new IllegalStateException(method.getName());
                    }
                    fired.add((T) args[0]);
                    observers.forEach(observer -> observer.accept((T) args[0]));
                    return null;
                });
    }

    public void observe(Consumer<? super T> observer) {
        observers.add(observer);
    }

    /** What was fired since the last call. */
    public List<T> take() {
        var all = List.copyOf(fired);
        fired.clear();
        return all;
    }
}
