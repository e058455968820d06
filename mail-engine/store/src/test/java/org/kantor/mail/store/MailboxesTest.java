package org.kantor.mail.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kantor.mail.store.StoreFixture.ACTOR;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kantor.change.Collection;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;

class MailboxesTest {

    @RegisterExtension
    static final StoreFixture store = new StoreFixture();

    private final AccountId alice = store.account();

    @AfterEach
    void theStoreIsWhole() {
        assertThat(store.store().check().run(StoreCheck.Depth.TABLES)).isEmpty();
    }

    private static void refused(Refused.Code code, Runnable work) {
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private Mailbox create(String name) {
        return store.mailboxes().create(alice, name, null, ACTOR);
    }

    @Test
    void aNewAccountHasItsMailboxesSubscribedInboxFirst() {
        assertThat(store.mailboxes().list(alice))
                .extracting(Mailbox::name)
                .containsExactly("INBOX", "Archive", "Drafts", "Sent", "Spam", "Trash");
        assertThat(store.mailboxes().list(alice)).allMatch(Mailbox::subscribed);
        assertThat(store.mailboxes().bySpecialUse(alice, SpecialUse.JUNK))
                .get()
                .extracting(Mailbox::name)
                .isEqualTo("Spam");
        store.store().accountMade().accept(alice);
        assertThat(store.mailboxes().list(alice)).hasSize(6);
    }

    @Test
    void createMakesMissingParentsAndTellsOfAll() {
        var before = store.store().changes().current(alice);
        var made = create("a/b/c");
        assertThat(store.mailboxes().find(alice, "a/b")).isPresent();
        var changes = store.store().changes().since(alice, new Collection(Collection.Kind.MAILBOX, 0), before);
        assertThat(changes).hasSize(1);
        assertThat(changes.getFirst().created()).hasSize(3).contains(made.id().value());
        refused(Refused.Code.ALREADY_EXISTS, () -> create("a/b"));
        refused(Refused.Code.ALREADY_EXISTS, () -> create("inbox"));
        refused(Refused.Code.CANNOT, () -> store.mailboxes().create(alice, "other", SpecialUse.SENT, ACTOR));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "a/", "/a", "a//b", "a\u0000b", "a\nb", "a\u0085b", "\ud800"})
    void badNamesAreRefused(String name) {
        refused(Refused.Code.BAD_VALUE, () -> create(name));
    }

    @Test
    void namesAreMeasuredInOctetsAndComposed() {
        refused(Refused.Code.BAD_VALUE, () -> create("ü".repeat(501)));
        create("u\u0308");
        assertThat(store.mailboxes().find(alice, "\u00fc")).isPresent();
    }

    @Test
    void inboxIsFoundInAnyCaseAndSoAreMailboxesBelowIt() {
        assertThat(store.mailboxes().find(alice, "iNbOx")).isPresent();
        create("inbox/Lists");
        assertThat(store.mailboxes().find(alice, "INBOX/Lists")).isPresent();
        assertThat(store.mailboxes().find(alice, "inbox/lists")).isEmpty();
    }

    @Test
    void uidValidityIsNewWhenANameIsUsedAgain() {
        var first = create("x").uidValidity();
        store.mailboxes().delete(alice, "x", ACTOR);
        assertThat(create("x").uidValidity()).isGreaterThan(first);
    }

    @Test
    void renameTakesInferiorsAndSubscriptionsAndKeepsIds() {
        var b = create("a/b");
        store.mailboxes().setSubscribed(alice, "a/b", true, ACTOR);
        store.deliver(alice, "a/b", StoreFixture.message("kept"));
        store.mailboxes().rename(alice, "a", "new/place", ACTOR);
        var renamed = store.mailboxes().find(alice, "new/place/b").orElseThrow();
        assertThat(renamed.id()).isEqualTo(b.id());
        assertThat(renamed.subscribed()).isTrue();
        assertThat(store.mailboxes().find(alice, "a")).isEmpty();
        assertThat(store.messages().view(alice, b.id()).size()).isOne();
        refused(Refused.Code.NOT_FOUND, () -> store.mailboxes().rename(alice, "a", "z", ACTOR));
        refused(Refused.Code.ALREADY_EXISTS, () -> store.mailboxes().rename(alice, "new", "Sent", ACTOR));
        refused(Refused.Code.CANNOT, () -> store.mailboxes().rename(alice, "new", "new/below", ACTOR));
    }

    @Test
    void renamingInboxMovesItsMessagesAndLeavesItEmpty() {
        create("INBOX/below");
        store.fill(alice, "a", "b");
        store.mailboxes().rename(alice, "inbox", "old mail", ACTOR);
        assertThat(store.view(alice).size()).isZero();
        var old = store.mailbox(alice, "old mail");
        assertThat(store.subjects(alice, store.messages().view(alice, old))).containsExactly("a", "b");
        assertThat(store.mailboxes().find(alice, "INBOX/below")).isPresent();
    }

