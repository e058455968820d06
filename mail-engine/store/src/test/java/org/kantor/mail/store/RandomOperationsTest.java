package org.kantor.mail.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kantor.mail.store.StoreFixture.ACTOR;
import static org.kantor.mail.store.StoreFixture.message;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;

/** Random operations on two stores over one database, as two nodes would, against a simple model; and many threads at once. */
class RandomOperationsTest {

    private static final int STEPS = 250;
    private static final String[] KEYWORDS = {"$Label1", "Todo", "work", "$Forwarded"};

    @RegisterExtension
    static final StoreFixture store = new StoreFixture();

    private static final class Expected {
        final String subject;
        int flags;
        final TreeSet<String> keywords = new TreeSet<>();

        Expected(String subject, int flags) {
            this.subject = subject;
            this.flags = flags;
        }

        Expected copy() {
            var copy = new Expected(subject, flags);
            copy.keywords.addAll(keywords);
            return copy;
        }
    }

    private final AccountId account = store.account();
    private final List<Store> nodes = List.of(store.store(), store.open());
    private final Map<MailboxId, TreeMap<Long, Expected>> model = new HashMap<>();
    private final List<MailboxId> mailboxes = new ArrayList<>();

    @RepeatedTest(3)
    void theStoreDoesWhatTheModelDoes() {
        long seed = Long.getLong("kantor.seed", new Random().nextLong());
        System.out.println("RandomOperationsTest: -Dkantor.seed=" + seed);
        var random = new Random(seed);
        for (var mailbox : store.mailboxes().list(account)) {
            mailboxes.add(mailbox.id());
            model.put(mailbox.id(), new TreeMap<>());
        }
        for (var step = 0; step < STEPS; step++) {
            var node = nodes.get(random.nextInt(2));
            var name = "s" + step;
            switch (random.nextInt(20)) {
                case 0 -> rolledBack(node, random);
                case 1 ->
                    store.db.transactions().run(() -> {
                        step(node, random, name + "-first");
                        step(node, random, name + "-second");
                    });
                default -> step(node, random, name);
            }
            broughtForward(node, mailboxes.get(random.nextInt(3)));
            compare(nodes.get(random.nextInt(2)), mailboxes.get(random.nextInt(3)), "step " + step + ", seed " + seed);
        }
        for (var mailbox : mailboxes) {
            nodes.forEach(node -> compare(node, mailbox, "end, seed " + seed));
        }
        assertThat(store.store().check().run(StoreCheck.Depth.CONTENT))
                .as("seed " + seed)
                .isEmpty();
    }

    /** What a node made of its own changes is what another reads. */
    private void broughtForward(Store node, MailboxId mailbox) {
        var view = node.messages().view(account, mailbox, 0);
        if (view.modseq() == node.mailboxes().status(account, mailbox).modseq()) {
            StoreFixture.isTheSame(view, store.open().messages().view(account, mailbox));
        }
    }

    private void rolledBack(Store node, Random random) {
        var mailbox = mailboxes.get(random.nextInt(3));
        assertThatThrownBy(() -> store.db.transactions().run(() -> {
                    node.messages().append(account, mailbox, List.of(message("never")), ACTOR);
                    node.messages()
                            .store(account, mailbox, some(mailbox, random), FlagChange.add(1), Long.MAX_VALUE, ACTOR);
                    node.messages().remove(account, mailbox, some(mailbox, random), ACTOR);
                    node.messages().view(account, mailbox);
                    throw new IllegalArgumentException("roll back");
                }))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private long[] some(MailboxId mailbox, Random random) {
        return model.get(mailbox).keySet().stream()
                .mapToLong(Long::longValue)
                .filter(uid -> random.nextInt(3) == 0)
                .toArray();
    }

    private void step(Store node, Random random, String name) {
        var mailbox = mailboxes.get(random.nextInt(3));
        var here = model.get(mailbox);
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> {
                var flags = random.nextInt(32);
                var messages = new ArrayList<NewMessage>();
                for (var i = 0; i <= random.nextInt(4); i++) {
                    messages.add(message(name + "." + i, flags, java.util.Set.of()));
                }
                var appended = node.messages().append(account, mailbox, messages, ACTOR);
                for (var i = 0; i < messages.size(); i++) {
                    here.put(appended.get(i).uid(), new Expected(name + "." + i, flags));
                }
            }
            case 3, 4 -> flags(node, mailbox, random);
            case 5 -> {
                var target = mailboxes.get(random.nextInt(3));
                var move = random.nextBoolean();
                var uids = some(mailbox, random);
                var copied = move
                        ? node.messages().move(account, mailbox, uids, target, ACTOR)
                        : node.messages().copy(account, mailbox, uids, target, ACTOR);
                assertThat(copied.source()).isEqualTo(uids);
                for (var i = 0; i < uids.length; i++) {
                    var one = move ? here.remove(uids[i]) : here.get(uids[i]).copy();
                    model.get(target).put(copied.target()[i], one);
                }
            }
            case 6 -> {
                var gone = node.messages().expunge(account, mailbox, null, ACTOR);
                var expected = here.entrySet().stream()
                        .filter(each -> (each.getValue().flags & Flags.DELETED) != 0)
                        .mapToLong(Map.Entry::getKey)
                        .toArray();
                assertThat(gone).isEqualTo(expected);
                for (var uid : gone) {
                    here.remove(uid);
                }
            }
            default -> {
                var gone = node.messages().remove(account, mailbox, some(mailbox, random), ACTOR);
                for (var uid : gone) {
                    here.remove(uid);
                }
            }
        }
    }

