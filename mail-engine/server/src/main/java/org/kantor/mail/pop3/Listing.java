package org.kantor.mail.pop3;

import java.io.IOException;
import java.util.function.IntFunction;

/** The scan listing and the unique-id listing (RFC 1939 sections 5 and 7): a line about one message, or about each that is not marked as deleted. */
final class Listing {

    private Listing() {}

    /**
     * @param message the number of the one that is asked for; 0 for all
     * @param about what is told of a message besides its number
     */
    static void answer(Session session, int message, IntFunction<?> about) throws IOException {
        var maildrop = session.maildrop();
        if (message != 0) {
            if (maildrop.has(message)) {
                session.ok(message + " " + about.apply(message));
            } else {
                session.error("There is no such message");
            }
            return;
        }
        session.ok(maildrop.count() + " messages");
        for (var number = 1; number <= maildrop.last(); number++) {
            if (maildrop.has(number)) {
                session.line(number + " " + about.apply(number));
            }
        }
        session.line(".");
    }
}
