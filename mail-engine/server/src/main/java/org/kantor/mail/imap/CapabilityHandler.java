package org.kantor.mail.imap;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.kantor.mail.wire.imap.Capability;

/** CAPABILITY (RFC 3501 section 6.1.1). Announces what belongs to no single verb: the protocol in both versions, the literals of the command reader (RFC 7888), and UTF-8 in names and strings (RFC 6855). */
final class CapabilityHandler implements Handler<Capability> {

    @Override
    public Class<Capability> command() {
        return Capability.class;
    }

    @Override
    public Set<State> states() {
        return State.ANY;
    }

    @Override
    public List<String> capabilities(ImapSession session) {
        return List.of("IMAP4rev1", "IMAP4rev2", "LITERAL+", "UTF8=ACCEPT");
    }

    @Override
    public Answer handle(Capability command, ImapSession session) throws IOException {
        session.out()
                .raw("* CAPABILITY ")
                .raw(String.join(" ", Handlers.capabilities(session)))
                .crlf();
        return Answer.ok("CAPABILITY completed");
    }
}
