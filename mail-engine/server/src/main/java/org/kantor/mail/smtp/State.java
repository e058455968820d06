package org.kantor.mail.smtp;

import java.util.EnumSet;
import java.util.Set;

/** Where a dialogue stands (RFC 5321 section 4.1.4). */
enum State {
    /** Nobody has said who is speaking. */
    START,
    /** After EHLO, HELO or LHLO; no message is under way. */
    GREETED,
    /** After MAIL. */
    MAIL,
    /** After the first accepted RCPT. */
    RCPT;

    static final Set<State> ANY = EnumSet.allOf(State.class);
}
