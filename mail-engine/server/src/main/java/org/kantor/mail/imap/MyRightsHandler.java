package org.kantor.mail.imap;

import java.io.IOException;
import java.util.Set;
import org.kantor.mail.store.Rights;
import org.kantor.mail.wire.imap.MyRights;

/** MYRIGHTS (RFC 4314 section 3.5). */
final class MyRightsHandler implements Handler<MyRights> {

    @Override
    public Class<MyRights> command() {
        return MyRights.class;
    }

    @Override
    public Set<State> states() {
        return State.LOGGED_IN;
    }

    @Override
    public Answer handle(MyRights command, ImapSession session) throws IOException {
        var mailbox = AccessControl.find(command.mailbox(), session);
        var rights = session.services().sharing().rights(session.account(), mailbox.account(), mailbox.id());
        write(mailbox.name(), rights, session);
        return Answer.ok("MYRIGHTS completed");
    }

    /** The response, which LIST gives too (RFC 8440). */
    static void write(String mailbox, Rights rights, ImapSession session) throws IOException {
        session.out()
                .raw("* MYRIGHTS ")
                .mailbox(mailbox)
                .space()
                .raw(AccessControl.letters(rights))
                .crlf();
    }
}
