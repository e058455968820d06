package org.kantor.mail.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kantor.mail.store.StoreFixture.ACTOR;
import static org.kantor.mail.store.StoreFixture.message;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.kantor.change.Actor;
import org.kantor.directory.Quota;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.Recovery.Key;
import org.kantor.mail.store.Recovery.Recoverable;

class RecoveryTest {

    private static final Duration MONTH = Duration.ofDays(30);

    @RegisterExtension
    static final StoreFixture store = new StoreFixture(MONTH);

    private final AccountId alice = store.account();
    private final Recovery recovery = store.store().recovery();

    @AfterEach
    void theStoreIsWhole() {
        assertThat(store.store().check().run(StoreCheck.Depth.CONTENT)).isEmpty();
    }

    private List<String> subjects() {
        return recovery.list(alice, 0, 99).stream().map(Recoverable::subject).toList();
    }

    private List<Key> keys() {
        return recovery.list(alice, 0, 99).stream().map(Recoverable::key).toList();
    }

    private long[] remove(String mailbox, long... uids) {
        return store.messages().remove(alice, store.mailbox(alice, mailbox), uids, ACTOR);
    }

    @Test
    void whatIsRemovedComesBackWithItsFlagsWhereItWas() {
        store.deliver(alice, "Archive", message("kept", Flags.SEEN | Flags.FLAGGED | Flags.DELETED, Set.of("work")));
        store.deliver(alice, "Archive", message("other"));
        var archive = store.mailbox(alice, "Archive");
        var before = store.messages().view(alice, archive);
        store.messages().expunge(alice, archive, null, ACTOR);
        assertThat(subjects()).containsExactly("kept");
        assertThat(recovery.count(alice)).isOne();
        assertThat(recovery.list(alice, 0, 9).getFirst().mailbox()).isEqualTo("Archive");
        assertThat(recovery.restore(alice, keys(), ACTOR)).isOne();
        var after = store.messages().view(alice, archive);
        assertThat(StoreFixture.uids(after)).containsExactly(2, 3);
        assertThat(after.flags(1)).isEqualTo(Flags.SEEN | Flags.FLAGGED);
        assertThat(after.keywords(1)).containsExactly("work");
        assertThat(after.internalDate(1)).isEqualTo(before.internalDate(0));
        assertThat(after.message(1)).isEqualTo(before.message(0));
        assertThat(subjects()).isEmpty();
        assertThat(recovery.restore(alice, List.of(new Key(archive, 1)), ACTOR)).isZero();
        StoreFixture.isTheSame(after, store.open().messages().view(alice, archive));
    }

    @Test
    void aMessageThatLiesSomewhereElseIsNotAmongThem() {
        store.fill(alice, "moved", "gone");
        store.messages().copy(alice, store.inbox(alice), new long[] {1}, store.mailbox(alice, "Archive"), ACTOR);
        remove("INBOX", 1, 2);
        assertThat(subjects()).containsExactly("gone");
        remove("Archive", 1);
        assertThat(subjects()).containsExactlyInAnyOrder("moved", "gone");
        assertThat(recovery.list(alice, 0, 99))
                .filteredOn(message -> message.subject().equals("moved"))
                .hasSize(1);
    }

    /** @param id the Message-ID; empty for none */
    private static NewMessage version(String subject, String id, int flags) {
        return StoreFixture.raw(
                "Subject: " + subject + "\r\n" + (id.isEmpty() ? "" : "Message-ID: " + id + "\r\n") + "\r\nx\r\n",
                flags,
                Set.of());
    }

    @Test
    void whatIsReplacedAndIsNoFormerVersionCanBeHadBack() {
        var owner = new Actor("imap", "one", alice);
        var archive = store.mailbox(alice, "Archive");
        replaced(version("letter", "<1@b>", 0), version("other", "<2@b>", Flags.DRAFT), owner);
        replaced(version("without", "", 0), version("neither", "", Flags.DRAFT), owner);
        replaced(version("sent", "<3@b>", 0), version("no draft", "<3@b>", 0), owner);
        replaced(
                version("theirs", "<4@b>", 0),
                version("same", "<4@b>", Flags.DRAFT),
                new Actor("imap", "", store.account()));
        assertThat(subjects()).containsExactlyInAnyOrder("letter", "without", "sent", "theirs");
        assertThat(recovery.restore(alice, keys(), ACTOR)).isEqualTo(4);
        assertThat(store.subjects(alice, store.messages().view(alice, archive)))
                .contains("letter", "without", "sent", "theirs");
        // one that was no draft when it was replaced is no former version
        var uid = append(version("plain", "<5@b>", 0));
        store.messages().replace(alice, archive, uid, archive, version("again", "<5@b>", Flags.DRAFT), owner);
        assertThat(subjects()).containsExactly("plain");
    }

    @Test
    void whatTheSystemSendsLeavesNoDraftToHaveBack() {
        replaced(version("leaves", "<6@b>", 0), version("left", "<6@b>", 0), new Actor("outbox", "", null));
        assertThat(subjects()).isEmpty();
        replaced(version("leaves", "<7@b>", 0), version("another", "<8@b>", 0), new Actor("outbox", "", null));
        assertThat(subjects()).containsExactly("leaves");
    }

    private long append(NewMessage message) {
        var archive = store.mailbox(alice, "Archive");
        return store.messages()
                .append(alice, archive, List.of(message), ACTOR)
                .getFirst()
                .uid();
    }

