package org.kantor.webmail.session;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinSession;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.kantor.directory.AccountDisabled;
import org.kantor.identity.BrowserLogIn;
import org.kantor.kernel.AccountId;

/**
 * Every browser session of this node, so that it can be ended from outside: by Keycloak's back-channel log-out, or because the account was
 * disabled. Open pages are told first, keep what was being written and go to a page that says so ({@code connection.js}). Safe from any thread.
 */
@ApplicationScoped
public class BrowserSessions implements Sessions {

    /** How long an open page has to hear of the end before its session ends all the same. */
    private static final long FAREWELL_MILLISECONDS = 1000;

    @Inject
    BrowserLogIn logIn;

    private final Set<BrowserSession> sessions = ConcurrentHashMap.newKeySet();

    void add(BrowserSession session) {
        sessions.add(session);
    }

    void remove(BrowserSession session) {
        sessions.remove(session);
    }

    @Override
    public List<Session> of(AccountId account) {
        return sessions.stream()
                .filter(session -> session.account().equals(account))
                .map(BrowserSession::shown)
                .sorted(Comparator.comparing(Session::used).reversed())
                .toList();
    }

    @Override
    public void end(AccountId account, String name) {
        sessions.stream()
                .filter(session -> session.account().equals(account)
                        && session.name().equals(name)
                        && !session.keycloakSession().isEmpty())
                .forEach(session -> logIn.end(session.keycloakSession()));
        end(
                session -> session.account().equals(account) && session.name().equals(name),
                "signed out from another browser session");
    }

    @Override
    public void endOthers(AccountId account, String name) {
        var here = sessions.stream()
                .filter(session ->
                        session.account().equals(account) && session.name().equals(name))
                .findFirst();
        if (here.isPresent()) {
            logIn.endOthers(here.get().subject(), here.get().keycloakSession());
            end(
                    session ->
                            session.account().equals(account) && !session.name().equals(name),
                    "signed out from another browser session with all others");
        }
    }

    int count() {
        return sessions.size();
    }

    /** @return how many ended */
    int end(BrowserLogIn.Ended ended) {
        return end(
                session -> ended.session().isEmpty()
                        ? session.subject().equals(ended.subject())
                        : session.keycloakSession().equals(ended.session()),
                "logged out in Keycloak");
    }

    void disabled(@Observes AccountDisabled event) {
        end(session -> session.account().equals(event.account()), "the account's log-ins were revoked");
    }

    private int end(Predicate<BrowserSession> which, String reason) {
        var ending = sessions.stream().filter(which).toList();
        sessions.removeAll(ending);
        for (var session : ending) {
            // Not on the caller's thread, which may hold the lock of another browser session.
            Thread.startVirtualThread(() -> end(session));
        }
        if (!ending.isEmpty()) {
            SessionLog.LOG.ended(ending.size(), reason);
        }
        return ending.size();
    }

    private static void end(BrowserSession session) {
        try {
            for (var vaadin : VaadinSession.getAllSessions(session.http())) {
                farewell(vaadin);
            }
        } catch (IllegalStateException e) {
            // It has just ended by itself.
        } finally {
            invalidate(session);
        }
    }

    private static void farewell(VaadinSession vaadin) {
        var heard = new ConcurrentLinkedQueue<CompletableFuture<?>>();
        var told = vaadin.access(() -> List.copyOf(vaadin.getUIs()).forEach(ui -> heard.add(tell(ui))));
        try {
            // what a session that has ended would still push is lost: only the page's own answer says that it knows
            told.get(FAREWELL_MILLISECONDS, TimeUnit.MILLISECONDS);
            CompletableFuture.allOf(heard.toArray(CompletableFuture<?>[]::new))
                    .get(FAREWELL_MILLISECONDS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // The page finds out at its next request.
        }
    }

    private static CompletableFuture<?> tell(UI ui) {
        var heard = ui.getPage()
                .executeJs("return dispatchEvent(new Event('k-signed-out'))")
                .toCompletableFuture();
        ui.push();
        return heard;
    }

    static void invalidate(BrowserSession session) {
        try {
            session.http().invalidate();
        } catch (IllegalStateException e) {
            // It has ended already.
        }
    }
}
