package org.kantor.mail.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kantor.mail.store.StoreFixture.ACTOR;
import static org.kantor.mail.store.StoreFixture.message;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.kantor.change.Collection;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.DueDates.Entry;

class DueDatesTest {

    @RegisterExtension
    static final StoreFixture store = new StoreFixture(Duration.ofDays(30));

    private final AccountId alice = store.account();
    private final MailboxId inbox = store.inbox(alice);
    private final MailboxId archive = store.mailbox(alice, "Archive");
    private final DueDates dates = store.store().dueDates();
    private final Instant now = store.db.clock().instant();

    @AfterEach
    void theStoreIsWhole() {
        assertThat(store.store().check().run(StoreCheck.Depth.TABLES)).isEmpty();
    }

    private long number(long uid) {
        var view = store.messages().view(alice, inbox);
        return view.message(view.indexOf(uid));
    }

    private Set<String> keywords(long uid) {
        var view = store.messages().view(alice, inbox);
        return view.keywords(view.indexOf(uid));
    }

    private Instant in(int hours) {
        return now.plus(Duration.ofHours(hours));
    }

    @Test
    void aDateIsSetWithAKeywordThatOtherClientsSeeAndTakenBackExactly() {
        store.fill(alice, "one", "two");
        dates.set(alice, inbox, new long[] {1}, in(5), ACTOR);
        assertThat(keywords(1)).containsExactly(DueDates.KEYWORD);
        var before = dates.set(alice, inbox, new long[] {1, 2, 99}, in(2), ACTOR);
        assertThat(before).hasSize(2);
        assertThat(dates.of(alice, new long[] {number(1), number(2)}))
                .isEqualTo(Map.of(number(1), in(2), number(2), in(2)));
        dates.restore(alice, before, ACTOR);
        assertThat(dates.of(alice, new long[] {number(1), number(2)})).isEqualTo(Map.of(number(1), in(5)));
        assertThat(keywords(1)).containsExactly(DueDates.KEYWORD);
        assertThat(keywords(2)).isEmpty();
        var done = dates.set(alice, inbox, new long[] {1}, null, ACTOR);
        assertThat(keywords(1)).isEmpty();
        assertThat(dates.list(alice)).isEmpty();
        dates.restore(alice, done, ACTOR);
        assertThat(dates.list(alice)).containsExactly(new Entry(inbox, 1, number(1), in(5)));
    }

    @Test
    void theEarliestStandsFirstAndADateGoesWithItsMessageButNotToTrash() {
        store.fill(alice, "one", "two", "three");
        dates.set(alice, inbox, new long[] {1}, in(9), ACTOR);
        dates.set(alice, inbox, new long[] {2}, in(1), ACTOR);
        dates.set(alice, inbox, new long[] {3}, in(5), ACTOR);
        assertThat(dates.list(alice)).extracting(Entry::uid).containsExactly(2L, 3L, 1L);
        var there = store.messages()
                .move(alice, inbox, new long[] {2}, archive, ACTOR)
                .target();
        assertThat(dates.list(alice).getFirst().mailbox()).isEqualTo(archive);
        assertThat(dates.list(alice).getFirst().uid()).isEqualTo(there[0]);
        store.messages().move(alice, archive, there, store.mailbox(alice, "Trash"), ACTOR);
        assertThat(dates.list(alice)).extracting(Entry::uid).containsExactly(3L, 1L);
    }

    @Test
    void aClientThatTakesTheKeywordAwayHasDealtWithIt() {
        store.fill(alice, "one");
        dates.set(alice, inbox, new long[] {1}, in(1), ACTOR);
        store.messages()
                .store(alice, inbox, new long[] {1}, FlagChange.keyword("$followup", false), Long.MAX_VALUE, ACTOR);
        assertThat(dates.list(alice)).isEmpty();
        assertThat(dates.remind(alice, in(2))).isEmpty();
    }