    /** Flags a message as a draft and replaces it. */
    private void replaced(NewMessage former, NewMessage message, Actor actor) {
        var archive = store.mailbox(alice, "Archive");
        var uid = append(former);
        store.messages().store(alice, archive, new long[] {uid}, FlagChange.add(Flags.DRAFT), Long.MAX_VALUE, actor);
        store.messages().replace(alice, archive, uid, archive, message, actor);
    }

    @Test
    void aFormerVersionOfADraftIsNotAmongThemButADraftThatIsDeletedIs() {
        var drafts = store.mailboxes().create(alice, "Versions", null, ACTOR).id();
        store.deliver(alice, "Versions", version("one", "<a@b>", Flags.DRAFT));
        var two = store.messages().replace(alice, drafts, 1, drafts, version("two", "<a@b>", Flags.DRAFT), ACTOR);
        var owner = new Actor("test", "one", alice);
        var three = store.messages()
                .replace(alice, drafts, two.uid(), drafts, version("three", "<a@b>", Flags.DRAFT), owner);
        assertThat(subjects()).isEmpty();
        store.messages().remove(alice, drafts, new long[] {three.uid()}, ACTOR);
        assertThat(subjects()).containsExactly("three");
        // what is no draft can be had back whoever takes its place
        store.deliver(alice, "Versions", message("letter"));
        store.messages().replace(alice, drafts, three.uid() + 1, drafts, message("other"), ACTOR);
        assertThat(subjects()).containsExactlyInAnyOrder("letter", "three");
        store.db.clock().advance(Duration.ofDays(1));
        store.store().maintenance().run();
        assertThat(store.db.number("select count(*) from message where account = " + alice.value()))
                .isEqualTo(3);
    }

    @Test
    void aFolderIsMissedTwoWaysAndTheInboxTakesItsPlace() {
        for (var name : new String[] {"Plans", "Old"}) {
            store.mailboxes().create(alice, name, null, ACTOR);
            store.deliver(alice, name, message(name));
            store.mailboxes().delete(alice, name, ACTOR);
        }
        var again = store.mailboxes().create(alice, "Plans", null, ACTOR);
        assertThat(recovery.restoreInto(alice, keys(), ACTOR)).isEqualTo(Map.of("Plans", 1, "INBOX", 1));
        assertThat(store.messages().view(alice, again.id()).size()).isOne();
        assertThat(store.subjects(alice, store.view(alice))).containsExactly("Old");
    }

    @Test
    void afterItsTimeAMessageIsGone() {
        store.fill(alice, "a", "b");
        remove("INBOX", 1);
        var content = store.view(alice).message(0);
        store.db.clock().advance(MONTH.minusHours(1));
        remove("INBOX", 2);
        store.store().maintenance().run();
        assertThat(subjects()).containsExactly("b", "a");
        store.db.clock().advance(Duration.ofHours(2));
        assertThat(subjects()).containsExactly("b");
        store.store().maintenance().run();
        assertThat(store.db.number("select count(*) from message where account = " + alice.value()))
                .isOne();
        assertThat(store.messages().content(alice, content)).isNotEmpty();
        assertThat(recovery.restore(alice, keys(), ACTOR)).isOne();
    }

    /** A deleted message has the content of one that is being copied, and is its copy then. */
    @Test
    void whatIsStoredAgainIsNotCollectedWithWhatWasDeleted() {
        var bob = store.account();
        var sharing = store.store().sharing();
        var theirs = store.mailboxes().find(bob, Mailbox.INBOX).orElseThrow();
        var own = store.mailboxes().find(alice, Mailbox.INBOX).orElseThrow();
        sharing.change(bob, bob, theirs.id(), Sharing.Grantee.of(alice), none -> Rights.of("lr"), ACTOR);
        store.fill(alice, "same");
        remove("INBOX", 1);
        store.db.clock().advance(MONTH.plusHours(2));
        store.fill(bob, "same");
        var copied = sharing.copy(
                alice,
                theirs,
                new long[] {1},
                own,
                ACTOR,
                done -> store.store().maintenance().run());
        assertThat(copied.target()).hasSize(1);
        assertThat(store.subjects(alice, store.view(alice))).containsExactly("same");
    }

    @Test
    void deletedMessagesCountForNoQuotaAndComeBackOnlyWhereThereIsRoom() {
        var octets = message("x").content().length;
        store.quotas.put(alice, new Quota(octets * 2L, 0));
        store.fill(alice, "1", "2");
        remove("INBOX", 1, 2);
        store.fill(alice, "3");
        assertThat(store.messages().usage(alice)).isEqualTo(new Messages.Usage(octets, 1));
        assertThatThrownBy(() -> recovery.restore(alice, keys(), ACTOR))
                .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo(Refused.Code.OVER_QUOTA));
        assertThat(recovery.restore(alice, keys().subList(0, 1), ACTOR)).isOne();
    }

    @Test
    void nobodySeesOrRestoresAnothers() {
        store.fill(alice, "hers");
        remove("INBOX", 1);
        var bob = store.account();
        assertThat(recovery.list(bob, 0, 9)).isEmpty();
        assertThat(recovery.restore(bob, keys(), ACTOR)).isZero();
        assertThat(subjects()).containsExactly("hers");
    }

    @Test
    void aSessionThatLooksOnIsTold() {
        store.fill(alice, "a", "b", "c");
        var gone = remove("INBOX", 1, 3);
        assertThat(gone).containsExactly(1, 3);
        var view = store.view(alice);
        recovery.restore(alice, keys(), ACTOR);
        var now = store.view(alice);
        assertThat(now.modseq()).isGreaterThan(view.modseq());
        assertThat(Arrays.stream(StoreFixture.uids(now))).containsExactly(2L, 4L, 5L);
        assertThat(now.modseq(2)).isEqualTo(now.modseq());
    }
}
