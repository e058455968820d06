package org.kantor.mail.imap;

import java.time.Duration;

/**
 * The limits of a dialogue.
 *
 * @param login how long a client that has not logged in may keep silent
 * @param autologout how long one that has may (RFC 3501 section 5.4: at least 30 minutes)
 * @param errors after that many lines in a row that are no command the client is sent away
 * @param message octets that one APPEND may bring
 * @param progress how long a command may take before the client is told how far it has come, and then again (RFC 9585 section 4: 10 to 15 seconds)
 * @param watched mailboxes of whose messages one session is told without asking (RFC 5465 section 3.1)
 */
record Limits(Duration login, Duration autologout, int errors, int message, Duration progress, int watched) {

    static final Limits RFC = new Limits(
            Duration.ofMinutes(3), Duration.ofMinutes(30), 20, 50 * 1024 * 1024, Duration.ofSeconds(10), 2_000);
}
