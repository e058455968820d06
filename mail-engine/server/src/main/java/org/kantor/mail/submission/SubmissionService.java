package org.kantor.mail.submission;

import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import org.kantor.bean.Service;
import org.kantor.directory.Account;
import org.kantor.directory.Directory;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.EmailAddress;
import org.kantor.kernel.Refused;
import org.kantor.mail.delivery.Envelope;
import org.kantor.mail.delivery.TransportSettings;
import org.kantor.mail.queue.Queue;
import org.kantor.mail.store.Right;
import org.kantor.mail.store.Sharing;
import org.kantor.mail.wire.smtp.Mail;
import org.kantor.mail.wire.smtp.Notify;
import org.kantor.mail.wire.smtp.Path;

/** Puts our people's mail into the queue, which wakes at once. Safe from any thread. */
@Service
public final class SubmissionService implements Submissions {

    private static final Notify REPORT = new Notify(true, true, true);

    private final Directory directory;
    private final Sharing sharing;
    private final Queue queue;
    private final TransportSettings settings;
    private final Clock clock;

    @Inject
    public SubmissionService(
            Directory directory, Sharing sharing, Queue queue, TransportSettings settings, Clock clock) {
        this.directory = directory;
        this.sharing = sharing;
        this.queue = queue;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public List<EmailAddress> senders(AccountId account) {
        var senders = new LinkedHashSet<>(directory.addresses(account));
        for (var shared : sharing.sharedWith(account)) {
            if (shared.mailbox().isInbox() && shared.rights().has(Right.POST)) {
                senders.addAll(directory.addresses(shared.mailbox().account()));
            }
        }
        return List.copyOf(senders);
    }

    private boolean isSender(AccountId account, EmailAddress sender) {
        return directory.addresses(account).stream().anyMatch(own -> own.key().equals(sender.key()))
                || senders(account).stream().anyMatch(other -> other.key().equals(sender.key()));
    }

    @Override
    public void check(AccountId account, Submission submission, long octets) {
        checkEnabled(account);
        if (!isSender(account, submission.sender())) {
            throw new Refused(
                    Refused.Code.NO_PERMISSION, "The sender address " + submission.sender() + " is not yours");
        }
        if (submission.recipients().isEmpty()) {
            throw new Refused(Refused.Code.BAD_VALUE, "The message has no recipient");
        }
        if (octets > settings.maxMessage()) {
            throw new Refused(Refused.Code.LIMIT, "The message is too large");
        }
        submission.recipients().forEach(this::check);
    }

    private void checkEnabled(AccountId account) {
        if (directory.account(account).filter(Account::enabled).isEmpty()) {
            throw new Refused(Refused.Code.NO_PERMISSION, "The account is disabled");
        }
    }

    @Override
    public void receipt(AccountId account, EmailAddress recipient, byte[] content) {
        checkEnabled(account);
        check(recipient);
        var to = Path.of(recipient);
        accept(
                new Envelope(
                        null,
                        Mail.Body.EIGHT_BIT,
                        !to.isAscii(),
                        null,
                        null,
                        List.of(new Envelope.Recipient(to, null, null))),
                content);
    }

    @Override
    public void submit(AccountId account, Submission submission, byte[] content) {
        check(account, submission, content.length);
        var known = new HashSet<String>();
        var paths = new ArrayList<Envelope.Recipient>();
        for (var recipient : submission.recipients()) {
            if (known.add(recipient.key())) {
                paths.add(new Envelope.Recipient(Path.of(recipient), submission.report() ? REPORT : null, null));
            }
        }
        var from = Path.of(submission.sender());
        var utf8 = !from.isAscii() || paths.stream().anyMatch(r -> !r.address().isAscii());
        var ret = submission.report() ? Mail.Ret.HDRS : null;
        accept(new Envelope(from, Mail.Body.EIGHT_BIT, utf8, ret, null, paths), content);
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
