package org.kantor.mail.smtp;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kantor.bean.Service;
import org.kantor.directory.Account;
import org.kantor.kernel.Refused;
import org.kantor.mail.delivery.Envelope;
import org.kantor.mail.delivery.FinalDelivery;
import org.kantor.mail.queue.Queue;
import org.kantor.mail.store.NewMessage;
import org.kantor.mail.submission.SubmissionService;
import org.kantor.mail.wire.smtp.Mail;
import org.kantor.mail.wire.smtp.Reply;

/**
 * Takes responsibility for a message that has been read: files it for our people at once, or makes it durable in the queue, and answers after the commit.
 * One recipient, and each of LMTP's, has an answer of its own; several of SMTP's share a transaction; many of them, and whoever wants a report of success,
 * go through the queue. Before the message comes, says whose mailbox has no room for it. Safe from any thread.
 */
@Service
public final class Acceptance {

    /** What a message gets here before it is filed: Received and Return-Path. */
    private static final int TRACE = 1024;

    private static final Reply ACCEPTED = Reply.of(250, "2.0.0", "Ok");

    /** Who has it can make room (RFC 3463 section 3.3, X.2.2). */
    private static final Reply FULL = Reply.of(452, "4.2.2", "The mailbox is full");

    /** Nobody can make enough room (RFC 3463 section 3.3, X.2.3). */
    private static final Reply TOO_LARGE = Reply.of(552, "5.2.3", "The message is larger than the whole mailbox");

    private final FinalDelivery delivery;
    private final Queue queue;
    private final SubmissionService submissions;

    @Inject
    public Acceptance(FinalDelivery delivery, Queue queue, SubmissionService submissions) {
        this.delivery = delivery;
        this.queue = queue;
        this.submissions = submissions;
    }

    /** What keeps the message that MAIL announced out of the mailbox; null if nothing does. */
    @Nullable
    Reply refusal(Account account, Session session) {
        try {
            return refusal(List.of(account), announced(session.mail()));
        } catch (Refused e) {
            return reply(e);
        } catch (RuntimeException e) {
            return failed(session, e);
        }
    }

    private @Nullable Reply refusal(List<Account> accounts, long octets) {
        if (accounts.stream().anyMatch(account -> !account.quota().canHold(octets))) {
            return TOO_LARGE;
        }
        return delivery.hasRoom(accounts, octets) ? null : full(accounts);
    }

    /** The octets that the message will have in a mailbox, by what MAIL said (RFC 1870); one at least if it said nothing. */
    private static long announced(@Nullable Mail mail) {
        return mail == null || mail.size() == 0 ? 1 : mail.size() + TRACE;
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
                return List.of(submitted(session, envelope, content));
            }
            if (session.role() == Role.LMTP) {
                return each(session, envelope, content);
            }
            return List.of(together(session, envelope, content));
        } catch (Refused e) {
            return List.of(reply(e));
        } catch (RuntimeException e) {
            return List.of(failed(session, e));
        }
    }

    private Reply submitted(Session session, Envelope envelope, byte[] content) {
        var refusal = refusal(distinct(session), content.length);
        if (refusal == null) {
            submissions.accept(envelope, content);
        }
        return refusal == null ? ACCEPTED : refusal;
    }

    private List<Reply> each(Session session, Envelope envelope, byte[] content) {
        var replies = new ArrayList<Reply>();
        NewMessage message = null;
        for (var i = 0; i < envelope.recipients().size(); i++) {
            var recipient = envelope.recipients().get(i);
            var account = session.accounts().get(i);
            try {
                if (wantsSuccess(recipient)) {
                    replies.add(queued(List.of(account), only(envelope, recipient), content));
                } else {
                    message = message == null ? delivery.prepare(envelope.sender(), content) : message;
                    delivery.file(account, message, session.actor());
                    replies.add(ACCEPTED);
                }
            } catch (Refused e) {
                replies.add(reply(e, List.of(account), content));
            } catch (RuntimeException e) {
                replies.add(failed(session, e));
            }
        }
        return replies;
    }

    private Reply together(Session session, Envelope envelope, byte[] content) {
        var accounts = distinct(session);
        // whoever did not say how large the message is was not told who has no room for it, and would hear no at every
        // attempt: the queue gives each their own answer
        var told = accounts.size() == 1 || content.length <= announced(session.mail());
        if (accounts.size() > FinalDelivery.MAX_TOGETHER
                || envelope.recipients().stream().anyMatch(Acceptance::wantsSuccess)) {
            if (told) {
                return queued(accounts, envelope, content);
            }
            queue.put(envelope, content);
            return ACCEPTED;
        }
        var message = delivery.prepare(envelope.sender(), content);
        try {
            if (accounts.size() == 1) {
                delivery.file(accounts.getFirst(), message, session.actor());
            } else {
                delivery.fileAll(accounts, message, session.actor());
            }
        } catch (Refused e) {
            // nothing was filed; a mailbox that has been filled up since RCPT is told apart from the others when the
            // client tries again
            if (accounts.size() == 1 || told && e.code() == Refused.Code.OVER_QUOTA) {
                return reply(e, accounts, content);
            }
            queue.put(envelope, content);
        }
        return ACCEPTED;
    }

    /** Into the queue, unless somebody has no room, which the queue could only report later. */
    private Reply queued(List<Account> accounts, Envelope envelope, byte[] content) {
        var refusal = refusal(accounts, content.length);
        if (refusal == null) {
            queue.put(envelope, content);
        }
        return refusal == null ? ACCEPTED : refusal;
    }

    private static List<Account> distinct(Session session) {
        return session.accounts().stream().distinct().toList();
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

    private static Reply failed(Session session, RuntimeException e) {
        SmtpLog.LOG.acceptanceFailed(session.id(), e);
        return Reply.of(451, "4.3.0", "The message could not be stored; try again later");
    }

    private static Reply reply(Refused e, List<Account> accounts, byte[] content) {
        if (e.code() != Refused.Code.OVER_QUOTA) {
            return reply(e);
        }
        return accounts.stream().allMatch(account -> account.quota().canHold(content.length))
                ? full(accounts)
                : TOO_LARGE;
    }

    private static Reply full(List<Account> accounts) {
        return accounts.size() == 1 ? FULL : Reply.of(452, "4.2.2", "The mailbox of one of the recipients is full");
    }

    private static Reply reply(Refused e) {
        return switch (e.code()) {
            case OVER_QUOTA -> FULL;
            case LIMIT -> Reply.of(552, "5.2.2", e.sentence());
            case NOT_FOUND -> Reply.of(550, "5.1.1", "There is nobody with this address");
            case NO_PERMISSION -> Reply.of(550, "5.7.1", e.sentence());
            case TRY_LATER -> Reply.of(451, "4.3.0", e.sentence());
            default -> Reply.of(554, "5.3.0", e.sentence());
        };
    }
}
