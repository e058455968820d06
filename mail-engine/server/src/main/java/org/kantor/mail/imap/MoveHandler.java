package org.kantor.mail.imap;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.kantor.mail.wire.imap.Move;
import org.kantor.mail.wire.imap.ResponseCode;

/** MOVE and UID MOVE (RFC 6851). COPYUID comes before the EXPUNGE responses. */
final class MoveHandler implements Handler<Move> {

    @Override
    public Class<Move> command() {
        return Move.class;
    }

    @Override
    public Set<State> states() {
        return State.WITH_MAILBOX;
    }

    @Override
    public List<String> capabilities(ImapSession session) {
        return List.of("MOVE");
    }

    @Override
    public Answer handle(Move command, ImapSession session) throws IOException {
        var selected = session.selected();
        var uids = selected.uids(command.messages(), command.uid());
        if (selected.readOnly()) {
            return Answer.no(ResponseCode.READ_ONLY, "The mailbox was opened for reading only");
        }
        var services = session.services();
        var target = session.mailboxes().find(command.mailbox());
        if (target.isEmpty()) {
            return Answer.no(ResponseCode.TRY_CREATE, "There is no such mailbox");
        }
        if (uids.length == 0) {
            return Answer.ok("There was nothing to move");
        }
        var moved = session.progress()
                .during(
                        uids.length,
                        done -> services.sharing()
                                .move(
                                        session.account(),
                                        selected.mailbox(),
                                        uids,
                                        target.get(),
                                        session.actor(),
                                        done));
        if (moved.source().length == 0) {
            selected.markStale();
            return Answer.no(ResponseCode.EXPUNGE_ISSUED, "The messages are gone");
        }
        session.created(target.get(), moved.target());
        session.untagged("OK", ResponseCode.copyUid(moved.uidValidity(), moved.source(), moved.target()), "Moved");
        return selected.removed(moved.source().length, "MOVE completed");
    }
}
