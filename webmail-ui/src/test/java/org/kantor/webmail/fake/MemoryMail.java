package org.kantor.webmail.fake;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kantor.change.Actor;
import org.kantor.change.ChangeBus;
import org.kantor.change.Collection;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.Conversations;
import org.kantor.mail.store.FlagChange;
import org.kantor.mail.store.Flags;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxAudience;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.MailboxStatus;
import org.kantor.mail.store.MailboxThreads;
import org.kantor.mail.store.MailboxView;
import org.kantor.mail.store.Messages;
import org.kantor.mail.store.NewMessage;
import org.kantor.mail.store.SpecialUse;
import org.kantor.mail.wire.mime.BaseSubject;
import org.kantor.mail.wire.mime.ListMail;
import org.kantor.mail.wire.mime.MessageParser;
import org.kantor.mail.wire.mime.ParsedMessage;

/** One account's mail in memory, with the change bus; {@link Stand} makes it the store. All methods are synchronised. */
@jakarta.enterprise.inject.Vetoed
public class MemoryMail {

    private record Placement(long uid, long message, int flags, long modseq, long date, int octets) {}

    private record Held(byte[] content, ParsedMessage parsed) {}

    private static final class Box {
        Mailbox mailbox;
        final List<Placement> placements = new ArrayList<>();
        long uidNext = 1;
        long modseq = 1;

        @Nullable
        MailboxView view;

        Box(Mailbox mailbox) {
            this.mailbox = mailbox;
        }
    }

    private final Map<MailboxId, Box> boxes = new LinkedHashMap<>();
    private final Map<Long, Held> held = new HashMap<>();
    private final List<Consumer<ChangeBus.Notice>> listeners = new CopyOnWriteArrayList<>();
    private long numbers;
    private final Set<String> subscriptions = new java.util.TreeSet<>();
    private long seq;
    private int summaryQueries;
    private int conversationQueries;
    private int audienceQueries;
    private final Map<String, Long> threads = new HashMap<>();

    public MemoryMail() {
        var account = new AccountId(1);
        add(account, Mailbox.INBOX, null);
        add(account, "Archive", SpecialUse.ARCHIVE);
        add(account, "Drafts", SpecialUse.DRAFTS);
        add(account, "Sent", SpecialUse.SENT);
        add(account, "Spam", SpecialUse.JUNK);
        add(account, "Trash", SpecialUse.TRASH);
    }

    private Mailbox add(AccountId account, String name, @Nullable SpecialUse use) {
        var mailbox = new Mailbox(new MailboxId(++numbers), account, name, use, 1, true);
        boxes.put(mailbox.id(), new Box(mailbox));
        return mailbox;
    }

    private Box box(MailboxId id) {
        var box = boxes.get(id);
        if (box == null) {
            throw new Refused(Refused.Code.NOT_FOUND, "no such mailbox");
        }
        return box;
    }

    private void touched(Box box, Actor actor) {
        box.view = null;
        var notice = new ChangeBus.Notice(
                new AccountId(1),
                ++seq,
                Set.of(new Collection(Collection.Kind.MAILBOX, box.mailbox.id().value())),
                actor);
        publish(notice);
    }

    public synchronized List<Mailbox> list(AccountId account) {
        return boxes.values().stream().map(box -> box.mailbox).toList();
    }

    public synchronized Optional<Mailbox> find(AccountId account, String name) {
        return list(account).stream()
                .filter(box -> box.name().equalsIgnoreCase(name))
                .findFirst();
    }

    public synchronized Optional<Mailbox> get(AccountId account, MailboxId id) {
        return Optional.ofNullable(boxes.get(id)).map(box -> box.mailbox);
    }

    public synchronized Optional<Mailbox> bySpecialUse(AccountId account, SpecialUse use) {
        return list(account).stream().filter(box -> box.use() == use).findFirst();
    }

    public synchronized MailboxStatus status(AccountId account, MailboxId id) {
        var box = box(id);
        var unseen = (int)
                box.placements.stream().filter(p -> (p.flags & Flags.SEEN) == 0).count();
        return new MailboxStatus(id, box.uidNext, box.modseq, box.placements.size(), unseen, 0, 0, 0);
    }

