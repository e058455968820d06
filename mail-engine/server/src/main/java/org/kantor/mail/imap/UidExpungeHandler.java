package org.kantor.mail.imap;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.kantor.mail.wire.imap.ResponseCode;
import org.kantor.mail.wire.imap.UidExpunge;

/** UID EXPUNGE (RFC 4315 section 2.1). Announces UIDPLUS, whose response codes APPEND, COPY and MOVE give. */
final class UidExpungeHandler implements Handler<UidExpunge> {

    @Override
    public Class<UidExpunge> command() {
        return UidExpunge.class;
    }

    @Override
    public Set<State> states() {
        return State.WITH_MAILBOX;
    }

    @Override
    public List<String> capabilities(ImapSession session) {
        return List.of("UIDPLUS");
    }

    @Override
    public Answer handle(UidExpunge command, ImapSession session) throws IOException {
        var selected = session.selected();
        if (selected.readOnly()) {
            return Answer.no(ResponseCode.READ_ONLY, "The mailbox was opened for reading only");
        }
        var uids = selected.uids(command.messages(), true);
        var gone = uids.length == 0
                ? uids
                : session.services()
                        .messages()
                        .expunge(selected.account(), selected.mailbox().id(), uids, session.actor());
        return selected.removed(gone.length, "UID EXPUNGE completed");
    }
}
