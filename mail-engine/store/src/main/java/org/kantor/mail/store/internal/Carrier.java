package org.kantor.mail.store.internal;

import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.kantor.bean.Service;
import org.kantor.change.Actor;
import org.kantor.change.ChangeStream;
import org.kantor.directory.Quota;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxView;
import org.kantor.mail.store.Messages.Copied;
import org.kantor.mail.store.NewMessage;
import org.kantor.mail.store.Right;
import org.kantor.mail.store.Rights;
import org.kantor.mail.wire.mime.MessageParser;
import org.kantor.tx.Transactions;

/**
 * Copies and moves messages to where they have to be stored anew: into another account, or with fewer flags. All or none, and the account is never held for longer than it takes
 * to place the messages: they are stored first, some in a transaction, where nobody sees them; if it ends there, they are collected. What a mailbox is asked to take is as it lies in the other
 * at the end. Safe from any thread.
 */
@Service
final class Carrier {

    /** Octets of the messages that are in memory and stored together. */
    private static final long CARRIED = 8L * 1024 * 1024;

    private static final Comparator<AccountId> ORDER = Comparator.comparingLong(AccountId::value);

    private final Transactions transactions;
    private final ChangeStream changes;
    private final Lanes lanes;
    private final MessageService messages;
    private final Quotas quotas;

    @Inject
    Carrier(Transactions transactions, ChangeStream changes, Lanes lanes, MessageService messages, Quotas quotas) {
        this.transactions = transactions;
        this.changes = changes;
        this.lanes = lanes;
        this.messages = messages;
        this.quotas = quotas;
    }

    /** A message of the one mailbox and its number in the other's account. */
    private record Stored(long uid, long message) {}

    /** @param right asked for again before anything can be seen; refuses who has lost it */
    Copied copy(Mailbox from, long[] uids, Mailbox to, Supplier<Rights> right, Actor actor, IntConsumer progress) {
        var quota = quotas.limit(to.account());
        var stored = store(from, uids, to, quota, actor, progress);
        return lanes.write(transactions, to.account(), () -> place(from, stored, to, right, quota, actor));
    }

    /** As {@link #copy}. */
    Copied move(Mailbox from, long[] uids, Mailbox to, Supplier<Rights> right, Actor actor, IntConsumer progress) {
        // within an account nothing becomes more
        var quota = from.account().equals(to.account()) ? Quota.NONE : quotas.limit(to.account());
        var stored = store(from, uids, to, quota, actor, progress);
        var accounts = new TreeSet<>(ORDER);
        accounts.add(from.account());
        accounts.add(to.account());
        return lanes.write(transactions, accounts, () -> {
            // both accounts' rows, in an order that all keep: two moves in opposite directions wait for each other's
            // end
            accounts.forEach(changes::next);
            var copied = place(from, stored, to, right, quota, actor);
            if (copied.source().length > 0) {
                messages.remove(from.account(), from.id(), copied.source(), actor);
            }
            return copied;
        });
    }

    private List<Stored> store(Mailbox from, long[] uids, Mailbox to, Quota quota, Actor actor, IntConsumer progress) {
        var view = messages.view(from.account(), from.id());
        var indexes = new ArrayList<Integer>(uids.length);
        var octets = 0L;
        for (var uid : uids) {
            var index = view.indexOf(uid);
            if (index >= 0) {
                indexes.add(index);
                octets += view.octets(index);
            }
        }
        expect(to.account(), quota, octets, indexes.size());
        var stored = new ArrayList<Stored>(indexes.size());
        for (var at = 0; at < indexes.size(); ) {
            var end = end(view, indexes, at);
            stored.addAll(store(from, view, indexes.subList(at, end), to, quota, actor));
            at = end;
            progress.accept(at);
        }
        return stored;
    }

    /** What cannot fit is not stored only to be found out at the end. */
    private void expect(AccountId account, Quota quota, long octets, int count) {
        if (quota.isLimited()) {
            var used = messages.usage(account);
            if (!quota.hasRoom(used.bytes(), used.messages(), octets, count)) {
                throw new Refused(Refused.Code.OVER_QUOTA, "The mailbox is full.");
            }
        }
    }

    /** Where the messages end that are stored together, one at least. */
    private static int end(MailboxView view, List<Integer> indexes, int from) {
        long octets = view.octets(indexes.get(from));
        var end = from + 1;
        while (end < indexes.size() && end - from < AccountLanes.MOST) {
            octets += view.octets(indexes.get(end));
            if (octets > CARRIED) {
                break;
            }
            end++;
        }
        return end;
    }

    private List<Stored> store(
            Mailbox from, MailboxView view, List<Integer> batch, Mailbox to, Quota quota, Actor actor) {
        var contents = new HashMap<Long, byte[]>();
        var numbers = batch.stream().mapToLong(view::message).toArray();
        messages.contents(from.account(), numbers).forEach(each -> contents.put(each.message(), each.octets()));
        var uids = new ArrayList<Long>();
        var copies = new ArrayList<NewMessage>();
        for (var index : batch) {
            var content = contents.get(view.message(index));
            if (content != null) {
                uids.add(view.uid(index));
                copies.add(new NewMessage(
                        content,
                        MessageParser.parse(content),
                        0,
                        Set.of(),
                        Instant.ofEpochMilli(view.internalDate(index))));
            }
        }
        if (copies.isEmpty()) {
            return List.of();
        }
        var kept = messages.keep(to.account(), copies, quota, actor);
        var stored = new ArrayList<Stored>(kept.length);
        for (var i = 0; i < kept.length; i++) {
            stored.add(new Stored(uids.get(i), kept[i]));
        }
        return stored;
    }

    /** Within the transaction, with the account's lock from here on. */
    private Copied place(
            Mailbox from, List<Stored> stored, Mailbox to, Supplier<Rights> right, Quota quota, Actor actor) {
        var rights = right.get();
        var view = messages.view(from.account(), from.id());
        var source = new ArrayList<Long>(stored.size());
        var kept = new ArrayList<MoveSql.Kept>(stored.size());
        for (var each : stored) {
            var index = view.indexOf(each.uid());
            if (index >= 0) {
                source.add(each.uid());
                kept.add(new MoveSql.Kept(
                        each.message(),
                        view.flags(index) & rights.flags(),
                        rights.has(Right.WRITE) ? view.keywords(index) : Set.of(),
                        view.internalDate(index)));
            }
        }
        if (kept.isEmpty()) {
            return new Copied(to.uidValidity(), new long[0], new long[0]);
        }
        var placed = messages.place(to.account(), to.id(), kept, quota, actor);
        var target = new long[kept.size()];
        for (var i = 0; i < target.length; i++) {
            target[i] = placed.first() + i;
        }
        return new Copied(
                placed.uidValidity(), source.stream().mapToLong(Long::longValue).toArray(), target);
    }
}