    public synchronized Map<MailboxId, MailboxStatus> statuses(AccountId account) {
        var all = new HashMap<MailboxId, MailboxStatus>();
        boxes.keySet().forEach(id -> all.put(id, status(account, id)));
        return all;
    }

    public synchronized Mailbox create(AccountId account, String name, @Nullable SpecialUse use, Actor actor) {
        if (find(account, name).isPresent()) {
            throw new Refused(Refused.Code.ALREADY_EXISTS, "There is a mailbox of this name.");
        }
        var mailbox = add(account, name, use);
        touched(box(mailbox.id()), actor);
        return mailbox;
    }

    public synchronized void rename(AccountId account, String from, String to, Actor actor) {
        box(find(account, from).orElseThrow().id());
        for (var box : List.copyOf(boxes.values())) {
            var old = box.mailbox;
            if (old.name().equals(from) || old.name().startsWith(from + "/")) {
                var name = to + old.name().substring(from.length());
                box.mailbox =
                        new Mailbox(old.id(), old.account(), name, old.use(), old.uidValidity(), old.subscribed());
                touched(box, actor);
            }
        }
    }

    public synchronized void delete(AccountId account, String name, Actor actor) {
        var box = boxes.remove(find(account, name).orElseThrow().id());
        if (box != null) {
            touched(box, actor);
        }
    }

    public synchronized void setSubscribed(AccountId account, String name, boolean subscribed, Actor actor) {
        if (subscribed) {
            subscriptions.add(name);
        } else {
            subscriptions.remove(name);
        }
    }

    public synchronized List<String> subscriptions(AccountId account) {
        return List.copyOf(subscriptions);
    }

    public long claimRecent(AccountId account, MailboxId id, long uidNext) {
        return 1;
    }

    public synchronized MailboxView view(AccountId account, MailboxId mailbox) {
        var box = box(mailbox);
        var view = box.view;
        if (view == null) {
            view = new View(mailbox, box.uidNext, box.modseq, box.placements.toArray(Placement[]::new));
            box.view = view;
        }
        return view;
    }

    public MailboxView view(AccountId account, MailboxId mailbox, long seq) {
        return view(account, mailbox);
    }

    public synchronized List<Messages.Appended> append(
            AccountId account, MailboxId mailbox, List<NewMessage> messages, Actor actor) {
        var box = box(mailbox);
        var done = messages.stream()
                .map(message -> {
                    var number = ++numbers;
                    held.put(number, new Held(message.content(), message.parsed()));
                    box.placements.add(new Placement(
                            box.uidNext++,
                            number,
                            message.flags(),
                            ++box.modseq,
                            message.internalDate().toEpochMilli(),
                            message.content().length));
                    return new Messages.Appended(1, box.uidNext - 1, number);
                })
                .toList();
        touched(box, actor);
        return done;
    }

    /** Files a message as a delivery would. */
    public long deliver(MailboxId mailbox, byte[] content, int flags, Instant at) {
        var message = new NewMessage(content, MessageParser.parse(content), flags, Set.of(), at);
        return append(new AccountId(1), mailbox, List.of(message), new Actor("lmtp", "", null))
                .getFirst()
                .uid();
    }

    public synchronized Messages.Stored store(
            AccountId account, MailboxId mailbox, long[] uids, FlagChange change, long unchangedSince, Actor actor) {
        var box = box(mailbox);
        box.modseq++;
        box.placements.replaceAll(p -> {
            if (Arrays.binarySearch(uids, p.uid) < 0) {
                return p;
            }
            var flags = switch (change.mode()) {
                case SET -> change.flags();
                case ADD -> p.flags | change.flags();
                case REMOVE -> p.flags & ~change.flags();
            };
            return new Placement(p.uid, p.message, flags, box.modseq, p.date, p.octets);
        });
        touched(box, actor);
        return new Messages.Stored(box.modseq, uids, new long[0]);
    }

