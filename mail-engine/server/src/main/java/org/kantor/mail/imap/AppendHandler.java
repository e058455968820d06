package org.kantor.mail.imap;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.NewMessage;
import org.kantor.mail.wire.imap.Append;
import org.kantor.mail.wire.imap.ResponseCode;
import org.kantor.mail.wire.mime.BinaryEncoder;
import org.kantor.mail.wire.mime.MessageParser;

/** APPEND (RFC 3501 section 6.3.11), of several messages at once (RFC 3502) and with NUL in them (RFC 3516 section 4.4), with APPENDUID (RFC 4315). */
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
        return List.of("MULTIAPPEND");
    }

    @Override
    public Answer handle(Append command, ImapSession session) {
        var services = session.services();
        var mailbox = session.mailboxes().find(command.mailbox());
        if (mailbox.isEmpty()) {
            return Answer.no(ResponseCode.TRY_CREATE, "There is no such mailbox");
        }
        if (command.messages().stream().anyMatch(message -> message.content().length == 0)) {
            return Answer.no(ResponseCode.CANNOT, "A message must not be empty");
        }
        var now = services.clock().instant();
        var messages = new ArrayList<NewMessage>();
        for (var message : command.messages()) {
            var content = BinaryEncoder.withoutNul(message.content());
            if (content.isEmpty()) {
                return Answer.no(ResponseCode.UNKNOWN_CTE, "A NUL octet stands outside the message's parts");
            }
            messages.add(new NewMessage(
                    content.get(),
                    MessageParser.parse(content.get()),
                    MessageFlags.bits(message.flags()),
                    MessageFlags.keywords(message.flags()),
                    message.date() == null ? now : message.date().toInstant()));
        }
        checkKeywords(command, mailbox.get().id(), session);
        try {
            var appended =
                    services.messages().append(session.account(), mailbox.get().id(), messages, session.actor());
            var uids = appended.stream().mapToLong(each -> each.uid()).toArray();
            return Answer.ok(ResponseCode.appendUid(mailbox.get().uidValidity(), uids), "APPEND completed");
        } catch (Refused e) {
            return e.code() == Refused.Code.NOT_FOUND
                    ? Answer.no(ResponseCode.TRY_CREATE, "There is no such mailbox")
                    : Answer.refused(e);
        }
    }

    private static void checkKeywords(Append command, org.kantor.mail.store.MailboxId mailbox, ImapSession session) {
        var keywords = new java.util.HashSet<String>();
        command.messages().forEach(message -> keywords.addAll(MessageFlags.keywords(message.flags())));
        if (!keywords.isEmpty()) {
            MessageFlags.checkLimit(session.services().messages().view(session.account(), mailbox), keywords);
        }
    }
}
