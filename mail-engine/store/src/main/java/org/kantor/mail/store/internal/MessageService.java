package org.kantor.mail.store.internal;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.kantor.bean.Service;
import org.kantor.change.Actor;
import org.kantor.directory.Quota;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.FlagChange;
import org.kantor.mail.store.Flags;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.MailboxKeys;
import org.kantor.mail.store.MailboxView;
import org.kantor.mail.store.Messages;
import org.kantor.mail.store.NewMessage;
import org.kantor.mail.store.internal.AppendSql.Placed;
import org.kantor.mail.store.internal.AppendSql.Placing;
import org.kantor.tx.Jdbc;
import org.kantor.tx.Transactions;

/** Messages and placements on the store's SQL and views. Safe from any thread. */
@Service
public final class MessageService implements Messages {

    private final Transactions transactions;
    private final Jdbc jdbc;
    private final Appender appender;
    private final Combiner combiner;
    private final MoveSql moves;
    private final Views views;
    private final Keys keys;
    private final Lanes lanes;
    private final Quotas quotas;
    private final BlobStore blobs;

    @Inject
    MessageService(
            Transactions transactions,
            Jdbc jdbc,
            Appender appender,
            Combiner combiner,
            MoveSql moves,
            Views views,
            Keys keys,
            Lanes lanes,
            Quotas quotas,
            BlobStore blobs) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.appender = appender;
        this.combiner = combiner;
        this.moves = moves;
        this.views = views;
        this.keys = keys;
        this.lanes = lanes;
        this.quotas = quotas;
        this.blobs = blobs;
    }

    @Override
    public MailboxView view(AccountId account, MailboxId mailbox) {
        return views.view(account, mailbox);
    }

    @Override
    public MailboxView view(AccountId account, MailboxId mailbox, long seq) {
        return views.view(account, mailbox, seq);
    }

    @Override
    public List<Appended> append(AccountId account, MailboxId mailbox, List<NewMessage> messages, Actor actor) {
        if (messages.isEmpty()) {
            return List.of();
        }
        var placings = messages.stream()
                .map(message -> new Placing(mailbox, "", PreparedMessage.of(account, message, blobs)))
                .toList();
        limitKeywords(
                account,
                mailbox,
                messages.stream()
                        .flatMap(message -> message.keywords().stream())
                        .collect(Collectors.toSet()));
        if (placings.size() == 1 && !transactions.active()) {
            return List.of(appended(combiner.append(account, placings.getFirst(), actor)));
        }
        return lanes.write(
                transactions,
                account,
                () -> appender.append(account, placings, actor).stream()
                        .map(MessageService::appended)
                        .toList());
    }

    /**
     * Stores messages that are in no mailbox yet, at most {@link AccountLanes#MOST}, in a transaction of its own; answers their numbers. Unless they are placed they are
     * collected after {@link Maintenance#GRACE}.
     */
    long[] keep(AccountId account, List<NewMessage> messages, Quota quota, Actor actor) {
        var prepared = messages.stream()
                .map(message -> PreparedMessage.of(account, message, blobs))
                .toList();
        return lanes.write(transactions, account, () -> appender.keep(account, prepared, quota, actor));
    }

    /** Places what {@link #keep} has stored, in this order. Refused: OVER_QUOTA, NOT_FOUND, LIMIT, and TRY_LATER when a message has been collected. */
    MoveSql.Placed place(AccountId account, MailboxId mailbox, List<MoveSql.Kept> kept, Quota quota, Actor actor) {
        limitKeywords(
                account,
                mailbox,
                kept.stream().flatMap(each -> each.keywords().stream()).collect(Collectors.toSet()));
        return lanes.write(transactions, account, () -> moves.place(account, mailbox, kept, quota, actor));
    }

    private static Appended appended(Placed placed) {
        return new Appended(placed.uidValidity(), placed.uid(), placed.message());
    }

    @Override
    public Appended replace(
            AccountId account, MailboxId from, long uid, MailboxId to, NewMessage message, Actor actor) {
        var placing = new Placing(to, "", PreparedMessage.of(account, message, blobs));
        limitKeywords(account, to, message.keywords());
        var draft = (message.flags() & Flags.DRAFT) != 0;
        // what the system sends becomes no draft and goes on all the same
        var goesOn = draft ? owns(account, actor) : actor.user() == null;
        var version = goesOn ? placing.message().messageId() : null;
        return lanes.write(transactions, account, () -> {
            // first, so that the old message does not count against the quota of the new
            if (moves.replaced(account, from, uid, version, actor).length == 0) {
                throw new Refused(Refused.Code.NOT_FOUND, "The message is gone.");
            }
            var placed = appender.append(account, List.of(placing), actor).getFirst();
            return new Appended(placed.uidValidity(), placed.uid(), placed.message());
        });
    }

    /** The system acts for the account. */
    private static boolean owns(AccountId account, Actor actor) {
        return actor.user() == null || actor.user().equals(account);
    }

    @Override
    public Stored store(
            AccountId account, MailboxId mailbox, long[] uids, FlagChange change, long unchangedSince, Actor actor) {
        var keywords = Keywords.checked(change.keywords());
        if (change.mode() != FlagChange.Mode.REMOVE) {
            limitKeywords(account, mailbox, keywords);
        }
        var spelled = keywords.isEmpty() && change.mode() != FlagChange.Mode.SET
                ? null
                : Keywords.spelled(keywords, known(account, mailbox));
        return lanes.write(
                transactions,
                account,
                () -> moves.flags(account, mailbox, uids, change, spelled, unchangedSince, actor));
    }

    /** The mailbox as it is known, or as it is. */
    private MailboxView some(AccountId account, MailboxId mailbox) {
        var view = views.cached(account, mailbox);
        return view == null ? views.view(account, mailbox) : view;
    }

    private void limitKeywords(AccountId account, MailboxId mailbox, Set<String> added) {
        if (!added.isEmpty()) {
            Keywords.limit(some(account, mailbox), added);
        }
    }

    private void limitKeywords(AccountId account, MailboxId from, long[] uids, MailboxId to) {
        var view = some(account, from);
        if (!view.keywords().isEmpty() && !from.equals(to)) {
            var added = new HashSet<String>();
            for (var uid : uids) {
                var index = view.indexOf(uid);
                if (index >= 0) {
                    added.addAll(view.keywords(index));
                }
            }
            limitKeywords(account, to, added);
        }
    }

    /** The mailbox's keywords as far as they are known without a look into the database. */
    private Set<String> known(AccountId account, MailboxId mailbox) {
        var view = views.cached(account, mailbox);
        return view == null ? Set.of() : view.keywords();
    }

    @Override
    public Copied copy(AccountId account, MailboxId from, long[] uids, MailboxId to, Actor actor) {
        var quota = quotas.limit(account);
        limitKeywords(account, from, uids, to);
        return lanes.write(transactions, account, () -> moves.copy(account, from, uids, to, false, quota, actor));
    }

    @Override
    public Copied move(AccountId account, MailboxId from, long[] uids, MailboxId to, Actor actor) {
        limitKeywords(account, from, uids, to);
        return lanes.write(transactions, account, () -> moves.copy(account, from, uids, to, true, Quota.NONE, actor));
    }

    @Override
    public long[] expunge(AccountId account, MailboxId mailbox, long @Nullable [] uids, Actor actor) {
        var among = uids == null ? deleted(views.view(account, mailbox)) : uids;
        return among.length == 0 ? among : expungeAmong(account, mailbox, among, actor);
    }

    /** Which are flagged \Deleted the view knows at once; in the database all of the mailbox would have to be read. */
    private static long[] deleted(MailboxView view) {
        return IntStream.range(0, view.size())
                .filter(index -> (view.flags(index) & Flags.DELETED) != 0)
                .mapToLong(view::uid)
                .toArray();
    }

    private long[] expungeAmong(AccountId account, MailboxId mailbox, long[] uids, Actor actor) {
        return lanes.write(
                transactions, account, () -> moves.remove(account, mailbox, uids, MoveSql.Removing.FLAGGED, actor));
    }

    @Override
    public long[] remove(AccountId account, MailboxId mailbox, long[] uids, Actor actor) {
        return lanes.write(
                transactions, account, () -> moves.remove(account, mailbox, uids, MoveSql.Removing.ANY, actor));
    }

    @Override
    public Optional<long[]> removedSince(AccountId account, MailboxId mailbox, long modseq) {
        return jdbc.read(connection -> RemovedSql.since(connection, account, mailbox, modseq));
    }

    @Override
    public byte[] content(AccountId account, long message) {
        return octets(
                account,
                one(account, message).orElseThrow(() -> new Refused(Refused.Code.NOT_FOUND, "The message is gone.")));
    }

    private Optional<MessageSql.Content> one(AccountId account, long message) {
        return jdbc.read(connection -> MessageSql.content(connection, account, message));
    }

    private byte[] octets(AccountId account, MessageSql.Content content) {
        var frame = content.frame() != null ? content.frame() : blobs.get(account, content.hash());
        return Compression.decompress(frame, content.octets());
    }

    @Override
    public List<Content> contents(AccountId account, long[] messages) {
        if (messages.length == 1) {
            return one(account, messages[0])
                    .map(content -> List.of(new Content(messages[0], octets(account, content))))
                    .orElse(List.of());
        }
        var found = jdbc.read(connection -> MessageSql.contents(connection, account, messages));
        var contents = new ArrayList<Content>(found.size());
        for (var message : messages) {
            var content = found.get(message);
            if (content != null) {
                contents.add(new Content(message, octets(account, content)));
            }
        }
        return contents;
    }

    @Override
    public List<StoredMessage> stored(AccountId account, long[] messages) {
        return jdbc.read(connection -> MessageSql.stored(connection, account, messages));
    }

    @Override
    public List<Summary> summaries(AccountId account, long[] messages) {
        return jdbc.read(connection -> MessageSql.summaries(connection, account, messages));
    }

    @Override
    public MailboxKeys keys(AccountId account, MailboxView view) {
        return keys.of(account, view);
    }

    @Override
    public long[] saveDates(AccountId account, MailboxId mailbox, long[] uids) {
        return jdbc.read(connection -> MessageSql.saveDates(connection, account, mailbox, uids));
    }

    @Override
    public Map<Long, Integer> surrogates(AccountId account, long[] messages) {
        return jdbc.read(connection -> MessageSql.surrogates(connection, account, messages));
    }

    @Override
    public Map<Long, String> hashes(AccountId account, long[] messages) {
        return transactions.call(() -> jdbc.work(connection -> MessageSql.hashes(connection, account, messages)));
    }

    @Override
    public long[] threads(AccountId account, long[] messages) {
        return jdbc.read(connection -> MessageSql.threads(connection, account, messages));
    }

    @Override
    public Usage usage(AccountId account) {
        return usage(List.of(account)).getOrDefault(account, Usage.NONE);
    }

    @Override
    public Map<AccountId, Usage> usage(List<AccountId> accounts) {
        return jdbc.read(connection -> MailboxSql.usage(connection, accounts));
    }
}
