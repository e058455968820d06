package org.kantor.mail.smtp;

import org.kantor.mail.listener.Endpoint;

/** What a door is for. */
enum Role {
    /** Mail from other servers for our people (port 25). */
    INBOUND(Endpoint.plain("smtp")),
    /** Mail of our people, after STARTTLS (port 587). */
    SUBMISSION(Endpoint.plain("submission")),
    /** The same under TLS from the start (port 465, RFC 8314). */
    SUBMISSIONS(Endpoint.tls("submissions")),
    /** Mail from a server beside us, with an answer for each recipient (port 24). */
    LMTP(new Endpoint("lmtp", false, true));

    private final Endpoint endpoint;

    Role(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    boolean submits() {
        return this == SUBMISSION || this == SUBMISSIONS;
    }

    static Role of(Endpoint endpoint) {
        for (var role : values()) {
            if (role.endpoint.equals(endpoint)) {
                return role;
            }
        }
        throw new IllegalArgumentException(endpoint.name());
    }
}
