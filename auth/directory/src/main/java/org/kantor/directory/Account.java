package org.kantor.directory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.EmailAddress;

/**
 * An account as the directory knows it.
 *
 * @param subject Keycloak's {@code sub}; null for accounts nobody logs in to (a room)
 * @param login the user name in Keycloak: the local part in the primary domain, the whole address elsewhere
 * @param address the primary address
 * @param quota the most that its mailboxes may hold
 * @param enabled whether it may log in; mail is still delivered to a disabled account
 */
public record Account(
        AccountId id,
        @Nullable String subject,
        String login,
        EmailAddress address,
        String displayName,
        Kind kind,
        boolean enabled,
        Quota quota,
        Instant created) {

    /** What stands behind the address. */
    public enum Kind {
        PERSON,
        ROOM,
        /** A mailbox that people share; nobody logs in to it. */
        SHARED
    }
}
