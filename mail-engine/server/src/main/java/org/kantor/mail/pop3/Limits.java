package org.kantor.mail.pop3;

import java.time.Duration;

/**
 * The limits of a dialogue.
 *
 * @param idle how long we wait for the next command (RFC 1939 section 3: at least 10 minutes)
 * @param errors after that many the client is sent away
 */
public record Limits(Duration idle, int errors) {

    public static final Limits RFC = new Limits(Duration.ofMinutes(10), 25);
}
