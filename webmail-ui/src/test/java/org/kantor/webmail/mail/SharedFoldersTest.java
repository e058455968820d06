package org.kantor.webmail.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kantor.change.Actor;
import org.kantor.directory.Quota;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.Flags;
import org.kantor.mail.store.Labels;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.MailboxStatus;
import org.kantor.mail.store.NewMessage;
import org.kantor.mail.store.Rights;
import org.kantor.mail.store.Sharing.Grantee;
import org.kantor.mail.store.SpecialUse;
import org.kantor.mail.store.Store;
import org.kantor.mail.wire.mime.MessageParser;
import org.kantor.testkit.Folders;
import org.kantor.testkit.TestDatabase;
import org.kantor.webmail.mail.MailActions.Step;

/** What a reader does with messages, in the real store: one's own, and those in the folder "team" that Alice shares with Bob. */
class SharedFoldersTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.of(Store.ENTITIES);

    private static final Actor ACTOR = new Actor("web", "test", null);
    private static final Dates DATES =
            new Dates(Clock.systemUTC(), ZoneId.of("Asia/Jakarta"), Locale.ENGLISH, (key, values) -> key);

    private static Path blobs;
    private static Store store;

    private AccountId alice;
    private AccountId bob;
    private Mailbox team;
    private MailActions bobs;
    private Now now;

    @BeforeAll
    static void open() throws IOException {
        blobs = Files.createTempDirectory("kantor-blobs");
        store = Store.open(db.transactions(), db.entities(), db.clock(), blobs, account -> Quota.NONE);
    }

    @AfterAll
    static void close() throws IOException {
        Folders.delete(blobs);
    }

    /** As the side panel reads them. */
    private record Now(
            List<Mailbox> folders,
            List<Mailbox> shared,
            Map<MailboxId, MailboxStatus> statuses,
            Map<MailboxId, Rights> rights)
            implements FoldersNow {

        static Now of(AccountId reader) {
            var shared = store.sharing().sharedWith(reader);
            var rights = new HashMap<MailboxId, Rights>();
            shared.forEach(one -> rights.put(one.mailbox().id(), one.rights()));
            var folders = shared.stream()
                    .map(one -> one.mailbox().account())
                    .distinct()
                    .flatMap(owner -> store.sharing().mailboxes(reader).list(owner).stream())
                    .toList();
            return new Now(
                    store.mailboxes().list(reader), folders, store.mailboxes().statuses(reader), rights);
        }

        @Override
        public Rights rights(Mailbox folder) {
            return rights.getOrDefault(folder.id(), Rights.NONE);
        }
    }

    private static AccountId account() {
        var id = new AccountId(db.number("""
                insert into account (login, given_name, family_name, display_name, kind, enabled, quota_bytes, created)
                values (gen_random_uuid()::text, 'A', 'B', 'A B', 'PERSON', true, 0, now()) returning id
                """));
        db.transactions().run(() -> store.accountMade().accept(id));
        return id;
    }

    @BeforeEach
    void share() {
        alice = account();
        bob = account();
        team = store.mailboxes().create(alice, "team", null, ACTOR);
        append(team, "one", Flags.FLAGGED);
        append(team, "two", 0);
        rights(team, "lr");
    }

    private static long append(Mailbox folder, String subject, int flags) {
        var octets = ("From: Carol <carol@example.org>\r\nSubject: " + subject + "\r\n\r\nText\r\n")
                .getBytes(StandardCharsets.UTF_8);
        var message = new NewMessage(
                octets, MessageParser.parse(octets), flags, Set.of(), db.clock().instant());
        return store.messages()
                .append(folder.account(), folder.id(), List.of(message), ACTOR)
                .getFirst()
                .uid();
    }

    private void rights(Mailbox folder, String letters) {
        store.sharing().change(alice, alice, folder.id(), Grantee.of(bob), before -> Rights.of(letters), ACTOR);
        bobs = new MailActions(store.sharing(), store.snoozing(), store.dueDates(), bob, ACTOR);
        now = Now.of(bob);
    }

    private Mailbox folder(AccountId owner, SpecialUse use) {
        return store.mailboxes().bySpecialUse(owner, use).orElseThrow();
    }

    private Limits limits() {
        return new Limits(bob, now);
    }

    private static Lines lines(@Nullable Threading threading) {
        return new Lines(DATES, threading, store.dueDates(), db.clock());
    }

    private static List<String> state(Mailbox folder) {
        var view = store.messages().view(folder.account(), folder.id());
        return IntStream.range(0, view.size())
                .mapToObj(i -> view.message(i) + " " + view.flags(i) + " " + view.keywords(i))
                .sorted()
                .toList();
    }

    /** @param rights what it needs, each of which is taken away in turn */
    private record Verb(String name, String rights, Function<SharedFoldersTest, Step> step) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Verb> verbs() {
        return Stream.of(
                new Verb("read", "rs", test -> test.bobs.flag(test.team, Flags.SEEN, true)),
                new Verb("unread", "rs", test -> test.bobs.flag(test.team, Flags.SEEN, false)),
                new Verb("star", "rw", test -> test.bobs.flag(test.team, Flags.FLAGGED, true)),
                new Verb("unstar", "rw", test -> test.bobs.flag(test.team, Flags.FLAGGED, false)),
                new Verb("label", "rw", test -> test.bobs.keyword(test.team, "work", true)),
                new Verb("unlabel", "rw", test -> test.bobs.keyword(test.team, "work", false)),
                new Verb(
                        "delete",
                        "rte",
                        test -> test.bobs.move(
                                test.team,
                                test.limits()
                                        .target(test.team, SpecialUse.TRASH)
                                        .orElseThrow(),
                                true)),
                new Verb(
                        "move",
                        "rte",
                        test -> test.bobs.move(test.team, test.folder(test.bob, SpecialUse.ARCHIVE), true)),
                new Verb(
                        "purge",
                        "te",
                        test -> uids -> new MailActions.Done(test.bobs.removeForGood(test.team, uids), null)));
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void aVerbIsRefusedWithoutEachOfItsRightsAndChangesNothing(Verb verb) {
        var uids = uids(team);
        for (var letter : verb.rights().toCharArray()) {
            var others = "lrswipkxtea".replace(String.valueOf(letter), "");
            rights(team, others);
            var before = state(team);
            assertThatThrownBy(() -> verb.step().apply(this).with(uids))
                    .as("without %s", letter)
                    .isInstanceOf(Refused.class);
            assertThat(state(team)).isEqualTo(before);
            if (letter != 'r') {
                assertThat(limits().denied(team)).as("without %s", letter).containsKey(verb.name());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void aVerbIsDoneWithItsRightsAndTakenBackExactly(Verb verb) {
        rights(team, "lrswi" + verb.rights());
        assertThat(limits().denied(team)).doesNotContainKey(verb.name());
        var before = state(team);
        var done = verb.step().apply(this).with(uids(team));
        if (done.canBeUndone()) {
            done.takeBack();
            assertThat(state(team).stream().map(SharedFoldersTest::flags).toList())
                    .isEqualTo(before.stream().map(SharedFoldersTest::flags).toList());
        } else {
            assertThat(state(team)).isEmpty();
        }
    }

    /** Without the number, which is another one for what has been in another account. */
    private static String flags(String state) {
        return state.substring(state.indexOf(' '));
    }

    private static long[] uids(Mailbox folder) {
        var view = store.messages().view(folder.account(), folder.id());
        return IntStream.range(0, view.size()).mapToLong(view::uid).toArray();
    }

    @Test
    void snoozingAndMutingAreForOnesOwnMessages() {
        rights(team, "lrswipkxtea");
        var later = db.clock().instant().plusSeconds(3600);
        var steps = List.of(bobs.snooze(team, later), bobs.mute(team, team), bobs.unmute(team), bobs.due(team, later));
        steps.forEach(step -> assertThatThrownBy(() -> step.with(uids(team))).isInstanceOf(Refused.class));
        assertThat(limits().denied(team)).containsKeys("snooze", "mute", "unmute", "due", "done");
        assertThat(limits().denied(folder(bob, SpecialUse.ARCHIVE))).isEmpty();
    }

    @Test
    void whatIsFiledStaysWithItsOwnerAndWhatIsDeletedGoesToOnesOwnTrashIfItCannot() {
        rights(team, "lrswite");
        assertThat(limits().target(team, SpecialUse.ARCHIVE)).isEmpty();
        assertThat(limits().denied(team))
                .containsOnlyKeys("archive", "spam", "snooze", "mute", "unmute", "due", "done");
        assertThat(limits().target(team, SpecialUse.TRASH)).contains(folder(bob, SpecialUse.TRASH));
        for (var use : List.of(SpecialUse.ARCHIVE, SpecialUse.TRASH, SpecialUse.JUNK)) {
            rights(folder(alice, use), "lrswite");
            assertThat(limits().target(team, use).map(Mailbox::id))
                    .contains(folder(alice, use).id());
        }
        assertThat(limits().denied(team)).containsOnlyKeys("snooze", "mute", "unmute", "due", "done");
    }

    @Test
    void aMessageThatIsGuessedIsFoundOnlyInAFolderThatMayBeRead() {
        var secret = folder(alice, SpecialUse.ARCHIVE);
        append(secret, "secret", 0);
        var hidden = store.messages().view(alice, secret.id()).message(0);
        var seen = store.messages().view(alice, team.id()).message(0);
        var theirs = store.sharing().messages(bob);
        assertThat(theirs.content(alice, seen)).isNotEmpty();
        assertThatThrownBy(() -> theirs.content(alice, hidden)).isInstanceOf(Refused.class);
        assertThat(theirs.summaries(alice, new long[] {hidden, seen})).hasSize(1);
        assertThat(theirs.stored(alice, new long[] {hidden})).isEmpty();
        assertThat(store.sharing().conversations(bob).conversation(alice, hidden, secret.id()))
                .isEmpty();
        assertThatThrownBy(() -> new FolderList(theirs, lines(null), null, secret, false))
                .isInstanceOf(Refused.class);
        rights(team, "l");
        assertThatThrownBy(() -> theirs.content(alice, seen)).isInstanceOf(Refused.class);
    }

    @Test
    void whatIsMovedOutOfOnesOwnFoldersComesBackToEach() {
        var inbox = store.mailboxes().find(bob, "INBOX").orElseThrow();
        var sent = folder(bob, SpecialUse.SENT);
        var trash = folder(bob, SpecialUse.TRASH);
        append(inbox, "a", Flags.FLAGGED);
        append(sent, "b", Flags.SEEN);
        var before = List.of(state(inbox), state(sent));
        var done = Stream.of(inbox, sent)
                .map(from -> bobs.move(from, trash, true).with(uids(from)))
                .toList();
        assertThat(state(trash)).hasSize(2);
        done.reversed().forEach(MailActions.Done::takeBack);
        assertThat(List.of(state(inbox), state(sent))).isEqualTo(before);
        assertThat(state(trash)).isEmpty();
    }

    @Test
    void aListOfAllFoldersCostsTwoStatementsAPageAndNoneForWhatIsKnown() {
        var inbox = store.mailboxes().find(bob, "INBOX").orElseThrow();
        for (var i = 0; i < 30; i++) {
            append(inbox, "subject " + i, Flags.FLAGGED);
            append(folder(bob, SpecialUse.ARCHIVE), "subject " + i, 0);
        }
        now = Now.of(bob);
        var threading = new Threading(store.sharing().conversations(bob), Set.of(), "me");
        var messages = store.sharing().messages(bob);
        var list = new EverywhereList(messages, lines(threading), bob, new Source.All(), now, false, Mailbox::name);
        assertThat(db.count(() -> list.page(0, 50))).isEqualTo(2);
        assertThat(db.statements(() -> list.update(false))).isEmpty();
        assertThat(db.count(() -> Picked.count(list.everything()))).isZero();
        assertThat(Picked.count(list.everything())).isEqualTo(60);
    }

    @Test
    void labelsAreCountedAgainOnlyWhenAFolderWithLabelledMessagesHasChanged() {
        var inbox = store.mailboxes().find(bob, "INBOX").orElseThrow();
        var archive = folder(bob, SpecialUse.ARCHIVE);
        var plain = append(inbox, "plain", 0);
        var labelled = append(archive, "labelled", 0);
        store.labels().name(bob, "work", "Work", Labels.Hue.TEAL, ACTOR);
        bobs.keyword(archive, "work", true).with(new long[] {labelled});
        var counts = new LabelCounts(store.labels(), store.messages(), bob);
        assertThat(unread(counts)).isOne();
        // what happens where no label is costs nothing, once that folder has been looked at
        bobs.flag(inbox, Flags.SEEN, true).with(new long[] {plain});
        unread(counts);
        bobs.flag(inbox, Flags.SEEN, false).with(new long[] {plain});
        append(inbox, "new", 0);
        var later = Now.of(bob);
        assertThat(db.statements(() -> counts.now(later.folders(), later.statuses())))
                .isEmpty();
        assertThat(db.statements(() -> counts.now(later.folders(), later.statuses())))
                .isEmpty();
        // read, unread, unlabelled by another client, labelled elsewhere, moved to Trash, deleted for good
        bobs.flag(archive, Flags.SEEN, true).with(new long[] {labelled});
        assertThat(unread(counts)).isZero();
        bobs.flag(archive, Flags.SEEN, false).with(new long[] {labelled});
        assertThat(unread(counts)).isOne();
        bobs.keyword(archive, "WORK", false).with(new long[] {labelled});
        assertThat(unread(counts)).isZero();
        bobs.keyword(inbox, "work", true).with(new long[] {plain});
        assertThat(unread(counts)).isOne();
        var trashed = bobs.move(inbox, folder(bob, SpecialUse.TRASH), true).with(new long[] {plain});
        assertThat(unread(counts)).isZero();
        trashed.takeBack();
        assertThat(unread(counts)).isOne();
        bobs.removeForGood(inbox, uids(inbox));
        assertThat(unread(counts)).isZero();
    }

    private int unread(LabelCounts counts) {
        var fresh = Now.of(bob);
        return counts.now(fresh.folders(), fresh.statuses()).getFirst().unread();
    }

    @Test
    void aSharedFoldersListCostsAStatementMoreForTheRights() {
        var threading = new Threading(store.sharing().conversations(bob), Set.of(), "me");
        var messages = store.sharing().messages(bob);
        var list = new FolderList(messages, lines(threading), null, team, false);
        assertThat(list.page(0, 50)).extracting(Row::subject).containsExactlyInAnyOrder("one", "two");
        assertThat(db.count(() -> list.page(0, 50))).isEqualTo(4);
        assertThat(db.count(() -> list.update(false))).isEqualTo(2);
        assertThat(db.count(() -> store.sharing().sharedWith(bob))).isEqualTo(1);
    }
}
