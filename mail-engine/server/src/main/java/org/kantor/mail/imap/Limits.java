package org.kantor.mail.imap;

import java.time.Duration;

/**
 * The limits of a dialogue.
 *
 * @param login how long a client that has not logged in may keep silent
 * @param autologout how long one that has may (RFC 3501 section 5.4: at least 30 minutes)
 * @param errors after that many lines in a row that are no command the client is sent away
 * @param message octets that one APPEND may bring
 */
record Limits(Duration login, Duration autologout, int errors, int message) {

    static final Limits RFC = new Limits(Duration.ofMinutes(3), Duration.ofMinutes(30), 20, 50 * 1024 * 1024);
}