    public synchronized Messages.Copied copy(
            AccountId account, MailboxId from, long[] uids, MailboxId to, Actor actor) {
        var target = box(to);
        var source = new ArrayList<Long>();
        var copies = new ArrayList<Long>();
        for (var p : List.copyOf(box(from).placements)) {
            if (Arrays.binarySearch(uids, p.uid) >= 0) {
                source.add(p.uid);
                copies.add(target.uidNext);
                target.placements.add(
                        new Placement(target.uidNext++, p.message, p.flags, ++target.modseq, p.date, p.octets));
            }
        }
        touched(target, actor);
        return new Messages.Copied(1, array(source), array(copies));
    }

    /** How often summaries were asked for: each time is one query of the real store. */
    public synchronized int summaryQueries() {
        return summaryQueries;
    }

    private static long[] array(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).toArray();
    }

    public synchronized Messages.Copied move(
            AccountId account, MailboxId from, long[] uids, MailboxId to, Actor actor) {
        var copied = copy(account, from, uids, to, actor);
        remove(account, from, uids, actor);
        return copied;
    }

    public synchronized long[] expunge(AccountId account, MailboxId mailbox, long @Nullable [] uids, Actor actor) {
        return new long[0];
    }

    public synchronized long[] remove(AccountId account, MailboxId mailbox, long[] uids, Actor actor) {
        var box = box(mailbox);
        box.modseq++;
        box.placements.removeIf(p -> Arrays.binarySearch(uids, p.uid) >= 0);
        touched(box, actor);
        return uids;
    }

    public synchronized byte[] content(AccountId account, long message) {
        var one = held.get(message);
        if (one == null) {
            throw new Refused(Refused.Code.NOT_FOUND, "no such message");
        }
        return one.content;
    }

    public synchronized List<Messages.StoredMessage> stored(AccountId account, long[] messages) {
        return Arrays.stream(messages)
                .filter(held::containsKey)
                .mapToObj(number -> {
                    var one = java.util.Objects.requireNonNull(held.get(number));
                    return new Messages.StoredMessage(number, one.content.length, one.parsed);
                })
                .toList();
    }

    public synchronized List<Messages.Summary> summaries(AccountId account, long[] messages) {
        summaryQueries++;
        return Arrays.stream(messages)
                .filter(held::containsKey)
                .mapToObj(this::summary)
                .toList();
    }

    private Messages.Summary summary(long message) {
        var one = stored(new AccountId(1), new long[] {message}).getFirst();
        var parsed = one.parsed();
        var from = parsed.envelope().from();
        var sender = from.isEmpty()
                ? ""
                : from.getFirst().mailbox() + "@" + from.getFirst().host();
        var to = new HashSet<String>();
        parsed.envelope()
                .to()
                .forEach(address -> to.add(
                        address.name() == null
                                ? address.mailbox() + "@" + address.host()
                                : String.valueOf(address.name())));
        return new Messages.Summary(
                one.message(),
                parsed.fromName(),
                sender,
                String.join(", ", to),
                parsed.subject(),
                parsed.preview(),
                parsed.attachments(),
                parsed.sentDate(),
                one.octets(),
                parsed.messageId());
    }

    /** How often conversations were asked for. */
    public synchronized int conversationQueries() {
        return conversationQueries;
    }

    /** Messages with the same subject, whatever the "Re:", are one thread: that of the first. */
    private long thread(long message) {
        return threads.computeIfAbsent(
                BaseSubject.of(java.util.Objects.requireNonNull(held.get(message))
                                .parsed
                                .subject())
                        .text(),
                subject -> message);
    }

    public synchronized MailboxThreads threads(AccountId account, MailboxView view) {
        var uids = IntStream.range(0, view.size()).mapToLong(view::uid).toArray();
        var of = IntStream.range(0, view.size())
                .mapToLong(index -> thread(view.message(index)))
                .toArray();
        return new Threads(uids, of);
    }

    public synchronized MailboxAudience audience(AccountId account, MailboxView view) {
        audienceQueries++;
        return new Audience(
                threads(account, view),
                IntStream.range(0, view.size())
                        .mapToObj(index -> java.util.Objects.requireNonNull(held.get(view.message(index))))
                        .toList());
    }

    /** How often was asked whom messages are for. */
    public synchronized int audienceQueries() {
        return audienceQueries;
    }

    private record Audience(MailboxThreads rows, List<Held> all) implements MailboxAudience {
        @Override
        public int size() {
            return rows.size();
        }

        @Override
        public long uid(int row) {
            return rows.uid(row);
        }

        @Override
        public boolean isListMail(int row) {
            return ListMail.is(all.get(row).content);
        }

        @Override
        public IntPredicate addressedTo(java.util.Collection<String> keys) {
            return row -> {
                var envelope = all.get(row).parsed.envelope();
                return Stream.concat(envelope.to().stream(), envelope.cc().stream())
                        .anyMatch(address -> keys.contains(address.mailbox() + "@" + address.host()));
            };
        }
    }

    private record Threads(long[] uids, long[] threads) implements MailboxThreads {
        @Override
        public int size() {
            return uids.length;
        }

        @Override
        public long uid(int row) {
            return uids[row];
        }

        @Override
        public int row(long uid) {
            return Arrays.binarySearch(uids, uid);
        }

        @Override
        public long thread(int row) {
            return threads[row];
        }
    }

    public synchronized List<Conversations.Member> conversations(AccountId account, long[] asked, MailboxId open) {
        conversationQueries++;
        var members = new ArrayList<Conversations.Member>();
        for (var box : boxes.values()) {
            for (var p : box.placements) {
                var thread = thread(p.message);
                if (Arrays.stream(asked).anyMatch(one -> one == thread)) {
                    var summary = summary(p.message);
                    members.add(new Conversations.Member(
                            thread,
                            box.mailbox.id(),
                            box.mailbox.use(),
                            p.uid,
                            p.message,
                            p.flags,
                            Set.of(),
                            Instant.ofEpochMilli(p.date),
                            summary.fromName(),
                            summary.sender(),
                            summary.attachments(),
                            false));
                }
            }
        }
        members.sort(java.util.Comparator.comparing(Conversations.Member::internalDate));
        return members;
    }

    public Messages.Usage usage(AccountId account) {
        return new Messages.Usage(6_200_000_000L, 400);
    }

    public ChangeBus.Subscription subscribe(AccountId account, Consumer<ChangeBus.Notice> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    public void publish(ChangeBus.Notice notice) {
        listeners.forEach(listener -> listener.accept(notice));
    }

    /** For tests that need many messages at once: as many as asked for, one a minute back from now. */
    public synchronized void fill(MailboxId mailbox, int count, Clock clock) {
        for (var i = count; i > 0; i--) {
            var raw =
                    "From: Sender %d <s%d@example.net>\r\nTo: alice@example.org\r\nSubject: Message %d\r\n\r\nText %d\r\n"
                            .formatted(i % 50, i % 50, i, i);
            deliver(
                    mailbox,
                    raw.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                    0,
                    clock.instant().minusSeconds(60L * i));
        }
    }

    private record View(MailboxId mailbox, long uidNext, long modseq, Placement[] rows) implements MailboxView {
        @Override
        public int size() {
            return rows.length;
        }

        @Override
        public long uid(int index) {
            return rows[index].uid;
        }

        @Override
        public int indexOf(long uid) {
            var low = 0;
            var high = rows.length - 1;
            while (low <= high) {
                var middle = (low + high) >>> 1;
                if (rows[middle].uid < uid) {
                    low = middle + 1;
                } else if (rows[middle].uid > uid) {
                    high = middle - 1;
                } else {
                    return middle;
                }
            }
            return -low - 1;
        }

        @Override
        public int flags(int index) {
            return rows[index].flags;
        }

        @Override
        public Set<String> keywords(int index) {
            return Set.of();
        }

        @Override
        public long modseq(int index) {
            return rows[index].modseq;
        }

        @Override
        public int octets(int index) {
            return rows[index].octets;
        }

        @Override
        public long internalDate(int index) {
            return rows[index].date;
        }

        @Override
        public long message(int index) {
            return rows[index].message;
        }

        @Override
        public Set<String> keywords() {
            return Set.of();
        }
    }
}
