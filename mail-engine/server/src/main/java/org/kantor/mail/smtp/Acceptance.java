package org.kantor.mail.smtp;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.kantor.bean.Service;
import org.kantor.kernel.Refused;
import org.kantor.mail.delivery.Envelope;
import org.kantor.mail.delivery.FinalDelivery;
import org.kantor.mail.queue.Queue;
import org.kantor.mail.store.NewMessage;
import org.kantor.mail.submission.SubmissionService;
import org.kantor.mail.wire.smtp.Reply;

/**
 * Takes responsibility for a message that has been read: files it for our people at once, or makes it durable in the queue, and answers after the commit.
 * One recipient, and each of LMTP's, has an answer of its own; several of SMTP's share a transaction; many of them, and whoever wants a report of success,
 * go through the queue. Safe from any thread.
 */
@Service
public final class Acceptance {

    private static final Reply ACCEPTED = Reply.of(250, "2.0.0", "Ok");

    private final FinalDelivery delivery;
    private final Queue queue;
    private final SubmissionService submissions;

    @Inject
    public Acceptance(FinalDelivery delivery, Queue queue, SubmissionService submissions) {
        this.delivery = delivery;
        this.queue = queue;
        this.submissions = submissions;
    }

    /** @return one reply, or for LMTP one a recipient */
    List<Reply> accept(Session session, byte[] content) {
        var mail = session.mail();
        if (mail == null) {
            throw new IllegalStateException("no message is under way");
        }
        var envelope = Envelope.of(mail, session.recipients());
        try {
            if (session.role().submits()) {
                submissions.accept(envelope, content);
                return List.of(ACCEPTED);
            }
            if (session.role() == Role.LMTP) {
                return each(session, envelope, content);
            }
            return List.of(together(session, envelope, content));
        } catch (Refused e) {
            return List.of(reply(e));
        } catch (RuntimeException e) {
            SmtpLog.LOG.acceptanceFailed(session.id(), e);
            return List.of(Reply.of(451, "4.3.0", "The message could not be stored; try again later"));
        }
    }

    private List<Reply> each(Session session, Envelope envelope, byte[] content) {
        var replies = new ArrayList<Reply>();
        NewMessage message = null;
        for (var i = 0; i < envelope.recipients().size(); i++) {
            var recipient = envelope.recipients().get(i);
            try {
                if (wantsSuccess(recipient)) {
                    queue.put(only(envelope, recipient), content);
                } else {
                    message = message == null ? delivery.prepare(envelope.sender(), content) : message;
                    delivery.file(session.accounts().get(i), message, session.actor());
                }
                replies.add(ACCEPTED);
            } catch (Refused e) {
                replies.add(reply(e));
            } catch (RuntimeException e) {
                SmtpLog.LOG.acceptanceFailed(session.id(), e);
                replies.add(Reply.of(451, "4.3.0", "The message could not be stored; try again later"));
            }
        }
        return replies;
    }

    private Reply together(Session session, Envelope envelope, byte[] content) {
        var accounts = session.accounts().stream().distinct().toList();
        if (accounts.size() > FinalDelivery.MAX_TOGETHER
                || envelope.recipients().stream().anyMatch(Acceptance::wantsSuccess)) {
            queue.put(envelope, content);
            return ACCEPTED;
        }
        var message = delivery.prepare(envelope.sender(), content);
        if (accounts.size() == 1) {
            delivery.file(accounts.getFirst(), message, session.actor());
            return ACCEPTED;
        }
        try {
            delivery.fileAll(accounts, message, session.actor());
        } catch (Refused e) {
            // one of them cannot have it, and SMTP has one answer for all: the queue gives each their own
            queue.put(envelope, content);
        }
        return ACCEPTED;
    }

    private static boolean wantsSuccess(Envelope.Recipient recipient) {
        var reportOn = recipient.reportOn();
        return reportOn != null && reportOn.success();
    }

    private static Envelope only(Envelope envelope, Envelope.Recipient recipient) {
        return new Envelope(
                envelope.sender(),
                envelope.body(),
                envelope.smtpUtf8(),
                envelope.ret(),
                envelope.envid(),
                List.of(recipient));
    }

    private static Reply reply(Refused e) {
        return switch (e.code()) {
            case OVER_QUOTA -> Reply.of(452, "4.2.2", "The mailbox is full");
            case LIMIT -> Reply.of(552, "5.2.2", e.sentence());
            case NOT_FOUND -> Reply.of(550, "5.1.1", "There is nobody with this address");
            case NO_PERMISSION -> Reply.of(550, "5.7.1", e.sentence());
            case TRY_LATER -> Reply.of(451, "4.3.0", e.sentence());
            default -> Reply.of(554, "5.3.0", e.sentence());
        };
    }
}
