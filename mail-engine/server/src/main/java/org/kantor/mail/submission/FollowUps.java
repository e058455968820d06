package org.kantor.mail.submission;

import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.kantor.bean.Service;
import org.kantor.change.Actor;
import org.kantor.directory.Directory;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.EmailAddress;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.Mailboxes;
import org.kantor.mail.store.Messages;
import org.kantor.mail.store.NewMessage;
import org.kantor.mail.submission.internal.FollowUpSql;
import org.kantor.mail.submission.internal.FollowUpSql.FollowUp;
import org.kantor.mail.wire.mime.AutomaticMail;
import org.kantor.mail.wire.mime.MessageParser;
import org.kantor.tx.Transactions;

/**
 * Brings a message back to its author's inbox, unread and at the top, when nobody has answered it in time. An answer is a message of the same thread, by somebody
 * else, that came after it and that no program wrote: neither that somebody is away nor that the message was read or could not be delivered. Safe from any thread.
 */
@Service
public final class FollowUps {

    /** Of what lies in the inbox as nobody had answered it. */
    static final String KEYWORD = "$Unanswered";

    /** How long one that could not be brought back is left alone. */
    private static final Duration PAUSE = Duration.ofHours(1);

    private static final Actor ACTOR = new Actor("reminder", "", null);

    private final FollowUpSql sql;
    private final Directory directory;
    private final Mailboxes mailboxes;
    private final Messages messages;
    private final Transactions transactions;
    private final Clock clock;

    @Inject
    public FollowUps(
            FollowUpSql sql,
            Directory directory,
            Mailboxes mailboxes,
            Messages messages,
            Transactions transactions,
            Clock clock) {
        this.sql = sql;
        this.directory = directory;
        this.mailboxes = mailboxes;
        this.messages = messages;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Joins the open transaction.
     *
     * @param message the number of the message in Sent
     */
    void begin(AccountId account, long message, Duration wait) {
        var now = clock.instant();
        sql.insert(new FollowUp(account, message, now), now.plus(wait));
    }

    /** Whether a message with these keywords came back. */
    public static boolean cameBack(Set<String> keywords) {
        return keywords.stream().anyMatch(KEYWORD::equalsIgnoreCase);
    }

    /** Brings back what is due now, each in a transaction of its own. */
    public void remindDue() {
        while (remindOne()) {
            // the next
        }
    }

    private boolean remindOne() {
        var tried = new FollowUp[1];
        try {
            return transactions.call(() -> {
                var due = sql.take(clock.instant());
                due.ifPresent(one -> tried[0] = one);
                due.filter(one -> isThere(one) && !isAnswered(one)).ifPresent(this::bringBack);
                return due.isPresent();
            });
        } catch (RuntimeException e) {
            if (tried[0] == null) {
                throw e;
            }
            // nobody else's shall wait for it, as when the account is full
            OutboxLog.LOG.failed(e);
            transactions.run(() -> sql.postpone(tried[0], clock.instant().plus(PAUSE)));
            return true;
        }
    }

    /** Whoever deleted the message for good wants no answer any more. */
    private boolean isThere(FollowUp one) {
        return !messages.stored(one.account(), new long[] {one.message()}).isEmpty();
    }

    private boolean isAnswered(FollowUp one) {
        var account = one.account();
        var thread = messages.threads(account, new long[] {one.message()})[0];
        var own = directory.addresses(account).stream().map(EmailAddress::key).collect(Collectors.toSet());
        return mailboxes.list(account).stream().anyMatch(mailbox -> holdsAnswer(one, mailbox, thread, own));
    }

    private boolean holdsAnswer(FollowUp one, Mailbox mailbox, long thread, Set<String> own) {
        var account = one.account();
        var view = messages.view(account, mailbox.id());
        var newer = IntStream.range(0, view.size())
                .filter(index -> !Instant.ofEpochMilli(view.internalDate(index)).isBefore(one.sent()))
                .mapToLong(view::message)
                .toArray();
        var threads = messages.threads(account, newer);
        var same = IntStream.range(0, newer.length)
                .filter(index -> threads[index] == thread && newer[index] != one.message())
                .mapToLong(index -> newer[index])
                .toArray();
        return messages.summaries(account, same).stream()
                .filter(summary -> EmailAddress.parse(summary.sender())
                        .map(sender -> !own.contains(sender.key()))
                        .orElse(true))
                .anyMatch(summary -> !AutomaticMail.is(messages.content(account, summary.message())));
    }

    private void bringBack(FollowUp one) {
        var content = messages.content(one.account(), one.message());
        var message = new NewMessage(content, MessageParser.parse(content), 0, Set.of(KEYWORD), clock.instant());
        mailboxes
                .find(one.account(), Mailbox.INBOX)
                .ifPresent(inbox -> messages.append(one.account(), inbox.id(), List.of(message), ACTOR));
    }
}
