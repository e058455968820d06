package org.kantor.mail.smtp;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kantor.bean.Service;
import org.kantor.directory.Account;
import org.kantor.kernel.AccountId;
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
 * go through the queue. Before the message comes, says whose mailbox has no room for it. Safe from any thread.
 */
@Service
public final class Acceptance {

    /** What a message gets here before it is filed: Received and Return-Path. */
    private static final int TRACE = 1024;

    /** In which strangers learn at RCPT what there is room for, in octets: nobody shall read from the answers how full a mailbox is. */
    private static final long STEP = 1024 * 1024;

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
            return refusal(List.of(account), asked(session));
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

    /**
     * The octets that RCPT asks room for: those that the message will have in a mailbox, by what MAIL said (RFC 1870), or one if it said nothing. For strangers rounded down to
     * steps.
     */
    private static long asked(Session session) {
        var mail = session.mail();
        var size = mail == null ? 0 : mail.size();
        if (session.account() == null) {
            return Math.max(1, size - size % STEP);
        }
        return size == 0 ? 1 : size + TRACE;
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
        var octets = delivery.octets(envelope.sender(), content);
        var refusal = refusal(
                distinct(session), envelope.recipients().size() == 1 ? octets : Math.min(octets, asked(session)));
        if (refusal == null) {
            submissions.accept(envelope, content);
        }
        return refusal == null ? ACCEPTED : refusal;
    }

    private List<Reply> each(Session session, Envelope envelope, byte[] content) {
        var replies = new ArrayList<Reply>();
        var octets = delivery.octets(envelope.sender(), content);
        NewMessage message = null;
        for (var i = 0; i < envelope.recipients().size(); i++) {
            var recipient = envelope.recipients().get(i);
            var account = session.accounts().get(i);
            try {
                if (wantsSuccess(recipient)) {
                    replies.add(queued(List.of(account), only(envelope, recipient), content, octets));
                } else {
                    message = message == null ? delivery.prepare(envelope.sender(), content) : message;
                    delivery.file(account, message, session.actor());
                    replies.add(ACCEPTED);
                }
            } catch (Refused e) {
                replies.add(reply(e, List.of(account), octets));
            } catch (RuntimeException e) {
                replies.add(failed(session, e));
            }
        }
        return replies;
    }

    private Reply together(Session session, Envelope envelope, byte[] content) {
        var accounts = distinct(session);
        var octets = delivery.octets(envelope.sender(), content);
        if (accounts.size() > FinalDelivery.MAX_TOGETHER
                || envelope.recipients().stream().anyMatch(Acceptance::wantsSuccess)) {
            return queued(
                    accounts, envelope, content, accounts.size() == 1 ? octets : Math.min(octets, asked(session)));
        }
        var message = delivery.prepare(envelope.sender(), content);
        try {
            if (accounts.size() == 1) {
                delivery.file(accounts.getFirst(), message, session.actor());
            } else {
                delivery.fileAll(accounts, message, session.actor());
            }
        } catch (Refused e) {
            // nothing was filed
            if (accounts.size() == 1 || e.code() == Refused.Code.OVER_QUOTA && isTold(accounts, octets, session)) {
                return reply(e, accounts, octets);
            }
            queue.put(envelope, content);
        }
        return ACCEPTED;
    }

    /**
     * Whether RCPT will say who has no room when the client tries again. If it asks for less than the message has, it may not, and all recipients would hear no at every attempt:
     * then the queue gives each an answer.
     */
    private boolean isTold(List<Account> accounts, long octets, Session session) {
        var asked = asked(session);
        return octets <= asked || refusal(accounts, asked) != null;
    }

    /** Into the queue, unless somebody has no room for so many octets, which the queue could only report later. */
    private Reply queued(List<Account> accounts, Envelope envelope, byte[] content, long octets) {
        var refusal = refusal(accounts, octets);
        if (refusal == null) {
            queue.put(envelope, content);
        }
        return refusal == null ? ACCEPTED : refusal;
    }

    private static List<Account> distinct(Session session) {
        // an account that was changed between two RCPTs is still one
        var accounts = new LinkedHashMap<AccountId, Account>();
        session.accounts().forEach(account -> accounts.put(account.id(), account));
        return List.copyOf(accounts.values());
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

    private static Reply reply(Refused e, List<Account> accounts, long octets) {
        if (e.code() != Refused.Code.OVER_QUOTA) {
            return reply(e);
        }
        return accounts.stream().allMatch(account -> account.quota().canHold(octets)) ? full(accounts) : TOO_LARGE;
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
