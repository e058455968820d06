package org.kantor.mail.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kantor.mail.store.StoreFixture.ACTOR;
import static org.kantor.mail.store.StoreFixture.message;
import static org.kantor.mail.store.StoreFixture.raw;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.kantor.change.ChangeBus;
import org.kantor.change.Collection;
import org.kantor.directory.Quota;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;

class SnoozingTest {

    @RegisterExtension
    static final StoreFixture store = new StoreFixture(Duration.ofDays(30));

    private static final Duration HOUR = Duration.ofHours(1);

    private final AccountId alice = store.account();
    private final MailboxId inbox = store.inbox(alice);
    private final Snoozing snoozing = store.store().snoozing();

    private long[] snooze(long... uids) {
        return snoozing.snooze(alice, inbox, uids, store.db.clock().instant().plus(HOUR), ACTOR)
                .target();
    }

    private MailboxView waiting() {
        return store.messages().view(alice, store.mailbox(alice, Snoozing.MAILBOX));
    }

    @Test
    void aSnoozedMessageWaitsInAMailboxAndComesBackUnreadAtTheTop() {
        store.deliver(alice, Mailbox.INBOX, message("old", Flags.SEEN | Flags.FLAGGED, Set.of("Invoices")));
        store.deliver(alice, Mailbox.INBOX, message("newer", 0, Set.of()));
        var number = store.view(alice).message(0);
        var until = store.db.clock().instant().plus(HOUR);
        var there = snooze(1);
        assertThat(store.view(alice).size()).isOne();
        assertThat(waiting().message(0)).isEqualTo(number);
        assertThat(snoozing.until(alice, waiting().mailbox())).isEqualTo(Map.of(there[0], until));
        assertThat(store.mailboxes().subscriptions(alice)).contains(Snoozing.MAILBOX);

        assertThat(snoozing.wake()).isZero();
        store.db.clock().advance(HOUR);
        assertThat(store.open().snoozing().wake()).isOne();
        assertThat(snoozing.wake()).isZero();
        var view = store.view(alice);
        assertThat(waiting().size()).isZero();
        assertThat(view.message(1)).isEqualTo(number);
        assertThat(view.flags(1)).isEqualTo(Flags.FLAGGED);
        assertThat(view.keywords(1)).containsExactly("Invoices");
        assertThat(view.internalDate(1)).isEqualTo(store.db.clock().millis());
        assertThat(store.store().recovery().list(alice, 0, 10)).isEmpty();
        assertThat(store.store().check().run(StoreCheck.Depth.CONTENT)).isEmpty();
    }

    @Test
    void whenOneMessageComesBackIsReadWithoutTheOthers() {
        store.fill(alice, "one", "two");
        var until = store.db.clock().instant().plus(HOUR);
        var there = snooze(1, 2);
        var waiting = waiting().mailbox();
        var statements = store.db.statements(
                () -> assertThat(snoozing.until(alice, waiting, there[1])).contains(until));
        assertThat(statements).singleElement().asString().contains("uid = ");
        assertThat(snoozing.until(alice, waiting, there[1] + 1)).isEmpty();
    }

    @Test
    void whatIsMovedAwayMeanwhileStaysThere() {
        store.fill(alice, "one");
        var there = snooze(1);
        store.messages().move(alice, waiting().mailbox(), there, store.mailbox(alice, "Archive"), ACTOR);
        store.db.clock().advance(HOUR);
        assertThat(snoozing.wake()).isZero();
        assertThat(store.view(alice).size()).isZero();
        assertThat(snoozing.until(alice, waiting().mailbox())).isEmpty();
    }

    @Test
    void aFullAccountGetsItsMessageBackToo() {
        store.fill(alice, "one");
        snooze(1);
        store.quotas.put(alice, new Quota(1, 0));
        store.db.clock().advance(HOUR);
        assertThat(snoozing.wake()).isOne();
        assertThat(store.view(alice).size()).isOne();
        assertThat(store.view(alice).flags(0) & Flags.SEEN).isZero();
    }

    @Test
    void nothingIsSnoozedUntilATimeThatIsOver() {
        store.fill(alice, "one");
        assertThatThrownBy(() -> snoozing.snooze(
                        alice, inbox, new long[] {1}, store.db.clock().instant(), ACTOR))
                .isInstanceOf(Refused.class);
        assertThat(store.view(alice).size()).isOne();
    }

    private static NewMessage answer(int number) {
        return raw(
                "From: a@example.org\nMessage-ID: <m" + number + "@x>\n" + (number == 0 ? "" : "References: <m0@x>\n")
                        + "\nx\n",
                0,
                Set.of());
    }

    @Test
    void whatIsDeliveredToAMutedConversationIsFiledAtOnce() {
        store.deliver(alice, Mailbox.INBOX, answer(0));
        var first = store.view(alice).message(0);
        snoozing.mute(alice, new long[] {first}, true, ACTOR);
        var archive = store.mailbox(alice, "Archive");
        assertThat(store.deliver(alice, Mailbox.INBOX, answer(1)).mailbox()).isEqualTo(archive);
        assertThat(store.deliver(alice, Mailbox.INBOX, message("other")).mailbox())
                .isEqualTo(inbox);
        store.messages().append(alice, inbox, java.util.List.of(answer(2)), ACTOR);
        assertThat(store.view(alice).size()).isEqualTo(3);
        assertThat(store.messages().view(alice, archive).size()).isOne();
        snoozing.mute(alice, new long[] {first}, false, ACTOR);
        assertThat(store.deliver(alice, Mailbox.INBOX, answer(3)).mailbox()).isEqualTo(inbox);
        assertThat(store.store().check().run(StoreCheck.Depth.CONTENT)).isEmpty();
    }

    @Test
    void mutingIsToldToWhoeverListensOnceAndNotWhenItChangesNothing() {
        store.deliver(alice, Mailbox.INBOX, answer(0));
        var first = new long[] {store.view(alice).message(0)};
        var told = new ArrayList<ChangeBus.Notice>();
        var folders = new Collection(Collection.Kind.MAILBOX, 0);
        try (var unused = store.store().bus().subscribe(alice, told::add)) {
            for (var muted : new boolean[] {true, true, false, false}) {
                snoozing.mute(alice, first, muted, ACTOR);
            }
        }
        assertThat(told)
                .hasSize(2)
                .allSatisfy(notice -> assertThat(notice.collections()).containsExactly(folders))
                .allSatisfy(notice -> assertThat(notice.actor()).isEqualTo(ACTOR));
        assertThat(told.getLast().seq()).isGreaterThan(told.getFirst().seq());
    }

    @Test
    void deliveriesThatShareATransactionAreFiledOneByOne() {
        store.deliver(alice, Mailbox.INBOX, answer(0));
        snoozing.mute(alice, new long[] {store.view(alice).message(0)}, true, ACTOR);
        var placed = store.store()
                .deliveries()
                .deliverAll(java.util.List.of(
                        new Deliveries.Delivery(alice, Mailbox.INBOX, answer(1), ACTOR),
                        new Deliveries.Delivery(alice, Mailbox.INBOX, message("other"), ACTOR),
                        new Deliveries.Delivery(alice, Mailbox.INBOX, answer(2), ACTOR)));
        var archive = store.mailbox(alice, "Archive");
        assertThat(placed).extracting(Deliveries.Delivered::mailbox).containsExactly(archive, inbox, archive);
        assertThat(store.view(alice).size()).isEqualTo(2);
    }
}
