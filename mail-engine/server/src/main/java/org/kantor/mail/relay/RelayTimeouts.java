package org.kantor.mail.relay;

import java.time.Duration;

/** How long the client waits (RFC 5321 section 4.5.3.2). */
public record RelayTimeouts(
        Duration connect, Duration greeting, Duration command, Duration dataInitiation, Duration dataTermination) {

    /** The values of the RFC; its silence on connecting is filled with what TCP needs for a few tries. */
    public static final RelayTimeouts RFC = new RelayTimeouts(
            Duration.ofSeconds(30),
            Duration.ofMinutes(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10));
}