    private void flags(Store node, MailboxId mailbox, Random random) {
        var mode = FlagChange.Mode.values()[random.nextInt(3)];
        var flags = random.nextInt(32);
        var keywords = new TreeSet<String>();
        for (var keyword : KEYWORDS) {
            if (random.nextInt(3) == 0) {
                keywords.add(random.nextBoolean() ? keyword : keyword.toUpperCase(Locale.ROOT));
            }
        }
        var uids = some(mailbox, random);
        node.messages().store(account, mailbox, uids, new FlagChange(mode, flags, keywords), Long.MAX_VALUE, ACTOR);
        for (var uid : uids) {
            var one = model.get(mailbox).get(uid);
            one.flags = switch (mode) {
                case SET -> flags;
                case ADD -> one.flags | flags;
                case REMOVE -> one.flags & ~flags;
            };
            if (mode == FlagChange.Mode.SET) {
                one.keywords.clear();
            }
            for (var keyword : keywords) {
                var lower = keyword.toLowerCase(Locale.ROOT);
                if (mode == FlagChange.Mode.REMOVE) {
                    one.keywords.remove(lower);
                } else {
                    one.keywords.add(lower);
                }
            }
        }
    }

    private void compare(Store node, MailboxId mailbox, String when) {
        var view = node.messages().view(account, mailbox);
        var expected = model.get(mailbox);
        assertThat(StoreFixture.uids(view))
                .as(when)
                .isEqualTo(expected.keySet().stream().mapToLong(Long::longValue).toArray());
        for (var i = 0; i < view.size(); i++) {
            var one = expected.get(view.uid(i));
            assertThat(view.flags(i)).as(when).isEqualTo(one.flags);
            assertThat(view.keywords(i).stream()
                            .map(word -> word.toLowerCase(Locale.ROOT))
                            .toList())
                    .as(when)
                    .containsExactlyElementsOf(one.keywords);
        }
        assertThat(store.subjects(account, view))
                .as(when)
                .isEqualTo(expected.values().stream().map(each -> each.subject).toList());
        assertThat(node.mailboxes().status(account, mailbox).modseq()).as(when).isEqualTo(view.modseq());
    }

    @Test
    void manyThreadsLeaveAWholeStore() throws Exception {
        long seed = Long.getLong("kantor.seed", new Random().nextLong());
        System.out.println("RandomOperationsTest: threads, -Dkantor.seed=" + seed);
        var accounts = List.of(account, store.account(), store.account());
        var all = new ArrayList<Future<Integer>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var t = 0; t < 10; t++) {
                var random = new Random(seed + t);
                var node = nodes.get(t % 2);
                var name = "t" + t + "-";
                all.add(threads.submit(() -> work(node, accounts, random, name)));
            }
        }
        var delivered = 0;
        for (var each : all) {
            delivered += each.get();
        }
        assertThat(store.store().check().run(StoreCheck.Depth.CONTENT))
                .as("seed " + seed)
                .isEmpty();
        var fresh = store.open();
        var kept = 0;
        for (var each : accounts) {
            for (var mailbox : store.mailboxes().list(each)) {
                var truth = fresh.messages().view(each, mailbox.id());
                for (var node : nodes) {
                    var view = node.messages().view(each, mailbox.id());
                    assertThat(StoreFixture.uids(view)).as("seed " + seed).isEqualTo(StoreFixture.uids(truth));
                    for (var i = 0; i < view.size(); i++) {
                        assertThat(view.flags(i)).isEqualTo(truth.flags(i));
                        assertThat(view.modseq(i)).isEqualTo(truth.modseq(i));
                    }
                }
                kept += truth.size();
            }
        }
        assertThat(kept).as("moved, never copied or removed").isEqualTo(delivered);
    }

    /** Answers how many messages it stored less those it removed. */
    private static int work(Store node, List<AccountId> accounts, Random random, String name) {
        var balance = 0;
        for (var i = 0; i < 60; i++) {
            var account = accounts.get(random.nextInt(accounts.size()));
            var inbox = node.mailboxes().find(account, "INBOX").orElseThrow().id();
            var trash = node.mailboxes().find(account, "Trash").orElseThrow().id();
            var view = node.messages().view(account, random.nextBoolean() ? inbox : trash);
            var subject = name + i;
            var uids = view.size() == 0 ? new long[0] : new long[] {view.uid(random.nextInt(view.size()))};
            try {
                switch (random.nextInt(6)) {
                    case 0, 1 -> {
                        node.deliveries().deliver(new Deliveries.Delivery(account, "INBOX", message(subject), ACTOR));
                        balance++;
                    }
                    case 2 -> {
                        node.deliveries()
                                .deliverAll(accounts.stream()
                                        .map(each -> new Deliveries.Delivery(each, "INBOX", message(subject), ACTOR))
                                        .toList());
                        balance += accounts.size();
                    }
                    case 3 ->
                        node.messages()
                                .store(
                                        account,
                                        view.mailbox(),
                                        uids,
                                        FlagChange.add(1 << random.nextInt(5)),
                                        Long.MAX_VALUE,
                                        ACTOR);
                    case 4 -> node.messages().move(account, view.mailbox(), uids, trash, ACTOR);
                    default -> balance -= node.messages().expunge(account, trash, uids, ACTOR).length;
                }
            } catch (Refused e) {
                throw new IllegalStateException(e.sentence(), e);
            }
        }
        return balance;
    }
}
