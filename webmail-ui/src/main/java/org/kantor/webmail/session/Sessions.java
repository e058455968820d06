package org.kantor.webmail.session;

import java.time.Instant;
import java.util.List;
import org.kantor.kernel.AccountId;

/** The browser sessions of a person, on the node that is asked. */
public interface Sessions {

    /** The one that was used last comes first. */
    List<Session> of(AccountId account);

    /** Ends one of the account's sessions; nothing if it has ended already. */
    void end(AccountId account, String name);

    /**
     * @param name as {@link SignedIn#sessionName()}
     * @param browser such as {@code Firefox}; {@code ?} if the browser does not say
     * @param system such as {@code Windows}; {@code ?} likewise
     */
    record Session(String name, String browser, String system, Instant began, Instant used) {}
}
