package org.kantor.mail.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kantor.mail.store.StoreFixture.ACTOR;
import static org.kantor.mail.store.StoreFixture.message;
import static org.kantor.mail.store.StoreFixture.uids;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.kantor.change.ChangeBus.Notice;
import org.kantor.change.Collection;
import org.kantor.directory.Quota;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.mail.wire.mime.Surrogate;

class MessagesTest {

    private static final long ALWAYS = Long.MAX_VALUE;

    @RegisterExtension
    static final StoreFixture store = new StoreFixture();

    private final AccountId alice = store.account();
    private final MailboxId inbox = store.inbox(alice);
    private final MailboxId archive = store.mailbox(alice, "Archive");

    @AfterEach
    void theStoreIsWhole() {
        assertThat(store.store().check().run(StoreCheck.Depth.CONTENT)).isEmpty();
    }

    private Messages.Stored store(FlagChange change, long... uids) {
        return store.messages().store(alice, inbox, uids, change, ALWAYS, ACTOR);
    }

    private MailboxStatus status(MailboxId mailbox) {
        return store.mailboxes().status(alice, mailbox);
    }

    /** RFC 7162 section 3.2.6. */
    @Test
    void whatWasRemovedIsKnownUntilTheStreamIsTrimmed() {
        store.fill(alice, "one", "two", "three", "four");
        var inbox = store.inbox(alice);
        var since = store.view(alice).modseq();
        store.messages().remove(alice, inbox, new long[] {3}, ACTOR);
        var later = store.view(alice).modseq();
        store.messages().move(alice, inbox, new long[] {1, 2}, store.mailbox(alice, "Archive"), ACTOR);
        assertThat(store.messages().removedSince(alice, inbox, since)).hasValue(new long[] {1, 2, 3});
        assertThat(store.messages().removedSince(alice, inbox, later)).hasValue(new long[] {1, 2});
        assertThat(store.messages().removedSince(alice, store.mailbox(alice, "Archive"), since))
                .hasValue(new long[0]);
        assertThat(store.messages().removedSince(store.account(), inbox, since)).hasValue(new long[0]);
        store.db.clock().advance(Duration.ofDays(61));
        store.store().maintenance().run();
        assertThat(store.messages().removedSince(alice, inbox, later)).isEmpty();
    }

    @Test
    void appendAnswersUidsInTheOrderOfTheMessages() {
        var appended = store.messages()
                .append(alice, inbox, List.of(message("b", Flags.SEEN, Set.of("$Label1")), message("a")), ACTOR);
        assertThat(appended).extracting(Messages.Appended::uid).containsExactly(1L, 2L);
        var view = store.view(alice);
        assertThat(store.subjects(alice, view)).containsExactly("b", "a");
        assertThat(view.flags(0)).isEqualTo(Flags.SEEN);
        assertThat(view.keywords(0)).containsExactly("$Label1");
        assertThat(status(inbox).unseen()).isOne();
    }

    @Test
    void aMessagesDateOfSavingIsThatOfItsPlacement() {
        store.fill(alice, "a", "b", "c");
        var saved = store.db.clock().instant();
        store.db.clock().set(saved.plus(Duration.ofHours(1)));
        store.messages().copy(alice, inbox, new long[] {2}, archive, ACTOR);
        store.messages().remove(alice, inbox, new long[] {1}, ACTOR);
        store.db.clock().set(saved);
        assertThat(store.messages().saveDates(alice, inbox, new long[] {1, 2, 3}))
                .containsExactly(0, saved.toEpochMilli(), saved.toEpochMilli());
        assertThat(store.messages().saveDates(alice, inbox, new long[] {3, 9_000}))
                .containsExactly(saved.toEpochMilli(), 0);
        assertThat(store.messages().saveDates(alice, archive, new long[] {1}))
                .containsExactly(saved.plus(Duration.ofHours(1)).toEpochMilli());
        assertThat(store.messages().saveDates(store.account(), inbox, new long[] {2}))
                .containsExactly(0);
    }

