package org.kantor.mail.imap;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.kantor.kernel.Refused;
import org.kantor.mail.wire.imap.Append;
import org.kantor.mail.wire.imap.ResponseCode;

/**
 * APPEND (RFC 3501 section 6.3.11), of several messages at once (RFC 3502), put together of pieces (RFC 4469) and with NUL in them (RFC 3516 section 4.4), with APPENDUID
 * (RFC 4315) and APPENDLIMIT (RFC 7889).
 */
final class AppendHandler implements Handler<Append> {

    @Override
    public Class<Append> command() {
        return Append.class;
    }

    @Override
    public Set<State> states() {
        return State.LOGGED_IN;
    }

    @Override
    public List<String> capabilities(ImapSession session) {
        return List.of(
                "MULTIAPPEND",
                "CATENATE",
                "APPENDLIMIT=" + session.services().limits().message());
    }

    @Override
    public Answer handle(Append command, ImapSession session) throws IOException {
        var mailbox = session.mailboxes().find(command.mailbox());
        if (mailbox.isEmpty()) {
            return Answer.no(ResponseCode.TRY_CREATE, "There is no such mailbox");
        }
        switch (MessageMaker.make(command.messages(), session)) {
            case MessageMaker.Not(var answer) -> {
                return answer;
            }
            case MessageMaker.Made(var messages) -> {
                try {
                    var uids = session
                            .services()
                            .messages()
                            .append(mailbox.get().account(), mailbox.get().id(), messages, session.actor())
                            .stream()
                            .mapToLong(each -> each.uid())
                            .toArray();
                    session.created(mailbox.get(), uids);
                    QuotaRoots.warn(mailbox.get().account(), session);
                    return Answer.ok(ResponseCode.appendUid(mailbox.get().uidValidity(), uids), "APPEND completed");
                } catch (Refused e) {
                    return e.code() == Refused.Code.NOT_FOUND
                            ? Answer.no(ResponseCode.TRY_CREATE, "There is no such mailbox")
                            : Answer.refused(e);
                }
            }
        }
    }
}
