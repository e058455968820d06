package org.kantor.webmail.session;

import java.time.Instant;
import java.util.List;
import org.kantor.kernel.AccountId;

/** The browser sessions of a person, on the node that is asked. */
public interface Sessions {

    /** What stands for a browser or a system that nobody knows. */
    String UNKNOWN = "?";

    /** The one that was used last comes first. */
    List<Session> of(AccountId account);

    /** Ends one of the account's sessions; nothing if it has ended already. */
    void end(AccountId account, String name);

    /**
     * Ends all of the account's sessions but that one, those too that are not listed, as Keycloak ends them; nothing if that one has ended itself.
     *
     * @throws org.kantor.kernel.Refused {@code TRY_LATER} if Keycloak is away; it can be tried again
     */
    void endOthers(AccountId account, String name);

    /**
     * @param name as {@link SignedIn#sessionName()}
     * @param browser such as {@code Firefox}; {@link #UNKNOWN} if the browser does not say
     * @param system such as {@code Windows}; {@link #UNKNOWN} likewise
     * @param address from which somebody used it last, as the server saw it: behind a proxy, the one that the proxy tells
     */
    record Session(String name, String browser, String system, String address, Instant began, Instant used) {}
}
