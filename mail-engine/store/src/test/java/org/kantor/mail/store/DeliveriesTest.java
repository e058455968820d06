package org.kantor.mail.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kantor.mail.store.StoreFixture.ACTOR;
import static org.kantor.mail.store.StoreFixture.message;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.kantor.directory.Quota;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.Deliveries.Delivered;
import org.kantor.mail.store.Deliveries.Delivery;
import org.kantor.tx.Transactions;

class DeliveriesTest {

    @RegisterExtension
    static final StoreFixture store = new StoreFixture();

    private final AccountId alice = store.account();

    private long dedup() {
        return store.db.number("select count(*) from message where account = ?", alice.value());
    }

    @Test
    void aMessageIsDeliveredExactlyOnceWithItsOctets() {
        var message = message("Hello");
        var delivered = store.deliver(alice, "INBOX", message);
        var view = store.view(alice);
        assertThat(StoreFixture.uids(view)).containsExactly(delivered.uid());
        assertThat(view.message(0)).isEqualTo(delivered.message());
        assertThat(view.octets(0)).isEqualTo(message.content().length);
        assertThat(view.internalDate(0)).isEqualTo(message.internalDate().toEpochMilli());
        assertThat(store.messages().content(alice, delivered.message())).isEqualTo(message.content());
    }

    @Test
    void whatTheParserFoundComesBackAsItWas() {
        var message = StoreFixture.raw("""
                From: =?utf-8?q?J=C3=BCrgen?= <j@example.org>
                To: Bob <bob@example.org>, carol@example.org
                Date: Fri, 20 Nov 2026 10:00:00 +0100
                Message-ID: <a@example.org>
                References: <x@example.org> <y@example.org>
                Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/plain; charset=utf-8

                Hello there
                --b
                Content-Type: message/rfc822

                Subject: inner

                inner text
                --b
                Content-Type: application/pdf; name=a.pdf
                Content-Disposition: attachment; filename=a.pdf
                Content-Transfer-Encoding: base64

                AAAA
                --b--
                """.replace("\n", "\r\n"), 0, Set.of());
        var id = store.deliver(alice, "INBOX", message).message();
        var stored = store.messages().stored(alice, new long[] {id, 999_999_999});
        assertThat(stored).hasSize(1);
        assertThat(stored.getFirst().parsed()).isEqualTo(message.parsed());
        var summary = store.messages().summaries(alice, new long[] {id}).getFirst();
        assertThat(summary.sender()).isEqualTo("j@example.org");
        assertThat(summary.fromName()).isEqualTo("Jürgen");
        assertThat(summary.to()).isEqualTo("Bob, carol@example.org");
        assertThat(summary.subject()).isEqualTo("Grüße");
        assertThat(summary.attachments()).isTrue();
        assertThat(summary.sentDate()).isEqualTo("2026-11-20T09:00:00Z");
    }

    @Test
    void aMissingMailboxIsMadeAndSubscribed() {
        var delivered = store.deliver(alice, "lists/kantor", message("x"));
        var mailbox = store.mailboxes().find(alice, "lists/kantor").orElseThrow();
        assertThat(mailbox.id()).isEqualTo(delivered.mailbox());
        assertThat(mailbox.subscribed()).isTrue();
        assertThat(mailbox.uidValidity()).isEqualTo(delivered.uidValidity());
        assertThat(store.mailboxes().find(alice, "lists")).isPresent();
    }

    @Test
    void theSameContentIsStoredOnceInAnAccount() {
        store.deliver(alice, "INBOX", message("same"));
        store.deliver(alice, "Archive", message("same"));
        assertThat(dedup()).isOne();
        var bob = store.account();
        store.deliver(bob, "INBOX", message("same"));
        assertThat(store.view(bob).message(0)).isNotEqualTo(store.view(alice).message(0));
    }

    @Test
    void largeContentIsABlobAndReadsTheSame() {
        var noise = new byte[600_000];
        new Random(1).nextBytes(noise);
        var text = "Subject: big\r\n\r\n" + java.util.Base64.getMimeEncoder().encodeToString(noise);
        var delivered = store.deliver(alice, "INBOX", StoreFixture.raw(text, 0, Set.of()));
        assertThat(store.db.number("select count(*) from message where account = ? and content is null", alice.value()))
                .isOne();
        assertThat(new String(store.messages().content(alice, delivered.message()), StandardCharsets.UTF_8))
                .isEqualTo(text);
    }

