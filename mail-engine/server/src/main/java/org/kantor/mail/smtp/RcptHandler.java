package org.kantor.mail.smtp;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kantor.directory.Account;
import org.kantor.directory.Directory;
import org.kantor.mail.delivery.Envelope;
import org.kantor.mail.wire.smtp.Path;
import org.kantor.mail.wire.smtp.Rcpt;
import org.kantor.mail.wire.smtp.Reply;

/**
 * RCPT (RFC 5321 section 4.1.1.3): the directory says whether the address is somebody of ours. Other servers' addresses are for those who have
 * logged in: nobody else relays here. Whose mailbox has no room is refused here, so that it stands in nobody else's way.
 */
final class RcptHandler implements Handler<Rcpt> {

    private final Directory directory;
    private final Acceptance acceptance;

    RcptHandler(Directory directory, Acceptance acceptance) {
        this.directory = directory;
        this.acceptance = acceptance;
    }

    @Override
    public Set<State> states() {
        return EnumSet.of(State.MAIL, State.RCPT);
    }

    @Override
    public Reply handle(Rcpt command, Session session) {
        if (session.recipients().size() + session.turnedAway()
                >= session.limits().recipients()) {
            return Reply.of(452, "4.5.3", "Too many recipients; send the message to the others again");
        }
        var mail = session.mail();
        if (!command.recipient().isAscii() && (mail == null || !mail.smtpUtf8())) {
            return Reply.of(553, "5.6.7", "An address in UTF-8 needs the parameter SMTPUTF8");
        }
        var path = command.recipient().isPostmaster()
                ? new Path(
                        command.recipient().localPart(),
                        directory.primaryDomain().value())
                : command.recipient();
        var address = path.address();
        if (address.isEmpty()) {
            return remote(command, path, session);
        }
        return switch (directory.resolve(address.get())) {
            case Directory.Recipient.Local local -> local(command, path, local.account(), session);
            case Directory.Recipient.Unknown u -> Reply.of(550, "5.1.1", "There is nobody with this address");
            case Directory.Recipient.Unavailable u -> Reply.of(451, "4.3.0", "The directory is away; try again later");
            case Directory.Recipient.Remote r -> remote(command, path, session);
        };
    }

    private Reply local(Rcpt command, Path path, Account account, Session session) {
        var refusal = acceptance.refusal(account, session);
        if (refusal == null) {
            return accepted(command, path, account, session);
        }
        session.turnAway();
        return refusal;
    }

    private static Reply remote(Rcpt command, Path path, Session session) {
        if (session.account() == null) {
            return Reply.of(554, "5.7.1", "Relaying is not allowed");
        }
        return accepted(command, path, null, session);
    }

    private static Reply accepted(Rcpt command, Path path, @Nullable Account local, Session session) {
        session.add(new Envelope.Recipient(path, command.reportOn(), command.originalRecipient()), local);
        return Reply.of(250, "2.1.5", "Ok");
    }
}
