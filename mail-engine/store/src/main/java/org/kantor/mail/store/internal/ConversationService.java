package org.kantor.mail.store.internal;

import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.kantor.bean.Service;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.Conversations;
import org.kantor.mail.store.MailboxAudience;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.MailboxThreads;
import org.kantor.mail.store.MailboxView;
import org.kantor.mail.store.SpecialUse;
import org.kantor.mail.store.internal.ConversationSql.Place;
import org.kantor.tx.Jdbc;
import org.kantor.tx.Transactions;

/** Conversations by the threads of messages; those of mailboxes are kept beside the views. Safe from any thread. */
@Service
public final class ConversationService implements Conversations {

    /** Which part of the heap the cached threads may take. */
    private static final int PART_OF_HEAP = 32;

    private final Jdbc jdbc;
    private final Beside<ThreadColumns> columns;

    @Inject
    ConversationService(Transactions transactions, Jdbc jdbc, Clock clock) {
        this.jdbc = jdbc;
        columns = new Beside<>(
                transactions,
                jdbc,
                Runtime.getRuntime().maxMemory() / PART_OF_HEAP,
                () -> new ThreadColumns(clock),
                (account, view, known) -> connection -> ConversationSql.forward(connection, account, view, known));
    }

    @Override
    public MailboxThreads threads(AccountId account, MailboxView view) {
        return columns.of(account, view);
    }

    @Override
    public MailboxAudience audience(AccountId account, MailboxView view) {
        return columns.of(account, view);
    }

    @Override
    public List<Member> conversation(AccountId account, long message, MailboxId open) {
        return once(places(account, message, open), open);
    }

    @Override
    public List<Member> conversations(AccountId account, long[] threads, MailboxId open) {
        return once(places(account, threads, open), open);
    }

    @Override
    public Optional<Member> named(AccountId account, String messageId) {
        return once(placesOf(account, messageId), ConversationSql.NOWHERE).stream()
                .findFirst();
    }

    /** Where a message lies, by its Message-ID. */
    List<Place> placesOf(AccountId account, String messageId) {
        return jdbc.read(connection -> ConversationSql.ofMessageId(connection, account, messageId)).stream()
                .filter(place -> place.messageId().equals(messageId))
                .toList();
    }

    List<Place> places(AccountId account, long message, MailboxId open) {
        return jdbc.read(connection -> ConversationSql.ofMessage(connection, account, message, open));
    }

    List<Place> places(AccountId account, long[] threads, MailboxId open) {
        return threads.length == 0
                ? List.of()
                : jdbc.read(connection -> ConversationSql.ofThreads(connection, account, threads, open));
    }

    /** Each message once, in order. */
    static List<Member> once(List<Place> places, MailboxId open) {
        var members = new HashMap<Object, Member>();
        for (var place : places) {
            var member = place.member();
            var key = place.messageId().isEmpty()
                    ? (Object) member.message()
                    : List.of(member.thread(), place.messageId());
            members.merge(key, member, (one, other) -> better(one, other, open));
        }
        return members.values().stream()
                .sorted(Comparator.comparingLong(Member::thread)
                        .thenComparing(Member::internalDate)
                        .thenComparingLong(Member::message))
                .toList();
    }

    /** The place in the open mailbox; else the copy that came, which has been filed, before the one that went. */
    private static Member better(Member one, Member other, MailboxId open) {
        var order = Comparator.<Member, Boolean>comparing(
                        member -> !member.mailbox().equals(open))
                .thenComparing(member -> member.use() == SpecialUse.SENT)
                .thenComparingLong(Member::message)
                .thenComparingLong(member -> member.mailbox().value())
                .thenComparingLong(Member::uid);
        return order.compare(one, other) <= 0 ? one : other;
    }
}
