package org.kantor.mail.smtp;

import java.util.Set;
import org.kantor.mail.delivery.TransportSettings;
import org.kantor.mail.wire.smtp.Quit;
import org.kantor.mail.wire.smtp.Reply;

/** QUIT (RFC 5321 section 4.1.1.10). */
final class QuitHandler implements Handler<Quit> {

    private final TransportSettings settings;

    QuitHandler(TransportSettings settings) {
        this.settings = settings;
    }

    @Override
    public Set<State> states() {
        return State.ANY;
    }

    @Override
    public Reply handle(Quit command, Session session) {
        session.end();
        return Reply.of(221, "2.0.0", settings.hostName() + " closes the connection");
    }
}
