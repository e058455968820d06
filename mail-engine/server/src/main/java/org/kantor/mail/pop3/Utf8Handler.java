package org.kantor.mail.pop3;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.kantor.mail.wire.pop3.Utf8;

/** UTF8 (RFC 6856 section 2.1): messages come as they are; without it their headers are brought to ASCII. Names and passwords are UTF-8 in any case. */
final class Utf8Handler implements Handler<Utf8> {

    @Override
    public List<String> capabilities(Session session) {
        return List.of("UTF8 USER");
    }

    @Override
    public Set<State> states() {
        return EnumSet.of(State.AUTHORIZATION);
    }

    @Override
    public void handle(Utf8 command, Session session) throws IOException {
        session.setUtf8();
        session.ok("UTF-8 it is");
    }
}
