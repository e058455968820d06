package org.kantor.mail.imap;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.kantor.mail.wire.imap.Namespace;

/** NAMESPACE (RFC 2342): one's own mailboxes at the root, others' below two names. */
final class NamespaceHandler implements Handler<Namespace> {

    @Override
    public Class<Namespace> command() {
        return Namespace.class;
    }

    @Override
    public Set<State> states() {
        return State.LOGGED_IN;
    }

    @Override
    public List<String> capabilities(ImapSession session) {
        return List.of("NAMESPACE");
    }

    @Override
    public Answer handle(Namespace command, ImapSession session) throws IOException {
        session.out()
                .raw("* NAMESPACE ((\"\" \"/\")) ((\"" + Namespaces.OTHER_USERS + "\" \"/\")) ((\"" + Namespaces.SHARED
                        + "\" \"/\"))")
                .crlf();
        return Answer.ok("NAMESPACE completed");
    }
}