    @Test
    void replacingIsBothOrNeither() {
        store.fill(alice, "old", "other");
        var replaced = store.messages().replace(alice, inbox, 1, inbox, message("new"), ACTOR);
        assertThat(replaced.uid()).isEqualTo(3);
        assertThat(store.subjects(alice, store.view(alice))).containsExactly("other", "new");
        assertThat(store.messages()
                        .replace(alice, inbox, 3, archive, message("new"), ACTOR)
                        .uid())
                .isOne();
        assertThat(status(inbox).messages()).isOne();
        assertThat(status(archive).messages()).isOne();
        for (var uid : new long[] {1, 77}) {
            assertThatThrownBy(() -> store.messages().replace(alice, inbox, uid, inbox, message("x"), ACTOR))
                    .isInstanceOfSatisfying(
                            Refused.class, e -> assertThat(e.code()).isEqualTo(Refused.Code.NOT_FOUND));
        }
        assertThatThrownBy(() -> store.messages().replace(alice, inbox, 2, new MailboxId(77_777), message("x"), ACTOR))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> store.messages().replace(store.account(), inbox, 2, inbox, message("x"), ACTOR))
                .isInstanceOf(Refused.class);
        assertThat(store.subjects(alice, store.view(alice))).containsExactly("other");
        assertThat(status(inbox).messages()).isOne();
    }

    @Test
    void theMessageThatGoesMakesRoomForItsReplacement() {
        store.fill(alice, "old");
        store.quotas.put(alice, new Quota(store.messages().usage(alice).bytes() + 1, 0));
        store.messages().replace(alice, inbox, 1, inbox, message("new"), ACTOR);
        assertThat(store.subjects(alice, store.view(alice))).containsExactly("new");
    }

    @Test
    void moreMessagesThanGoInOneStatementAreStillAppendedTogether() {
        var many = new ArrayList<NewMessage>();
        for (var i = 0; i < 200; i++) {
            many.add(message("m" + i));
        }
        var before = store.store().changes().current(alice);
        store.messages().append(alice, inbox, many, ACTOR);
        assertThat(store.view(alice).size()).isEqualTo(200);
        assertThat(store.store().changes().current(alice)).isEqualTo(before + 1);
    }

    @Test
    void appendToAMissingMailboxIsRefused() {
        assertThatThrownBy(() -> store.messages().append(alice, new MailboxId(77_777), List.of(message("x")), ACTOR))
                .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo(Refused.Code.NOT_FOUND));
    }

    @Test
    void flagsAreSetAddedAndRemoved() {
        store.fill(alice, "a", "b", "c");
        assertThat(store(FlagChange.add(Flags.SEEN | Flags.FLAGGED), 1, 3, 9).changed())
                .containsExactly(1, 3);
        assertThat(status(inbox).unseen()).isOne();
        store(FlagChange.remove(Flags.SEEN), 3);
        store(new FlagChange(FlagChange.Mode.SET, Flags.DELETED, Set.of("Work")), 1);
        var view = store.view(alice);
        assertThat(view.flags(0)).isEqualTo(Flags.DELETED);
        assertThat(view.flags(1)).isZero();
        assertThat(view.flags(2)).isEqualTo(Flags.FLAGGED);
        assertThat(view.keywords(0)).containsExactly("Work");
        assertThat(status(inbox).deleted()).isOne();
        assertThat(status(inbox).unseen()).isEqualTo(3);
    }

    @Test
    void aStoreThatChangesNothingTakesNoChangeNumber() {
        store.fill(alice, "a");
        var stored = store(FlagChange.add(Flags.SEEN), 1);
        var again = store(FlagChange.add(Flags.SEEN), 1);
        assertThat(again.changed()).isEmpty();
        assertThat(again.modseq()).isEqualTo(stored.modseq());
        assertThat(store.store().changes().current(alice)).isEqualTo(stored.modseq());
    }

    @Test
    void keywordsAreComparedWithoutCaseAndKeptAsFirstWritten() {
        store.fill(alice, "a", "b");
        store(new FlagChange(FlagChange.Mode.ADD, 0, Set.of("Todo", "later")), 1);
        store.view(alice);
        store(new FlagChange(FlagChange.Mode.ADD, 0, Set.of("TODO")), 1, 2);
        var view = store.view(alice);
        assertThat(view.keywords(0)).containsExactly("later", "Todo");
        assertThat(view.keywords(1)).containsExactly("Todo");
        assertThat(view.keywords()).containsExactlyInAnyOrder("later", "Todo");
        store(new FlagChange(FlagChange.Mode.REMOVE, 0, Set.of("LATER", "todo")), 1);
        assertThat(store.view(alice).keywords(0)).isEmpty();
        assertThatThrownBy(() -> store(new FlagChange(FlagChange.Mode.ADD, 0, Set.of("two words")), 1))
                .isInstanceOf(Refused.class);
    }

    @Test
    void aConditionalStoreLeavesNewerMessagesAlone() {
        store.fill(alice, "a", "b");
        var known = store.view(alice).modseq();
        store(FlagChange.add(Flags.SEEN), 2);
        var stored = store.messages().store(alice, inbox, new long[] {1, 2}, FlagChange.add(8), known, ACTOR);
        assertThat(stored.changed()).containsExactly(1);
        assertThat(stored.modified()).containsExactly(2);
        assertThat(store.view(alice).flags(1)).isEqualTo(Flags.SEEN);
    }

    @Test
    void copyAndMoveKeepFlagsKeywordsAndDates() {
        store.messages().append(alice, inbox, List.of(message("a", Flags.SEEN, Set.of("k")), message("b")), ACTOR);
        var copied = store.messages().copy(alice, inbox, new long[] {1, 2, 5}, archive, ACTOR);
        assertThat(copied.source()).containsExactly(1, 2);
        assertThat(copied.target()).containsExactly(1, 2);
        var moved = store.messages().move(alice, inbox, new long[] {1}, archive, ACTOR);
        assertThat(moved.target()).containsExactly(3);
        var view = store.messages().view(alice, archive);
        assertThat(store.subjects(alice, view)).containsExactly("a", "b", "a");
        assertThat(view.flags(2)).isEqualTo(Flags.SEEN);
        assertThat(view.keywords(2)).containsExactly("k");
        assertThat(view.internalDate(2)).isEqualTo(view.internalDate(0));
        assertThat(uids(store.view(alice))).containsExactly(2);
    }

    @Test
    void copyIsMeasuredAgainstTheQuotaAndMoveIsNot() {
        store.fill(alice, "a");
        store.quotas.put(alice, new Quota(store.messages().usage(alice).bytes() + 10, 0));
        assertThatThrownBy(() -> store.messages().copy(alice, inbox, new long[] {1}, archive, ACTOR))
                .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo(Refused.Code.OVER_QUOTA));
        store.messages().move(alice, inbox, new long[] {1}, archive, ACTOR);
        assertThat(store.messages().view(alice, archive).size()).isOne();
    }

    @Test
    void expungeTakesOnlyTheDeletedOnes() {
        store.fill(alice, "a", "b", "c", "d");
        store(FlagChange.add(Flags.DELETED), 1, 3, 4);
        assertThat(store.messages().expunge(alice, inbox, new long[] {1, 2}, ACTOR))
                .containsExactly(1);
        assertThat(store.messages().expunge(alice, inbox, null, ACTOR)).containsExactly(3, 4);
        assertThat(store.messages().expunge(alice, inbox, null, ACTOR)).isEmpty();
        assertThat(uids(store.view(alice))).containsExactly(2);
        assertThat(store.messages().remove(alice, inbox, new long[] {2}, ACTOR)).containsExactly(2);
        assertThat(store.view(alice).size()).isZero();
        assertThat(store.view(alice).uidNext()).isEqualTo(5);
    }

    @Test
    void anExpungedMessageIsReadableForTheGracePeriodAndThenGone() {
        store.fill(alice, "a", "b");
        store.messages().copy(alice, inbox, new long[] {2}, archive, ACTOR);
        var view = store.view(alice);
        store.messages().remove(alice, inbox, new long[] {1, 2}, ACTOR);
        store.store().maintenance().run();
        assertThat(store.messages().content(alice, view.message(0))).isNotEmpty();
        store.db.clock().advance(Duration.ofHours(2));
        store.store().maintenance().run();
        assertThatThrownBy(() -> store.messages().content(alice, view.message(0)))
                .isInstanceOf(Refused.class);
        assertThat(store.messages().content(alice, view.message(1))).isNotEmpty();
    }

    @Test
    void aViewNeverChangesAndTheNextOneIsBroughtForward() {
        store.fill(alice, "a", "b", "c");
        var first = store.view(alice);
        assertThat(store.view(alice)).isSameAs(first);
        store(FlagChange.add(Flags.SEEN), 2);
        var second = store.view(alice);
        store.fill(alice, "d");
        var third = store.view(alice);
        store.messages().remove(alice, inbox, new long[] {1}, ACTOR);
        var fourth = store.view(alice);
        assertThat(first.flags(1)).isZero();
        assertThat(uids(first)).containsExactly(1, 2, 3);
        assertThat(second.flags(1)).isEqualTo(Flags.SEEN);
        assertThat(uids(third)).containsExactly(1, 2, 3, 4);
        assertThat(uids(fourth)).containsExactly(2, 3, 4);
        assertThat(fourth.indexOf(3)).isEqualTo(1);
        assertThat(fourth.indexOf(1)).isEqualTo(-1);
        assertThat(fourth.modseq()).isEqualTo(status(inbox).modseq());
    }

    @Test
    void whatThisNodeChangesBringsItsViewsForwardWithoutSql() {
        store.fill(alice, "a", "b", "c");
        store.view(alice);
        store.messages().view(alice, archive);
        store(FlagChange.add(Flags.SEEN), 2);
        store.messages()
                .store(
                        alice,
                        inbox,
                        new long[] {1},
                        new FlagChange(FlagChange.Mode.SET, 0, Set.of("Todo")),
                        ALWAYS,
                        ACTOR);
        store.fill(alice, "d");
        store.messages().copy(alice, inbox, new long[] {1, 4}, archive, ACTOR);
        store.messages().move(alice, inbox, new long[] {2}, archive, ACTOR);
        store.messages().remove(alice, inbox, new long[] {3}, ACTOR);
        for (var mailbox : List.of(inbox, archive)) {
            var modseq = status(mailbox).modseq();
            assertThat(store.db.count(() -> store.messages().view(alice, mailbox, modseq)))
                    .isZero();
            StoreFixture.isTheSame(
                    store.messages().view(alice, mailbox, modseq),
                    store.open().messages().view(alice, mailbox));
        }
    }

    @Test
    void aTransactionOfSeveralChangesBegunElsewhereIsReadFromTheStream() {
        store.fill(alice, "a", "b");
        store.view(alice);
        store.db.transactions().run(() -> {
            store(FlagChange.add(Flags.SEEN), 1);
            store(FlagChange.add(Flags.DELETED), 2);
        });
        var modseq = status(inbox).modseq();
        assertThat(store.db.count(() -> store.messages().view(alice, inbox, modseq)))
                .isEqualTo(2);
        assertThat(store.view(alice).flags(0)).isEqualTo(Flags.SEEN);
        assertThat(store.view(alice).flags(1)).isEqualTo(Flags.DELETED);
    }

    @Test
    void aViewWithinATransactionSeesItsOwnChangesAndKeepsThemFromOthers() {
        store.fill(alice, "a");
        store.view(alice);
        assertThatThrownBy(() -> store.db.transactions().run(() -> {
                    store.fill(alice, "b");
                    assertThat(store.view(alice).size()).isEqualTo(2);
                    throw new IllegalArgumentException("rolled back");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(store.view(alice).size()).isOne();
        store.fill(alice, "c");
        assertThat(store.subjects(alice, store.view(alice))).containsExactly("a", "c");
    }

    @Test
    void nothingOfAnotherAccountIsFound() {
        store.fill(alice, "a");
        var bob = store.account();
        var message = store.view(alice).message(0);
        assertThatThrownBy(() -> store.messages().view(bob, inbox)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> store.messages().content(bob, message)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> store.messages().expunge(bob, inbox, null, ACTOR))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() ->
                        store.messages().store(bob, inbox, new long[] {1}, FlagChange.add(Flags.SEEN), ALWAYS, ACTOR))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> store.messages().copy(bob, inbox, new long[] {1}, store.inbox(bob), ACTOR))
                .isInstanceOf(Refused.class);
        assertThat(store.messages().summaries(bob, new long[] {message})).isEmpty();
        assertThat(store.messages().stored(bob, new long[] {message})).isEmpty();
    }

    @Test
    void listenersAreToldAfterTheCommitAndTheStreamSaysWhatHappened() {
        var notices = new ArrayList<Notice>();
        try (var subscription = store.store().bus().subscribe(alice, notices::add)) {
            store.fill(alice, "a", "b");
            store(FlagChange.add(Flags.SEEN), 1);
            store.messages().move(alice, inbox, new long[] {1}, archive, ACTOR);
            assertThat(subscription).isNotNull();
        }
        store.fill(alice, "c");
        assertThat(notices).hasSize(4);
        var in = new Collection(Collection.Kind.MAILBOX, inbox.value());
        assertThat(notices.getLast().collections())
                .containsExactlyInAnyOrder(in, new Collection(Collection.Kind.MAILBOX, archive.value()));
        var since = store.store().changes().since(alice, in, notices.get(1).seq());
        assertThat(since).hasSize(3);
        assertThat(since.get(0).updated()).containsExactly(1);
        assertThat(since.get(1).destroyed()).containsExactly(1);
        assertThat(since.get(2).created()).containsExactly(3);
        assertThat(since).extracting(change -> change.actor()).containsOnly(ACTOR);
    }

    @Test
    void changesAreForgottenAfterSomeTimeAndViewsStillComeForward() {
        store.fill(alice, "a", "b");
        store.view(alice);
        var in = new Collection(Collection.Kind.MAILBOX, inbox.value());
        store(FlagChange.add(Flags.SEEN), 1);
        store.db.clock().advance(Duration.ofDays(61));
        store.store().maintenance().run();
        assertThatThrownBy(() -> store.store().changes().since(alice, in, 1)).isInstanceOf(Refused.class);
        assertThat(store.view(alice).flags(0)).isEqualTo(Flags.SEEN);
        var now = store.store().changes().current(alice);
        store(FlagChange.add(Flags.SEEN), 2);
        assertThat(store.store().changes().since(alice, in, now)).hasSize(1);
    }

    /** A POP3 session asks for those of a whole INBOX each time. */
    @Test
    void surrogatesAreFoundWithoutALookAtTheOtherMessages() throws SQLException {
        store.fill(alice, "a", "ü", "ö");
        var view = store.view(alice);
        var asked = new long[] {view.message(0), view.message(1)};
        var copies =
                "insert into message select account, nextval('message_id'), hash, octets, content, parsed, thread, "
                        + "message_id, sent_date, subject, from_name, sender, recipients, preview, attachments "
                        + "from message, generate_series(1, 2000) where account = ? and id = ?";
        store.db.execute(copies, alice.value(), view.message(0));
        store.db.execute("analyze message");
        var found = new HashMap<Long, Integer>();
        var statements = store.db.statements(() -> found.putAll(store.messages().surrogates(alice, asked)));
        var plan = plan(statements.getFirst());
        store.db.execute("delete from message where account = ? and id > ?", alice.value(), view.message(2));
        assertThat(statements).hasSize(1);
        var content = store.messages().content(alice, asked[1]);
        assertThat(found).isEqualTo(Map.of(asked[1], Surrogate.of(content).length));
        assertThat(plan).contains("message_surrogate").doesNotContain("message_pkey");
    }

    private String plan(String statement) throws SQLException {
        try (var connection = store.db.dataSource().getConnection();
                var explained = connection.prepareStatement("explain " + statement)) {
            explained.setLong(1, alice.value());
            var plan = new StringBuilder();
            try (var rows = explained.executeQuery()) {
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
            }
            return plan.toString();
        }
    }

    @Test
    void eachOperationTakesFewStatements() {
        store.fill(alice, "a", "b");
        store.view(alice);
        var db = store.db;
        assertThat(db.count(() -> store(FlagChange.add(Flags.SEEN), 1))).isEqualTo(1);
        assertThat(db.count(() -> store.messages().view(alice, inbox, 1))).isZero();
        assertThat(db.count(() -> store.messages().view(alice, inbox))).isEqualTo(1);
        assertThat(db.count(() -> store.messages().copy(alice, inbox, new long[] {1, 2}, archive, ACTOR)))
                .isEqualTo(1);
        assertThat(db.count(() -> store.messages().move(alice, inbox, new long[] {1}, archive, ACTOR)))
                .isEqualTo(1);
        assertThat(db.count(() -> store.messages().remove(alice, inbox, new long[] {2}, ACTOR)))
                .isEqualTo(1);
        assertThat(db.count(() -> store.messages().append(alice, inbox, List.of(message("c")), ACTOR)))
                .isEqualTo(1);
        assertThat(db.count(() -> store.messages().summaries(alice, new long[] {1, 2, 3})))
                .isEqualTo(1);
        assertThat(db.count(() -> status(inbox))).isEqualTo(1);
    }
}
