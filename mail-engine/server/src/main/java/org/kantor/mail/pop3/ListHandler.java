package org.kantor.mail.pop3;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.kantor.mail.wire.pop3.List;

/** LIST (RFC 1939 section 5). */
final class ListHandler implements Handler<List> {

    @Override
    public Set<State> states() {
        return EnumSet.of(State.TRANSACTION);
    }

    @Override
    public void handle(List command, Session session) throws IOException {
        Listing.answer(session, command.message(), session.maildrop()::octets);
    }
}
