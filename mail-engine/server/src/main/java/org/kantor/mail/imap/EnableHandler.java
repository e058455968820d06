package org.kantor.mail.imap;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.kantor.mail.wire.imap.Enable;

/** ENABLE (RFC 5161): turns on those of the extensions that are announced. */
final class EnableHandler implements Handler<Enable> {

    @Override
    public Class<Enable> command() {
        return Enable.class;
    }

    @Override
    public Set<State> states() {
        return State.WITHOUT_MAILBOX;
    }

    @Override
    public List<String> capabilities(ImapSession session) {
        return List.of("ENABLE");
    }

    @Override
    public Answer handle(Enable command, ImapSession session) throws IOException {
        var announced = Handlers.capabilities(session);
        var out = session.out();
        out.raw("* ENABLED");
        for (var name : command.capabilities()) {
            var extension = Extension.of(name);
            if (extension.isPresent() && announced.contains(extension.get().capability())) {
                session.enable(extension.get());
                out.space().raw(extension.get().capability());
            }
        }
        out.crlf();
        return Answer.ok("ENABLE completed");
    }
}