    @Test
    void aFullAccountRefusesAndStoresNothing() {
        store.quotas.put(alice, new Quota(200, 0));
        store.fill(alice, "fits");
        assertThatThrownBy(() -> store.fill(alice, "does not fit"))
                .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo(Refused.Code.OVER_QUOTA));
        assertThat(store.view(alice).size()).isOne();
        assertThat(store.messages().usage(alice))
                .isEqualTo(new Messages.Usage(store.view(alice).octets(0), 1));
    }

    @Test
    void whatFitsIsToldBeforeItComes() {
        var bob = store.account();
        store.fill(alice, "one", "two");
        store.fill(bob, "one");
        var used = store.messages().usage(alice).bytes();
        assertThat(room(Long.MAX_VALUE, 0, alice, bob)).isTrue();
        store.quotas.put(alice, new Quota(used + 100, 0));
        assertThat(room(100, 1, alice, bob)).isTrue();
        assertThat(room(101, 0, alice, bob)).isFalse();
        assertThat(room(used + 101, 0, alice)).isFalse();
        store.quotas.put(alice, new Quota(0, 2));
        assertThat(room(1, 0, bob, alice)).isFalse();
        store.quotas.put(alice, new Quota(0, 3));
        assertThat(room(1, 1, bob, alice)).isTrue();
        store.quotas.put(bob, new Quota(1, 0));
        assertThat(room(1, 1, bob, alice)).isFalse();
        assertThat(room(1, 0, new AccountId(Long.MAX_VALUE))).isTrue();
    }

    @Test
    void whoHasPlentyOfRoomIsNotLookedUpForEachMessage() {
        store.fill(alice, "one");
        var used = store.messages().usage(alice).bytes();
        store.quotas.put(alice, new Quota(used * 10, 0));
        assertThat(room(used, 1, alice)).isTrue();
        assertThat(room(used, 0, alice)).isTrue();
        // one that would nearly fill it
        assertThat(room(used * 8, 1, alice)).isTrue();
        assertThat(room(used * 9 + 1, 0, alice)).isFalse();
        store.quotas.put(alice, new Quota(used, 0));
        assertThat(room(1, 0, alice)).isFalse();
        store.quotas.put(alice, new Quota(used * 10, 0));
        store.db.clock().advance(Duration.ofSeconds(3));
        assertThat(room(used, 1, alice)).isTrue();
    }

    @Test
    void whoHasNoRoomIsNotLookedUpForEachAttempt() {
        store.fill(alice, "one", "two");
        var used = store.messages().usage(alice).bytes();
        store.quotas.put(alice, new Quota(used, 0));
        assertThat(room(1, 1, alice)).isFalse();
        assertThat(room(1, 0, alice)).isFalse();
        store.messages().remove(alice, store.inbox(alice), new long[] {1}, ACTOR);
        assertThat(room(1, 0, alice)).isFalse();
        store.db.clock().advance(Duration.ofSeconds(3));
        assertThat(room(1, 1, alice)).isTrue();
    }

    /** @param statements how many it takes to answer */
    private boolean room(long octets, int statements, AccountId... accounts) {
        var answer = new boolean[1];
        assertThat(store.db.statements(
                        () -> answer[0] = store.store().deliveries().hasRoom(List.of(accounts), octets)))
                .filteredOn(sql -> !sql.isBlank())
                .hasSize(statements);
        return answer[0];
    }

    @Test
    void messagesAreCountedAsOctetsAre() {
        store.quotas.put(alice, new Quota(0, 3));
        store.fill(alice, "one", "two");
        var inbox = store.inbox(alice);
        var two = List.of(message("three"), message("four"));
        assertOverQuota(() -> store.messages().append(alice, inbox, two, ACTOR));
        assertOverQuota(() -> store.messages().copy(alice, inbox, new long[] {1, 2}, inbox, ACTOR));
        store.messages().copy(alice, inbox, new long[] {1}, inbox, ACTOR);
        assertOverQuota(() -> store.fill(alice, "four"));
        store.messages().move(alice, inbox, new long[] {1, 2}, store.mailbox(alice, "Archive"), ACTOR);
        store.messages().remove(alice, inbox, new long[] {3}, ACTOR);
        store.fill(alice, "again");
        assertThat(store.messages().usage(alice).messages()).isEqualTo(3);
    }

    private static void assertOverQuota(Runnable work) {
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo(Refused.Code.OVER_QUOTA));
    }

    @Test
    void manyWaitingDeliveriesAreCombinedAndEachGetsItsOwnUid() throws Exception {
        var before = store.store().changes().current(alice);
        var outcomes = new ArrayList<Future<Delivered>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 200; i++) {
                var subject = "m" + i;
                outcomes.add(threads.submit(() -> store.deliver(alice, "INBOX", message(subject))));
            }
        }
        var uids = new ArrayList<Long>();
        for (var outcome : outcomes) {
            uids.add(outcome.get().uid());
        }
        assertThat(uids).doesNotHaveDuplicates().hasSize(200);
        assertThat(store.view(alice).size()).isEqualTo(200);
        assertThat(store.store().changes().current(alice) - before).isLessThan(150);
    }

    @Test
    void messagesAppendedOverManyConnectionsAreCombinedToo() throws Exception {
        var archive = store.mailbox(alice, "Archive");
        var gone = new MailboxId(archive.value() + 1_000_000);
        var before = store.store().changes().current(alice);
        var outcomes = new ArrayList<Future<List<Messages.Appended>>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 200; i++) {
                var one = List.of(message("m" + i, Flags.SEEN, Set.of("$Label1")));
                var mailbox = i == 77 ? gone : archive;
                outcomes.add(threads.submit(() -> store.messages().append(alice, mailbox, one, ACTOR)));
            }
        }
        assertThatThrownBy(outcomes.remove(77)::get).hasCauseInstanceOf(Refused.class);
        var view = store.messages().view(alice, archive);
        assertThat(view.size()).isEqualTo(199);
        for (var outcome : outcomes) {
            var appended = outcome.get().getFirst();
            var index = view.indexOf(appended.uid());
            assertThat(view.message(index)).isEqualTo(appended.message());
            assertThat(view.keywords(index)).containsExactly("$Label1");
        }
        assertThat(store.store().changes().current(alice) - before).isLessThan(150);
    }

    @Test
    void oneThatDoesNotFitDoesNotStopThoseCombinedWithIt() throws Exception {
        store.quotas.put(alice, new Quota(10_000, 0));
        var outcomes = new ArrayList<Future<Delivered>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 20; i++) {
                var text = "Subject: " + i + "\r\n\r\n" + (i == 7 ? "x".repeat(20_000) : "short");
                outcomes.add(threads.submit(() -> store.deliver(alice, "INBOX", StoreFixture.raw(text, 0, Set.of()))));
            }
        }
        assertThat(store.view(alice).size()).isEqualTo(19);
        for (var i = 0; i < 20; i++) {
            var outcome = outcomes.get(i);
            if (i == 7) {
                assertThatThrownBy(outcome::get).hasCauseInstanceOf(Refused.class);
            } else {
                assertThat(outcome.get().uid()).isPositive();
            }
        }
    }

    @Test
    void whatIsReadyOfSeveralAccountsSharesTransactions() throws Exception {
        var accounts = IntStream.range(0, 20).mapToObj(i -> store.account()).toList();
        var full = accounts.get(3);
        store.quotas.put(full, new Quota(10, 0));
        var outcomes = new ArrayList<Future<Delivered>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 200; i++) {
                var account = accounts.get(i % 20);
                var text = message("m" + i);
                outcomes.add(threads.submit(() -> store.deliver(account, "INBOX", text)));
            }
        }
        for (var i = 0; i < 200; i++) {
            var outcome = outcomes.get(i);
            if (i % 20 == 3) {
                assertThatThrownBy(outcome::get).hasCauseInstanceOf(Refused.class);
            } else {
                var delivered = outcome.get();
                var account = accounts.get(i % 20);
                var view = store.view(account);
                assertThat(view.message(view.indexOf(delivered.uid()))).isEqualTo(delivered.message());
            }
        }
        for (var account : accounts) {
            assertThat(store.view(account).size()).isEqualTo(account.equals(full) ? 0 : 10);
        }
        assertThat(store.db.number(
                        "select count(distinct xmin::text) from placement where account between ? and ?",
                        accounts.getFirst().value(),
                        accounts.getLast().value()))
                .as("transactions of 190 messages")
                .isLessThan(150);
    }

    @Test
    void anAccountThatIsLockedElsewhereHoldsNobodyUp() throws Exception {
        var others = IntStream.range(0, 40).mapToObj(i -> store.account()).toList();
        store.fill(alice, "before");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var elsewhere = store.db.dataSource().getConnection()) {
            elsewhere.setAutoCommit(false);
            try (var lock = elsewhere.prepareStatement("select change_lock(?)")) {
                lock.setLong(1, alice.value());
                lock.execute();
            }
            var delayed = new ArrayList<Future<Delivered>>();
            var outcomes = new ArrayList<Future<Delivered>>();
            for (var other : others) {
                delayed.add(threads.submit(() -> store.deliver(alice, "INBOX", message("delayed " + other))));
                outcomes.add(threads.submit(() -> store.deliver(other, "INBOX", message("hello"))));
            }
            for (var outcome : outcomes) {
                assertThat(outcome.get().uid()).isOne();
            }
            assertThat(delayed).noneMatch(Future::isDone);
            elsewhere.rollback();
            for (var each : delayed) {
                each.get();
            }
        }
        assertThat(store.view(alice).size()).isEqualTo(41);
    }

    /** Commits, and then does not know. */
    private record Uncertain(Transactions transactions) implements Transactions {

        @Override
        public <T> T call(Supplier<T> work) {
            if (active()) {
                return work.get();
            }
            transactions.call(work);
            throw new IllegalStateException("as asked");
        }

        @Override
        public void afterCommit(Runnable action) {
            transactions.afterCommit(action);
        }

        @Override
        public boolean active() {
            return transactions.active();
        }
    }

    @Test
    void whatMayHaveBeenCommittedIsNotStoredAgain(@TempDir Path blobs) throws Exception {
        var accounts = IntStream.range(0, 10).mapToObj(i -> store.account()).toList();
        accounts.forEach(account -> store.fill(account, "before"));
        var uncertain = Store.open(
                new Uncertain(store.db.transactions()),
                store.db.entities(),
                store.db.clock(),
                blobs,
                account -> Quota.NONE);
        var outcomes = new ArrayList<Future<Delivered>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 60; i++) {
                var delivery = new Delivery(accounts.get(i % 10), "INBOX", message("m" + i), ACTOR);
                outcomes.add(threads.submit(() -> uncertain.deliveries().deliver(delivery)));
            }
        }
        assertThat(outcomes).allMatch(outcome -> outcome.state() == Future.State.FAILED);
        for (var account : accounts) {
            assertThat(store.view(account).size()).isEqualTo(7);
        }
    }

    @Test
    void severalAccountsGetItAllOrNone() {
        var bob = store.account();
        var carol = store.account();
        store.quotas.put(carol, new Quota(10, 0));
        var three = List.of(
                new Delivery(bob, "INBOX", message("all"), ACTOR),
                new Delivery(alice, "INBOX", message("all"), ACTOR),
                new Delivery(carol, "INBOX", message("all"), ACTOR));
        assertThatThrownBy(() -> store.store().deliveries().deliverAll(three)).isInstanceOf(Refused.class);
        assertThat(store.view(alice).size() + store.view(bob).size()).isZero();
        store.quotas.remove(carol);
        var delivered = store.store().deliveries().deliverAll(three);
        assertThat(delivered)
                .extracting(Delivered::mailbox)
                .containsExactly(store.inbox(bob), store.inbox(alice), store.inbox(carol));
    }

    @Test
    void aReplyJoinsItsThreadWhicheverComesFirst() {
        var reply = "Message-ID: <r@x>\r\nReferences: <root@x>\r\n\r\nre";
        var root = "Message-ID: <root@x>\r\n\r\nroot";
        var other = "Message-ID: <other@x>\r\n\r\nother";
        for (var text : List.of(reply, root, other)) {
            store.deliver(alice, "INBOX", StoreFixture.raw(text, 0, Set.of()));
        }
        assertThat(store.db.number("select count(distinct thread) from message where account = ?", alice.value()))
                .isEqualTo(2);
        assertThat(store.db.number(
                        "select count(distinct thread) from message where account = ? and message_id in ('r@x', 'root@x')",
                        alice.value()))
                .isOne();
    }

    @Test
    void aDeliveryTakesOneStatement() {
        store.fill(alice, "first");
        assertThat(store.db.statements(() -> store.fill(alice, "second")))
                .filteredOn(sql -> !sql.isBlank())
                .hasSize(1);
    }
}
