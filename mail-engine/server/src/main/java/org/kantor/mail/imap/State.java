package org.kantor.mail.imap;

import java.util.EnumSet;
import java.util.Set;

/** The states of a session (RFC 3501 section 3); the logout state is the end of the dialogue. */
enum State {
    NOT_AUTHENTICATED,
    AUTHENTICATED,
    SELECTED;

    static final Set<State> ANY = EnumSet.allOf(State.class);
    static final Set<State> LOGGED_OUT = EnumSet.of(NOT_AUTHENTICATED);
    static final Set<State> LOGGED_IN = EnumSet.of(AUTHENTICATED, SELECTED);
    static final Set<State> WITHOUT_MAILBOX = EnumSet.of(AUTHENTICATED);
    static final Set<State> WITH_MAILBOX = EnumSet.of(SELECTED);
}
