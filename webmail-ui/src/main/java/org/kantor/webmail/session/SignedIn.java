package org.kantor.webmail.session;

import java.util.Set;
import org.kantor.change.Actor;
import org.kantor.directory.Account;
import org.kantor.directory.Users;

/**
 * Who sits at the browser. Injectable anywhere in the webmail; answers for the session of the current thread: inside a Vaadin request, inside
 * {@code UI.access} of a background thread, and inside any other servlet's request. The account is read anew at each call (from the directory's cache), so
 * that a changed name or quota shows. Outside of a session every method throws {@link IllegalStateException}.
 */
public interface SignedIn {

    /** Where a link or button sends the browser to sign out, here and in Keycloak; relative to the context root. */
    String SIGN_OUT = "sign-out";

    Account account();

    /** The roles held now; empty for an ordinary user. */
    Set<Users.Role> roles();

    /**
     * The right to administer, for the calls of {@link Users}.
     *
     * @throws org.kantor.kernel.Refused {@code NO_PERMISSION} if the account is no administrator
     */
    Users.Administrator administrator();

    /** Names this browser session in the change stream, so that a view can tell its own changes from others'. Not the cookie's value. */
    String sessionName();

    /** As the change stream names whatever is done in this browser session. */
    default Actor actor() {
        return new Actor("web", sessionName(), account().id());
    }

    default boolean administers() {
        return roles().contains(Users.Role.ADMINISTRATOR);
    }
}
