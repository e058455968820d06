package org.kantor.mail.imap;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.kantor.kernel.Refused;
import org.kantor.mail.wire.imap.Replace;
import org.kantor.mail.wire.imap.ResponseCode;

/** REPLACE and UID REPLACE (RFC 8508). APPENDUID comes before the EXPUNGE response. */
final class ReplaceHandler implements Handler<Replace> {

    @Override
    public Class<Replace> command() {
        return Replace.class;
    }

    @Override
    public Set<State> states() {
        return State.WITH_MAILBOX;
    }

    @Override
    public List<String> capabilities(ImapSession session) {
        return List.of("REPLACE");
    }

    @Override
    public Answer handle(Replace command, ImapSession session) throws IOException {
        var selected = session.selected();
        var uids = selected.uids(command.set(), command.uid());
        if (selected.readOnly()) {
            return Answer.no(ResponseCode.READ_ONLY, "The mailbox was opened for reading only");
        }
        if (uids.length == 0) {
            return Answer.no(ResponseCode.NONEXISTENT, "There is no such message");
        }
        var target = session.mailboxes().find(command.mailbox());
        if (target.isEmpty()) {
            return Answer.no(ResponseCode.TRY_CREATE, "There is no such mailbox");
        }
        if (!target.get().account().equals(selected.account())) {
            return Answer.no(ResponseCode.CANNOT, "The replacement stays in the message's account");
        }
        switch (MessageMaker.make(List.of(command.message()), session)) {
            case MessageMaker.Not(var answer) -> {
                return answer;
            }
            case MessageMaker.Made(var messages) -> {
                try {
                    var replacement = session.services()
                            .messages()
                            .replace(
                                    selected.account(),
                                    selected.mailbox().id(),
                                    uids[0],
                                    target.get().id(),
                                    messages.getFirst(),
                                    session.actor());
                    session.created(target.get(), new long[] {replacement.uid()});
                    selected.markStale();
                    var code = ResponseCode.appendUid(target.get().uidValidity(), new long[] {replacement.uid()});
                    session.untagged("OK", code, "The replacement is there");
                    return Answer.ok("REPLACE completed");
                } catch (Refused e) {
                    if (e.code() != Refused.Code.NOT_FOUND) {
                        return Answer.refused(e);
                    }
                    return session.mailboxes().find(command.mailbox()).isEmpty()
                            ? Answer.no(ResponseCode.TRY_CREATE, "There is no such mailbox")
                            : Answer.no(ResponseCode.EXPUNGE_ISSUED, "The message is gone");
                }
            }
        }
    }
}
