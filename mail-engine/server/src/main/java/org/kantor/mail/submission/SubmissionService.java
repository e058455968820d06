package org.kantor.mail.submission;

import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.kantor.bean.Service;
import org.kantor.change.Actor;
import org.kantor.directory.Directory;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.EmailAddress;
import org.kantor.kernel.Refused;
import org.kantor.mail.delivery.Envelope;
import org.kantor.mail.delivery.TransportSettings;
import org.kantor.mail.queue.Queue;
import org.kantor.mail.wire.smtp.Mail;
import org.kantor.mail.wire.smtp.Path;

/** Puts our people's mail into the queue, which wakes at once. Safe from any thread. */
@Service
public final class SubmissionService implements Submissions {

    private final Directory directory;
    private final Queue queue;
    private final TransportSettings settings;
    private final Clock clock;

    @Inject
    public SubmissionService(Directory directory, Queue queue, TransportSettings settings, Clock clock) {
        this.directory = directory;
        this.queue = queue;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void submit(
            AccountId account, EmailAddress sender, List<EmailAddress> recipients, byte[] content, Actor actor) {
        if (directory.addresses(account).stream().noneMatch(own -> own.key().equals(sender.key()))) {
            throw new Refused(Refused.Code.NO_PERMISSION, "The sender address " + sender + " is not yours");
        }
        if (recipients.isEmpty()) {
            throw new Refused(Refused.Code.BAD_VALUE, "The message has no recipient");
        }
        if (content.length > settings.maxMessage()) {
            throw new Refused(Refused.Code.LIMIT, "The message is too large");
        }
        var known = new HashSet<String>();
        var paths = new ArrayList<Envelope.Recipient>();
        for (var recipient : recipients) {
            if (known.add(recipient.key())) {
                check(recipient);
                paths.add(Envelope.Recipient.of(Path.of(recipient)));
            }
        }
        var from = Path.of(sender);
        var utf8 = !from.isAscii() || paths.stream().anyMatch(r -> !r.address().isAscii());
        accept(new Envelope(from, Mail.Body.EIGHT_BIT, utf8, null, null, paths), content);
    }

    private void check(EmailAddress recipient) {
        switch (directory.resolve(recipient)) {
            case Directory.Recipient.Unknown u ->
                throw new Refused(Refused.Code.NOT_FOUND, "There is nobody with the address " + recipient);
            case Directory.Recipient.Unavailable u ->
                throw new Refused(Refused.Code.TRY_LATER, "The directory is away; try again later");
            case Directory.Recipient.Local l -> {}
            case Directory.Recipient.Remote r -> {}
        }
    }

    /** For the submission ports, which have checked sender and recipients at MAIL and RCPT. */
    public void accept(Envelope envelope, byte[] content) {
        queue.put(envelope, SubmittedMessage.complete(content, settings.hostName(), clock.instant()));
    }
}
