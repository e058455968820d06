package org.kantor.webmail.session;

import com.vaadin.flow.server.VaadinSession;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kantor.directory.Account;
import org.kantor.directory.Directory;
import org.kantor.directory.Users;

/**
 * Finds the session of the current thread: Vaadin's, if one is current (in its requests, over push, and inside {@code UI.access}), else that of
 * the servlet request.
 */
@ApplicationScoped
public class CurrentSession implements SignedIn {

    private final ThreadLocal<@Nullable BrowserSession> request = new ThreadLocal<>();

    @Inject
    Directory directory;

    @Inject
    Users users;

    void enter(BrowserSession session) {
        request.set(session);
    }

    void leave() {
        request.remove();
    }

    /** Vaadin's comes first: a request's thread may run what was meant for another person's page ({@code UI.access}). */
    private BrowserSession session() {
        var vaadin = VaadinSession.getCurrent();
        if (vaadin == null) {
            var inRequest = request.get();
            if (inRequest != null) {
                return inRequest;
            }
        } else if (vaadin.getSession() != null
                && vaadin.getSession().getAttribute(BrowserSession.ATTRIBUTE) instanceof BrowserSession session) {
            return session;
        }
        throw new IllegalStateException("no browser session belongs to this thread");
    }

    @Override
    public Account account() {
        return directory
                .account(session().account())
                .orElseThrow(() -> new IllegalStateException("the session's account is gone"));
    }

    @Override
    public Set<Users.Role> roles() {
        return users.roles(session().account());
    }

    @Override
    public Users.Administrator administrator() {
        return users.administrator(session().account());
    }

    @Override
    public String sessionName() {
        return session().name();
    }
}