    @Test
    void deleteTakesTheMessagesAndLeavesTheSubscription() {
        var x = create("x");
        store.mailboxes().setSubscribed(alice, "x", true, ACTOR);
        store.deliver(alice, "x", StoreFixture.message("a"));
        store.messages().view(alice, x.id());
        store.mailboxes().delete(alice, "x", ACTOR);
        assertThat(store.mailboxes().get(alice, x.id())).isEmpty();
        assertThat(store.mailboxes().subscriptions(alice)).contains("x");
        refused(Refused.Code.NOT_FOUND, () -> store.messages().view(alice, x.id()));
        refused(Refused.Code.NOT_FOUND, () -> store.mailboxes().delete(alice, "x", ACTOR));
    }

    @Test
    void whatMustStayCannotBeDeleted() {
        refused(Refused.Code.CANNOT, () -> store.mailboxes().delete(alice, "inbox", ACTOR));
        refused(Refused.Code.CANNOT, () -> store.mailboxes().delete(alice, "Trash", ACTOR));
    }

    @Test
    void deletingAParentLeavesWhatIsBelowIt() {
        var child = create("parent/child");
        store.deliver(alice, "parent/child", StoreFixture.message("kept"));
        store.mailboxes().delete(alice, "parent", ACTOR);
        assertThat(store.mailboxes().find(alice, "parent")).isEmpty();
        assertThat(store.messages().view(alice, child.id()).size()).isOne();
        refused(Refused.Code.NOT_FOUND, () -> store.mailboxes().delete(alice, "parent", ACTOR));
        store.mailboxes().rename(alice, "parent", "other", ACTOR);
        assertThat(store.mailbox(alice, "other/child")).isEqualTo(child.id());
    }

    @Test
    void aTreeIsRenamedIntoItsOwnParentsPlace() {
        var a = create("x/a");
        var z = create("x/a/z");
        var deepZ = create("x/a/a/z");
        store.mailboxes().delete(alice, "x", ACTOR);
        store.mailboxes().rename(alice, "x/a", "x", ACTOR);
        assertThat(store.mailbox(alice, "x")).isEqualTo(a.id());
        assertThat(store.mailbox(alice, "x/z")).isEqualTo(z.id());
        assertThat(store.mailbox(alice, "x/a/z")).isEqualTo(deepZ.id());
    }

    @Test
    void aTreeIsNotRenamedOverAnother() {
        create("a/same");
        create("b/same");
        store.mailboxes().delete(alice, "b", ACTOR);
        refused(Refused.Code.ALREADY_EXISTS, () -> store.mailboxes().rename(alice, "a", "b", ACTOR));
        refused(Refused.Code.ALREADY_EXISTS, () -> store.mailboxes().rename(alice, "a", "a", ACTOR));
        assertThat(store.mailboxes().find(alice, "a/same")).isPresent();
    }

    @Test
    void subscriptionsNeedNoMailbox() {
        store.mailboxes().setSubscribed(alice, "nowhere", true, ACTOR);
        assertThat(store.mailboxes().subscriptions(alice)).contains("nowhere");
        store.mailboxes().setSubscribed(alice, "nowhere", false, ACTOR);
        assertThat(store.mailboxes().subscriptions(alice)).doesNotContain("nowhere");
    }

    @Test
    void recentMessagesAreClaimedOnce() {
        var inbox = store.inbox(alice);
        store.fill(alice, "a", "b");
        assertThat(store.mailboxes().status(alice, inbox).firstRecentUid()).isEqualTo(1);
        assertThat(store.mailboxes().claimRecent(alice, inbox, 2)).isEqualTo(1);
        assertThat(store.mailboxes().claimRecent(alice, inbox, 3)).isEqualTo(2);
        assertThat(store.db.count(() -> store.mailboxes().claimRecent(alice, inbox, 3)))
                .as("statements for a session that comes late")
                .isZero();
        assertThat(store.mailboxes().claimRecent(alice, inbox, 3)).isEqualTo(3);
        store.fill(alice, "c");
        assertThat(store.mailboxes().claimRecent(alice, inbox, 4)).isEqualTo(3);
        assertThat(store.mailboxes().status(alice, inbox).firstRecentUid()).isEqualTo(4);
    }

    @Test
    void countersFollowTheMessages() {
        store.fill(alice, "a", "b");
        var inbox = store.inbox(alice);
        var status = store.mailboxes().statuses(alice).get(inbox);
        assertThat(status).isEqualTo(store.mailboxes().status(alice, inbox));
        assertThat(status.messages()).isEqualTo(2);
        assertThat(status.uidNext()).isEqualTo(3);
        assertThat(store.messages().usage(alice)).isEqualTo(new Messages.Usage(status.size(), 2));
    }
}