    @Test
    void oneIsRemindedOnceAndAgainOnlyWithAnotherDate() {
        store.fill(alice, "one", "two");
        dates.set(alice, inbox, new long[] {1}, in(1), ACTOR);
        dates.set(alice, inbox, new long[] {2}, in(3), ACTOR);
        assertThat(dates.next(alice)).contains(in(1));
        assertThat(dates.remind(alice, now)).isEmpty();
        assertThat(dates.remind(alice, in(1))).extracting(Entry::uid).containsExactly(1L);
        assertThat(store.open().dueDates().remind(alice, in(2))).isEmpty();
        assertThat(dates.next(alice)).contains(in(3));
        dates.set(alice, inbox, new long[] {1}, in(2), ACTOR);
        assertThat(dates.remind(alice, in(4))).extracting(Entry::uid).containsExactly(1L, 2L);
        assertThat(dates.next(alice)).isEmpty();
    }

    @Test
    void whoTakesBackThatItIsDoneIsNotRemindedAgain() {
        store.fill(alice, "one", "two");
        dates.set(alice, inbox, new long[] {1, 2}, in(1), ACTOR);
        assertThat(dates.remind(alice, in(1))).hasSize(2);
        dates.set(alice, inbox, new long[] {2}, in(5), ACTOR);
        dates.restore(alice, dates.set(alice, inbox, new long[] {1, 2}, null, ACTOR), ACTOR);
        dates.restore(alice, dates.set(alice, inbox, new long[] {1}, in(9), ACTOR), ACTOR);
        assertThat(dates.remind(alice, in(2))).isEmpty();
        assertThat(dates.next(alice)).contains(in(5));
        assertThat(dates.list(alice)).extracting(Entry::due).containsExactly(in(1), in(5));
    }

    @Test
    void aMessageInTwoMailboxesIsRemindedOfOnce() {
        store.fill(alice, "one");
        dates.set(alice, inbox, new long[] {1}, in(1), ACTOR);
        store.messages().copy(alice, inbox, new long[] {1}, archive, ACTOR);
        assertThat(dates.list(alice)).hasSize(2);
        assertThat(dates.remind(alice, in(2))).hasSize(1);
    }

    @Test
    void aNewDateForAMessageThatHasOneIsTold() {
        store.fill(alice, "one");
        dates.set(alice, inbox, new long[] {1}, in(1), ACTOR);
        var told = new ArrayList<Collection>();
        try (var subscription = store.store().bus().subscribe(alice, notice -> told.addAll(notice.collections()))) {
            dates.set(alice, inbox, new long[] {1}, in(2), ACTOR);
        }
        assertThat(told).contains(new Collection(Collection.Kind.MAILBOX, 0));
    }

    @Test
    void whatIsAnotherAccountsIsNotFound() {
        var bob = store.account();
        store.fill(alice, "one");
        store.deliver(bob, Mailbox.INBOX, message("bob's"));
        dates.set(alice, inbox, new long[] {1}, in(1), ACTOR);
        assertThat(dates.list(bob)).isEmpty();
        assertThat(dates.of(bob, new long[] {number(1)})).isEmpty();
        assertThat(dates.remind(bob, in(9))).isEmpty();
        assertThat(dates.next(bob)).isEmpty();
    }

    @Test
    void readingCostsOneStatement() {
        store.fill(alice, "one");
        dates.set(alice, inbox, new long[] {1}, in(1), ACTOR);
        assertThat(store.db.count(() -> dates.list(alice))).isOne();
        assertThat(store.db.count(() -> dates.of(alice, new long[] {1}))).isOne();
        assertThat(store.db.count(() -> dates.remind(alice, now))).isOne();
        assertThat(store.db.count(() -> dates.next(alice))).isOne();
        store.messages().remove(alice, inbox, new long[] {1}, ACTOR);
        assertThat(dates.list(alice)).isEmpty();
    }
}
