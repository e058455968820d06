package org.kantor.mail.imap;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.NewMessage;
import org.kantor.mail.wire.imap.AppendedMessage;
import org.kantor.mail.wire.imap.ImapSyntaxException;
import org.kantor.mail.wire.imap.ImapUrl;
import org.kantor.mail.wire.imap.ResponseCode;
import org.kantor.mail.wire.mime.BinaryEncoder;
import org.kantor.mail.wire.mime.MessageParser;

/** Makes messages of what APPEND and REPLACE bring: puts the pieces together (CATENATE, RFC 4469), takes NUL out (RFC 3516), parses. For one command. */
final class MessageMaker {

    /** What came of it. */
    sealed interface Result {}

    record Made(List<NewMessage> messages) implements Result {}

    record Not(Answer answer) implements Result {}

    /** Pieces named by URLs, each of which is cut from a whole message. */
    private static final int MOST_URLS = 100;

    private final ImapSession session;
    /** Octets that all messages of the command may still have. */
    private long left;

    private MessageMaker(ImapSession session) {
        this.session = session;
        this.left = session.services().limits().message();
    }

    static Result make(List<AppendedMessage> messages, ImapSession session) {
        var maker = new MessageMaker(session);
        var made = new ArrayList<NewMessage>(messages.size());
        for (var message : messages) {
            try {
                made.add(maker.make(message));
            } catch (NotMade e) {
                return new Not(e.answer);
            }
        }
        return new Made(made);
    }

    private static final class NotMade extends Exception {

        private static final long serialVersionUID = 1;

        private final transient Answer answer;

        NotMade(ResponseCode code, String text) {
            super(text);
            this.answer = Answer.no(code, text);
        }
    }

    private NewMessage make(AppendedMessage message) throws NotMade {
        var whole = whole(message.pieces());
        if (whole.length == 0) {
            throw new NotMade(ResponseCode.CANNOT, "A message must not be empty");
        }
        var content = BinaryEncoder.withoutNul(whole)
                .orElseThrow(
                        () -> new NotMade(ResponseCode.UNKNOWN_CTE, "A NUL octet stands outside the message's parts"));
        return new NewMessage(
                content,
                MessageParser.parse(content),
                MessageFlags.bits(message.flags()),
                MessageFlags.keywords(message.flags()),
                message.date() == null
                        ? session.services().clock().instant()
                        : message.date().toInstant());
    }

    private byte[] whole(List<AppendedMessage.Piece> pieces) throws NotMade {
        if (pieces.stream().filter(AppendedMessage.Url.class::isInstance).count() > MOST_URLS) {
            throw new NotMade(ResponseCode.TOO_BIG, "The message has too many pieces");
        }
        if (pieces.size() == 1 && pieces.getFirst() instanceof AppendedMessage.Text(var octets)) {
            take(octets.length);
            return octets;
        }
        var whole = new ByteArrayOutputStream();
        for (var piece : pieces) {
            switch (piece) {
                case AppendedMessage.Text(var octets) -> {
                    take(octets.length);
                    whole.writeBytes(octets);
                }
                case AppendedMessage.Utf8(var text) -> {
                    if (!session.utf8()) {
                        throw new NotMade(ResponseCode.CANNOT, "UTF8=ACCEPT must be enabled first");
                    }
                    take(text.octets().length);
                    whole.writeBytes(text.octets());
                }
                case AppendedMessage.Url(var text) -> {
                    var slice = named(text);
                    if (slice == null) {
                        throw new NotMade(ResponseCode.badUrl(text), "The URL names nothing that is here");
                    }
                    take(slice.count());
                    whole.write(slice.octets(), slice.offset(), slice.count());
                }
            }
        }
        return whole.toByteArray();
    }

    private void take(int octets) throws NotMade {
        left -= octets;
        if (left < 0) {
            throw new NotMade(ResponseCode.TOO_BIG, "The message is too big");
        }
    }

    /** What a URL names among the messages of the session's account; null for anything else. */
    private Sections.@Nullable Slice named(String text) {
        ImapUrl url;
        try {
            url = ImapUrl.parse(text);
        } catch (ImapSyntaxException e) {
            return null;
        }
        var mailbox = isHere(url) ? mailbox(url) : null;
        return mailbox == null ? null : cut(mailbox, url);
    }

    /** An absolute URL names its user and the server as the client reached it. */
    private boolean isHere(ImapUrl url) {
        return url.server() == null
                || url.user() != null
                        && session.isAccount(url.user())
                        && session.connection().isReachedAs(url.server());
    }

    private @Nullable Mailbox mailbox(ImapUrl url) {
        var selected = session.selectedOrNull();
        if (url.mailbox() == null) {
            return selected == null ? null : selected.mailbox();
        }
        return session.mailboxes()
                .find(url.mailbox())
                .filter(mailbox -> url.uidValidity() == 0 || url.uidValidity() == mailbox.uidValidity())
                .orElse(null);
    }

    private Sections.@Nullable Slice cut(Mailbox mailbox, ImapUrl url) {
        var messages = session.services().messages();
        var view = messages.view(mailbox.account(), mailbox.id());
        var index = view.indexOf(url.uid());
        if (index < 0) {
            return null;
        }
        var number = new long[] {view.message(index)};
        var content = messages.contents(mailbox.account(), number);
        var stored = messages.stored(mailbox.account(), number);
        if (content.isEmpty() || stored.isEmpty()) {
            return null;
        }
        var section = Sections.cut(
                content.getFirst().octets(), stored.getFirst().parsed().structure(), url.section());
        return section == null ? null : section.part(url.section().partial());
    }
}
