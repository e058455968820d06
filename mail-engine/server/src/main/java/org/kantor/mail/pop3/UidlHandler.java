package org.kantor.mail.pop3;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.kantor.mail.wire.pop3.Uidl;

/** UIDL (RFC 1939 section 7). */
final class UidlHandler implements Handler<Uidl> {

    @Override
    public List<String> capabilities(Session session) {
        return List.of("UIDL");
    }

    @Override
    public Set<State> states() {
        return EnumSet.of(State.TRANSACTION);
    }

    @Override
    public void handle(Uidl command, Session session) throws IOException {
        Listing.answer(session, command.message(), session.maildrop()::uniqueId);
    }
}
