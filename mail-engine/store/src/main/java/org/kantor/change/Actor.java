package org.kantor.change;

import org.jspecify.annotations.Nullable;
import org.kantor.kernel.AccountId;

/**
 * Who made a change, for audit and for sessions that must not be told of their own.
 *
 * @param protocol such as imap, lmtp, smtp, pop3, dav, web, system
 * @param session names the session that did it; empty for work without one
 * @param user the account that acted; null for the system itself
 */
public record Actor(
        String protocol, String session, @Nullable AccountId user) {}
