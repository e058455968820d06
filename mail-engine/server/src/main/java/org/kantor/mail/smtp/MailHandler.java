package org.kantor.mail.smtp;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.kantor.directory.Directory;
import org.kantor.mail.delivery.TransportSettings;
import org.kantor.mail.wire.smtp.Mail;
import org.kantor.mail.wire.smtp.Reply;

/**
 * MAIL (RFC 5321 section 4.1.1.2): a message begins. SIZE, 8BITMIME, SMTPUTF8 and DSN are its parameters; at submission the sender must be one of the
 * account's own addresses (RFC 6409 section 6.1).
 */
final class MailHandler implements Handler<Mail> {

    private final Directory directory;
    private final TransportSettings settings;

    MailHandler(Directory directory, TransportSettings settings) {
        this.directory = directory;
        this.settings = settings;
    }

    @Override
    public Set<State> states() {
        return EnumSet.of(State.GREETED);
    }

    @Override
    public List<String> extensions(Session session) {
        return List.of("SIZE " + settings.maxMessage(), "8BITMIME", "SMTPUTF8", "DSN");
    }

    @Override
    public Reply handle(Mail command, Session session) {
        if (session.role().submits()) {
            if (session.account() == null) {
                return session.connection().confidential()
                        ? Reply.of(530, "5.7.0", "Log in first")
                        : Reply.of(530, "5.7.0", "Issue STARTTLS first, then log in");
            }
            if (!ownSender(command, session)) {
                return Reply.of(550, "5.7.1", "This sender address is not yours");
            }
        }
        if (command.size() > settings.maxMessage()) {
            return Reply.of(552, "5.3.4", "The message is too large");
        }
        if (command.sender() != null && !command.sender().isAscii() && !command.smtpUtf8()) {
            return Reply.of(553, "5.6.7", "An address in UTF-8 needs the parameter SMTPUTF8");
        }
        if (session.messages() >= session.limits().messages()) {
            session.end();
            return Reply.of(421, "4.5.3", "Too many messages in one connection");
        }
        session.begin(command);
        return Reply.of(250, "2.1.0", "Ok");
    }

    /** The null reverse-path is for receipts that mail programs send (RFC 8098 section 3). */
    private boolean ownSender(Mail command, Session session) {
        var account = session.account();
        var sender = command.sender();
        if (account == null || sender == null) {
            return account != null;
        }
        return sender.address()
                .map(address -> directory.addresses(account.id()).stream()
                        .anyMatch(own -> own.key().equals(address.key())))
                .orElse(false);
    }
}
