package org.kantor.mail.store.internal;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.kantor.change.Actor;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.FlagChange;
import org.kantor.mail.store.FlagChange.Mode;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.MailboxKeys;
import org.kantor.mail.store.MailboxView;
import org.kantor.mail.store.Messages;
import org.kantor.mail.store.NewMessage;
import org.kantor.mail.store.Right;
import org.kantor.mail.store.Rights;

/**
 * The messages as one account may see and change them (RFC 4314 section 4). A message of another account that is asked for by its number must lie in a mailbox
 * that the viewer may read.
 */
final class GuardedMessages implements Messages {

    private final Viewer viewer;
    private final Messages all;

    GuardedMessages(Viewer viewer, Messages all) {
        this.viewer = viewer;
        this.all = all;
    }

    @Override
    public MailboxView view(AccountId account, MailboxId mailbox) {
        viewer.require(account, mailbox, Right.READ);
        return all.view(account, mailbox);
    }

    @Override
    public MailboxView view(AccountId account, MailboxId mailbox, long seq) {
        viewer.require(account, mailbox, Right.READ);
        return all.view(account, mailbox, seq);
    }

    @Override
    public MailboxKeys keys(AccountId account, MailboxView view) {
        viewer.require(account, view.mailbox(), Right.READ);
        return all.keys(account, view);
    }

    @Override
    public List<Appended> append(AccountId account, MailboxId mailbox, List<NewMessage> messages, Actor actor) {
        var rights = viewer.require(account, mailbox, Right.INSERT);
        return all.append(
                account,
                mailbox,
                messages.stream().map(message -> allowed(message, rights)).toList(),
                actor);
    }

    /** The message without the flags that may not be set. */
    static NewMessage allowed(NewMessage message, Rights rights) {
        return new NewMessage(
                message.content(),
                message.parsed(),
                message.flags() & rights.flags(),
                rights.has(Right.WRITE) ? message.keywords() : Set.of(),
                message.internalDate());
    }

    /** Flags that the viewer may not change stay as they are, unless it may change none of those asked for (RFC 4314 section 4, STORE). */
    @Override
    public Stored store(
            AccountId account, MailboxId mailbox, long[] uids, FlagChange change, long unchangedSince, Actor actor) {
        if (viewer.owns(account)) {
            return all.store(account, mailbox, uids, change, unchangedSince, actor);
        }
        var rights = viewer.require(account, mailbox, Right.READ);
        if (rights.flags() == Rights.ALL.flags()) {
            return all.store(account, mailbox, uids, change, unchangedSince, actor);
        }
        var keywords = rights.has(Right.WRITE) ? change.keywords() : Set.<String>of();
        var flags = change.flags() & rights.flags();
        if (rights.flags() == 0 || change.mode() != Mode.SET && flags == 0 && keywords.isEmpty()) {
            throw Viewer.noPermission();
        }
        if (change.mode() != Mode.SET) {
            return all.store(
                    account, mailbox, uids, new FlagChange(change.mode(), flags, keywords), unchangedSince, actor);
        }
        return set(account, mailbox, uids, rights, new FlagChange(Mode.SET, flags, keywords), unchangedSince, actor);
    }

    /** Sets only the flags that may be changed: adds what is asked for, then removes the others. */
    private Stored set(
            AccountId account,
            MailboxId mailbox,
            long[] uids,
            Rights rights,
            FlagChange change,
            long unchangedSince,
            Actor actor) {
        var others = new HashSet<String>();
        if (rights.has(Right.WRITE)) {
            others.addAll(all.view(account, mailbox).keywords());
            others.removeIf(keyword -> change.keywords().stream().anyMatch(keyword::equalsIgnoreCase));
        }
        return viewer.transactions().call(() -> {
            var add = new FlagChange(Mode.ADD, change.flags(), change.keywords());
            var first = all.store(account, mailbox, uids, add, unchangedSince, actor);
            var left = Arrays.stream(uids)
                    .filter(uid -> Arrays.binarySearch(first.modified(), uid) < 0)
                    .toArray();
            var remove = new FlagChange(Mode.REMOVE, rights.flags() & ~change.flags(), others);
            var second = all.store(account, mailbox, left, remove, Long.MAX_VALUE, actor);
            var changed = new HashSet<Long>();
            Arrays.stream(first.changed()).forEach(changed::add);
            Arrays.stream(second.changed()).forEach(changed::add);
            return new Stored(
                    Math.max(first.modseq(), second.modseq()),
                    changed.stream().mapToLong(Long::longValue).sorted().toArray(),
                    first.modified());
        });
    }

