package org.kantor.mail.smtp;

import java.time.Duration;

/**
 * The limits of a dialogue.
 *
 * @param command how long we wait for the next command (RFC 5321 section 4.5.3.2.7)
 * @param data how long we wait for the next octets of a message
 * @param message how long the whole message may take: who sends an octet a minute holds a connection no longer
 * @param messages messages of one connection
 * @param recipients of one message (RFC 5321 section 4.5.3.1.8: at least 100), those whose mailboxes are full among them
 * @param errors after that many refused commands the client is sent away; of a message, the recipients whose mailboxes are full are one
 */
public record Limits(Duration command, Duration data, Duration message, int messages, int recipients, int errors) {

    public static final Limits RFC =
            new Limits(Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofMinutes(60), 10_000, 1_000, 25);
}
