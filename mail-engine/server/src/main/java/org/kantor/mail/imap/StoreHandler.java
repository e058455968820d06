package org.kantor.mail.imap;

import java.io.IOException;
import java.util.Set;
import org.kantor.mail.store.FlagChange;
import org.kantor.mail.wire.imap.ResponseCode;
import org.kantor.mail.wire.imap.Store;

/** STORE and UID STORE (RFC 3501 sections 6.4.6 and 6.4.8). */
final class StoreHandler implements Handler<Store> {

    @Override
    public Class<Store> command() {
        return Store.class;
    }

    @Override
    public Set<State> states() {
        return State.WITH_MAILBOX;
    }

    @Override
    public News news(Store command) {
        return command.uid() ? News.ALL : News.WITHOUT_EXPUNGE;
    }

    @Override
    public Answer handle(Store command, ImapSession session) throws IOException {
        var selected = session.selected();
        var uids = selected.uids(command.messages(), command.uid());
        if (selected.readOnly()) {
            return Answer.no(ResponseCode.READ_ONLY, "The mailbox was opened for reading only");
        }
        if (uids.length == 0) {
            return Answer.ok("There was nothing to change");
        }
        var change = MessageFlags.change(command);
        if (change.mode() != FlagChange.Mode.REMOVE) {
            MessageFlags.checkLimit(selected.view(), change.keywords());
        }
        var stored = session.services()
                .messages()
                .store(session.account(), selected.mailbox().id(), uids, change, Long.MAX_VALUE, session.actor());
        selected.heard(stored.modseq());
        selected.advance(session.out(), false, new KnownMessages.Own(uids, change, command.silent()));
        return Answer.ok("STORE completed");
    }
}