    @Override
    public Copied copy(AccountId account, MailboxId from, long[] uids, MailboxId to, Actor actor) {
        viewer.require(account, from, Right.READ);
        viewer.require(account, to, Right.INSERT, Right.SEEN, Right.WRITE, Right.DELETE_MESSAGES);
        return all.copy(account, from, uids, to, actor);
    }

    @Override
    public Copied move(AccountId account, MailboxId from, long[] uids, MailboxId to, Actor actor) {
        viewer.require(account, from, Right.READ, Right.DELETE_MESSAGES, Right.EXPUNGE);
        viewer.require(account, to, Right.INSERT, Right.SEEN, Right.WRITE, Right.DELETE_MESSAGES);
        return all.move(account, from, uids, to, actor);
    }

    @Override
    public Appended replace(
            AccountId account, MailboxId from, long uid, MailboxId to, NewMessage message, Actor actor) {
        viewer.require(account, from, Right.DELETE_MESSAGES, Right.EXPUNGE);
        var rights = viewer.require(account, to, Right.INSERT);
        return all.replace(account, from, uid, to, allowed(message, rights), actor);
    }

    @Override
    public long[] expunge(AccountId account, MailboxId mailbox, long @Nullable [] uids, Actor actor) {
        viewer.require(account, mailbox, Right.EXPUNGE);
        return all.expunge(account, mailbox, uids, actor);
    }

    @Override
    public long[] remove(AccountId account, MailboxId mailbox, long[] uids, Actor actor) {
        viewer.require(account, mailbox, Right.EXPUNGE, Right.DELETE_MESSAGES);
        return all.remove(account, mailbox, uids, actor);
    }

    @Override
    public byte[] content(AccountId account, long message) {
        if (readable(account, new long[] {message}).length == 0) {
            throw new Refused(Refused.Code.NOT_FOUND, "The message is gone.");
        }
        return all.content(account, message);
    }

    @Override
    public List<Content> contents(AccountId account, long[] messages) {
        return all.contents(account, readable(account, messages));
    }

    @Override
    public List<StoredMessage> stored(AccountId account, long[] messages) {
        return all.stored(account, readable(account, messages));
    }

    @Override
    public List<Summary> summaries(AccountId account, long[] messages) {
        return all.summaries(account, readable(account, messages));
    }

    @Override
    public Map<Long, String> hashes(AccountId account, long[] messages) {
        return all.hashes(account, readable(account, messages));
    }

    @Override
    public Map<Long, Integer> surrogates(AccountId account, long[] messages) {
        return all.surrogates(account, readable(account, messages));
    }

    private long[] readable(AccountId account, long[] messages) {
        if (viewer.owns(account)) {
            return messages;
        }
        var readable = viewer.readable(account, messages);
        return Arrays.stream(messages).filter(readable::contains).toArray();
    }

    @Override
    public long[] saveDates(AccountId account, MailboxId mailbox, long[] uids) {
        viewer.require(account, mailbox, Right.READ);
        return all.saveDates(account, mailbox, uids);
    }

    @Override
    public Optional<long[]> removedSince(AccountId account, MailboxId mailbox, long modseq) {
        viewer.require(account, mailbox, Right.READ);
        return all.removedSince(account, mailbox, modseq);
    }

    @Override
    public long[] threads(AccountId account, long[] messages) {
        var threads = all.threads(account, messages);
        if (!viewer.owns(account)) {
            // a thread has the number of its first message: that it exists is nobody's business who cannot read it
            var readable = viewer.readable(
                    account,
                    LongStream.concat(Arrays.stream(messages), Arrays.stream(threads))
                            .distinct()
                            .toArray());
            for (var i = 0; i < threads.length; i++) {
                threads[i] = readable.contains(messages[i]) && readable.contains(threads[i]) ? threads[i] : 0;
            }
        }
        return threads;
    }

    @Override
    public Usage usage(AccountId account) {
        return usage(List.of(account)).getOrDefault(account, Usage.NONE);
    }

    @Override
    public Map<AccountId, Usage> usage(List<AccountId> accounts) {
        if (!accounts.stream().allMatch(viewer::owns)) {
            throw Viewer.noPermission();
        }
        return all.usage(accounts);
    }
}
