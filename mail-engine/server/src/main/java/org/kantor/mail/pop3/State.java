package org.kantor.mail.pop3;

import java.util.EnumSet;
import java.util.Set;

/** RFC 1939 section 3; UPDATE is what QUIT does, not a state that commands meet. */
enum State {
    AUTHORIZATION,
    TRANSACTION;

    static final Set<State> ANY = EnumSet.allOf(State.class);
}
