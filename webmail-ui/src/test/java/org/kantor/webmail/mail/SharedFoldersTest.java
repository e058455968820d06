package org.kantor.webmail.mail;

import static java.time.temporal.ChronoUnit.DAYS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
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
import org.kantor.mail.search.MailSearch;
import org.kantor.mail.search.query.Query;
import org.kantor.mail.store.Conversations;
import org.kantor.mail.store.Flags;
import org.kantor.mail.store.Labels;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.MailboxStatus;
import org.kantor.mail.store.NewMessage;
import org.kantor.mail.store.Rights;
import org.kantor.mail.store.Sharing;
import org.kantor.mail.store.Sharing.Grantee;
import org.kantor.mail.store.Snoozing;
import org.kantor.mail.store.SpecialUse;
import org.kantor.mail.store.Store;
import org.kantor.mail.wire.mime.MessageParser;
import org.kantor.testkit.Folders;
import org.kantor.testkit.TestDatabase;
import org.kantor.webmail.fake.Stand;
import org.kantor.webmail.mail.MailActions.Step;
import org.kantor.webmail.shell.Toasts;

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
            var shared = store.sharing().visible(reader);
            var rights = new HashMap<MailboxId, Rights>();
            var own = store.mailboxes().list(reader);
            own.forEach(folder -> rights.put(folder.id(), Rights.ALL));
            shared.forEach(one -> rights.put(one.mailbox().id(), one.rights()));
            return new Now(
                    own,
                    shared.stream().map(Sharing.Visible::mailbox).toList(),
                    store.mailboxes().statuses(reader),
                    rights);
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
        bobs = new MailActions(store.sharing(), store.snoozing(), store.dueDates(), db.transactions(), bob, ACTOR);
        now = Now.of(bob);
    }

    private Mailbox folder(AccountId owner, SpecialUse use) {
        return store.mailboxes().bySpecialUse(owner, use).orElseThrow();
    }

    private Limits limits() {
        return new Limits(bob, now);
    }

    private Lines lines(@Nullable Threading threading) {
        return new Lines(bob, DATES, threading, store.dueDates(), store.snoozing(), db.clock());
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
                new Verb("purge", "te", test -> test.bobs.removeForGood(test.team)));
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
                .containsOnlyKeys("archive", "spam", "snooze", "unsnooze", "mute", "unmute", "due", "done");
        assertThat(limits().target(team, SpecialUse.TRASH)).contains(folder(bob, SpecialUse.TRASH));
        for (var use : List.of(SpecialUse.ARCHIVE, SpecialUse.TRASH, SpecialUse.JUNK)) {
            rights(folder(alice, use), "lrswite");
            assertThat(limits().target(team, use).map(Mailbox::id))
                    .contains(folder(alice, use).id());
        }
        assertThat(limits().denied(team)).containsOnlyKeys("snooze", "unsnooze", "mute", "unmute", "due", "done");
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
        assertThatThrownBy(() -> new FolderList(theirs, lines(null), null, secret, Tab.ALL))
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

    private List<Instant> times(Mailbox waiting) {
        var until = store.snoozing().until(bob, waiting.id());
        return Arrays.stream(uids(waiting)).mapToObj(until::get).toList();
    }

    @Test
    void whatWaitsAnewWaitsForItsFormerTimeWhenThatIsTakenBack() {
        var inbox = store.mailboxes().find(bob, "INBOX").orElseThrow();
        append(inbox, "a", 0);
        append(inbox, "b", 0);
        var now = db.clock().instant();
        bobs.snooze(inbox, now.plus(1, DAYS)).with(uids(inbox));
        var waiting = store.mailboxes().find(bob, Snoozing.MAILBOX).orElseThrow();
        var first = uids(waiting)[0];
        bobs.snooze(waiting, now.plus(2, DAYS)).with(new long[] {first});
        var again = bobs.snooze(waiting, now.plus(3, DAYS)).with(uids(waiting));
        assertThat(times(waiting)).containsExactly(now.plus(3, DAYS), now.plus(3, DAYS));
        again.takeBack();
        assertThat(times(waiting)).containsExactlyInAnyOrder(now.plus(1, DAYS), now.plus(2, DAYS));
        assertThat(state(inbox)).isEmpty();
    }

    @Test
    void whatWaitsSaysUntilWhenInListsOfSeveralFoldersAndStandsWhereItCame() {
        var inbox = store.mailboxes().find(bob, "INBOX").orElseThrow();
        append(inbox, "a", Flags.FLAGGED);
        append(inbox, "b", Flags.FLAGGED);
        var until = db.clock().instant().plus(400, DAYS);
        bobs.snooze(inbox, until).with(new long[] {uids(inbox)[0]});
        var all = new EverywhereList(
                store.messages(), lines(null), bob, new Source.Starred(), Now.of(bob), Tab.ALL, Mailbox::name);
        assertThat(all.page(0, 10))
                .extracting(Row::subject, Row::snoozed)
                .containsExactlyInAnyOrder(tuple("a", DATES.soon(until)), tuple("b", ""));
        assertThat(all.page(0, 10)).extracting(Row::date).doesNotContain(DATES.full(until));
        var waiting = store.mailboxes().find(bob, Snoozing.MAILBOX).orElseThrow();
        var hits = new HitList(
                store.messages(),
                bob,
                new Source.Found("a", false),
                () -> new MailSearch.Found(
                        List.of(new MailSearch.Hit(
                                waiting.id(),
                                uids(waiting)[0],
                                store.messages().view(bob, waiting.id()).message(0))),
                        1,
                        true),
                Now.of(bob),
                lines(null),
                hit -> null,
                Mailbox::name);
        assertThat(hits.page(0, 1).getFirst().snoozed()).isEqualTo(DATES.soon(until));
        var folder = new FolderList(store.messages(), lines(null), null, waiting, Tab.ALL).page(0, 1);
        assertThat(folder.getFirst().snoozed()).isEmpty();
        assertThat(folder.getFirst().time()).isEqualTo(DATES.soon(until));
    }

    /** As the side panel does. */
    private void readPanel() {
        var read = Now.of(bob);
        new LabelCounts(store.labels(), store.messages(), bob).now(read.folders(), read.statuses());
        store.messages().usage(bob);
    }

    @Test
    void theFolderPanelCostsAsManyStatementsForManyFoldersAsForFew() {
        store.labels().name(bob, "work", "Work", Labels.Hue.TEAL, ACTOR);
        readPanel();
        assertThat(db.count(this::readPanel)).isEqualTo(6);
        for (var i = 0; i < 40; i++) {
            append(store.mailboxes().create(bob, "folder " + i, null, ACTOR), "one", 0);
            store.labels().name(bob, "label" + i, "Label " + i, Labels.Hue.TEAL, ACTOR);
        }
        assertThat(db.count(this::readPanel)).isEqualTo(6);
    }

    @Test
    void aFolderCostsAsManyStatementsForManyMessagesAsForFew() {
        var inbox = store.mailboxes().find(bob, "INBOX").orElseThrow();
        var threading = new Threading(store.conversations(), Set.of(), "me");
        for (var messages : List.of(5, 300)) {
            IntStream.range(0, messages).forEach(i -> append(inbox, "subject " + i, 0));
            var audiences = new Audiences(store.conversations(), Set.of("bob@example.org"));
            var list = new FolderList(store.messages(), lines(threading), audiences, inbox, Tab.ALL);
            assertThat(db.count(() -> new FolderList(store.messages(), lines(threading), audiences, inbox, Tab.TO_ME)))
                    .isEqualTo(1);
            assertThat(db.count(() -> list.unread(Tab.TO_ME))).isZero();
            assertThat(db.count(() -> list.page(0, 50))).isEqualTo(2);
            assertThat(db.count(() -> list.page(list.size() / 2, 50))).isEqualTo(2);
            assertThat(db.count(() -> list.update(false))).isEqualTo(1);
        }
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
        var list = new EverywhereList(messages, lines(threading), bob, new Source.All(), now, Tab.ALL, Mailbox::name);
        assertThat(db.count(() -> list.page(0, 50))).isEqualTo(2);
        assertThat(db.statements(() -> list.update(false))).isEmpty();
        assertThat(db.count(() -> Picked.count(list.everything()))).isZero();
        assertThat(Picked.count(list.everything())).isEqualTo(60);
    }

    @Test
    void whatASearchFoundCostsAsManyStatementsForManyMessagesAndFoldersAsForFew() {
        var inbox = store.mailboxes().find(bob, "INBOX").orElseThrow();
        var found = new ArrayList<MailSearch.Hit>();
        var costs = new ArrayList<Integer>();
        for (var messages : List.of(3, 60)) {
            for (var i = 0; i < messages; i++) {
                var in = i % 2 == 0 ? inbox : folder(bob, SpecialUse.ARCHIVE);
                var uid = append(in, "subject " + i, 0);
                var view = store.messages().view(bob, in.id());
                found.add(new MailSearch.Hit(in.id(), uid, view.message(view.indexOf(uid))));
            }
            var hits = List.copyOf(found);
            var list = new HitList(
                    store.messages(),
                    bob,
                    new Source.Found("subject", false),
                    () -> new MailSearch.Found(hits, hits.size(), true),
                    Now.of(bob),
                    lines(null),
                    hit -> null,
                    Mailbox::name);
            assertThat(list.page(0, 50)).hasSize(Math.min(50, hits.size()));
            costs.add(db.count(() -> list.page(0, 50)));
            assertThat(db.count(() -> list.update(false))).as("what is known").isZero();
        }
        assertThat(costs).containsOnly(1);
    }

    /** As the page with the folders in the settings does. */
    private void readFoldersOfSettings() {
        store.mailboxes().subscriptions(bob);
        store.sharing().grants(bob);
        store.mailboxes().list(bob);
        store.sharing().sharedWith(bob);
    }

    @Test
    void theFoldersOfTheSettingsCostAsManyStatementsForManyAsForFew() {
        readFoldersOfSettings();
        assertThat(db.count(this::readFoldersOfSettings)).isEqualTo(4);
        for (var i = 0; i < 10; i++) {
            var mine = store.mailboxes().create(bob, "folder " + i, null, ACTOR);
            store.sharing().change(bob, bob, mine.id(), Grantee.of(alice), before -> Rights.of("lr"), ACTOR);
            var carol = account();
            var hers = store.mailboxes().create(carol, "hers", null, ACTOR);
            store.sharing().change(carol, carol, hers.id(), Grantee.of(bob), before -> Rights.of("lr"), ACTOR);
        }
        assertThat(db.count(this::readFoldersOfSettings)).isEqualTo(4);
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
        bobs.removeForGood(inbox).with(uids(inbox));
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
        var list = new FolderList(messages, lines(threading), null, team, Tab.ALL);
        assertThat(list.page(0, 50)).extracting(Row::subject).containsExactlyInAnyOrder("one", "two");
        assertThat(db.count(() -> list.page(0, 50))).isEqualTo(4);
        assertThat(db.count(() -> list.update(false))).isEqualTo(2);
        assertThat(db.count(() -> store.sharing().sharedWith(bob))).isEqualTo(1);
    }

    @Test
    void whatOthersShareIsReadInOneStatementHoweverManyTheyAre() {
        for (var i = 0; i < 3; i++) {
            var carol = account();
            var folder = store.mailboxes().create(carol, "carol", null, ACTOR);
            append(folder, "hers", 0);
            store.sharing().change(carol, carol, folder.id(), Grantee.of(bob), before -> Rights.of("lr"), ACTOR);
        }
        assertThat(db.count(() -> store.sharing().visible(bob))).isOne();
        var visible = store.sharing().visible(bob);
        assertThat(visible).hasSize(4);
        assertThat(visible)
                .allSatisfy(each -> assertThat(each.status())
                        .isEqualTo(store.mailboxes()
                                .status(each.mailbox().account(), each.mailbox().id())));
        var archive = folder(alice, SpecialUse.ARCHIVE);
        rights(archive, "l");
        assertThat(store.sharing().visible(bob))
                .contains(new Sharing.Visible(now.folder(archive.id()).orElseThrow(), Rights.of("l"), null));
        assertThat(now.folder(archive.id()).map(Mailbox::use)).contains(SpecialUse.ARCHIVE);
        assertThat(now.folder(archive.id()).filter(now::opens)).isEmpty();
        assertThat(now.folder(team.id()).filter(now::opens)).isPresent();
        assertThat(now.folders()).allMatch(now::opens);
    }

    @Test
    void whatIsTakenBackOfMutingIsOnlyWhatWasChanged() {
        var inbox = store.mailboxes().find(bob, "INBOX").orElseThrow();
        append(inbox, "a", 0);
        append(inbox, "b", 0);
        var uids = uids(inbox);
        var view = store.messages().view(bob, inbox.id());
        var numbers = new long[] {view.message(0), view.message(1)};
        store.snoozing().mute(bob, new long[] {numbers[0]}, true, ACTOR);
        var threads = store.messages().threads(bob, numbers);
        var unmuted = bobs.unmute(inbox).with(uids);
        assertThat(unmuted.count()).isOne();
        assertThat(store.snoozing().muted(bob, threads)).isEmpty();
        unmuted.takeBack();
        assertThat(store.snoozing().muted(bob, threads)).containsExactly(threads[0]);
        var muted = bobs.mute(inbox, inbox).with(uids);
        assertThat(muted.count()).isOne();
        assertThat(store.snoozing().muted(bob, threads)).hasSize(2);
        muted.takeBack();
        assertThat(store.snoozing().muted(bob, threads)).containsExactly(threads[0]);
    }

    @Test
    void aConversationWhoseMessagesMayNotBeFiledIsNotMutedEither() {
        var inbox = store.mailboxes().find(bob, "INBOX").orElseThrow();
        append(inbox, "a", 0);
        var view = store.messages().view(bob, inbox.id());
        var threads = store.messages().threads(bob, new long[] {view.message(0)});
        assertThatThrownBy(() -> bobs.mute(inbox, team).with(uids(inbox))).isInstanceOf(Refused.class);
        assertThat(store.snoozing().muted(bob, threads)).isEmpty();
        var kept = store.mailboxes().create(bob, "kept", null, ACTOR);
        var done = bobs.mute(inbox, kept).with(uids(inbox));
        assertThat(store.snoozing().muted(bob, threads)).hasSize(1);
        store.mailboxes().delete(bob, kept.name(), ACTOR);
        assertThatThrownBy(done::takeBack).isInstanceOf(Refused.class);
        assertThat(store.snoozing().muted(bob, threads)).hasSize(1);
    }

    @Test
    void whoReadsASharedMessageDoesNotSeeItsOwnersDateAndMuting() {
        var view = store.messages().view(alice, team.id());
        var number = view.message(0);
        store.dueDates()
                .set(
                        alice,
                        team.id(),
                        new long[] {view.uid(0)},
                        db.clock().instant().plusSeconds(60),
                        ACTOR);
        store.snoozing().mute(alice, new long[] {number}, true, ACTOR);
        var members = store.sharing().conversations(bob).conversation(alice, number, team.id());
        assertThat(members).hasSize(1).noneMatch(Conversations.Member::muted);
        assertThat(store.sharing().conversations(alice).conversation(alice, number, team.id()))
                .hasSize(1)
                .allMatch(Conversations.Member::muted);
        for (var threading : Arrays.asList(null, new Threading(store.sharing().conversations(bob), Set.of(), "me"))) {
            var list = new FolderList(store.sharing().messages(bob), lines(threading), null, team, Tab.ALL);
            assertThat(list.page(0, 50)).hasSize(2).allMatch(row -> row.due().isEmpty() && !row.muted());
        }
        var hers = new Lines(alice, DATES, null, store.dueDates(), store.snoozing(), db.clock());
        assertThat(new FolderList(store.messages(), hers, null, team, Tab.ALL).page(0, 50))
                .filteredOn(row -> !row.due().isEmpty())
                .hasSize(1);
    }

    @Test
    void aDeletedFoldersMessagesAreInTrashAlsoThoseThatCameWhileItWasEmptiedAndComeBack() {
        var actions = new FolderActions(store.mailboxes(), store.messages(), db.transactions(), bob, ACTOR);
        var plant = actions.create("", "Plant");
        var visits = actions.create("Plant", "Visits");
        append(plant, "a", 0);
        append(visits, "b", Flags.SEEN);
        var before = List.of(state(plant), state(visits));
        var trash = folder(bob, SpecialUse.TRASH);
        var work = actions.delete(plant.id());
        var done = new ArrayList<>(work.batches().stream().map(Supplier::get).toList());
        append(visits, "c", 0);
        done.add(work.last().get());
        assertThat(store.mailboxes().find(bob, "Plant")).isEmpty();
        assertThat(state(trash)).hasSize(3);
        done.reversed().forEach(MailActions.Done::takeBack);
        assertThat(state(trash)).isEmpty();
        assertThat(state(store.mailboxes().find(bob, "Plant").orElseThrow())).isEqualTo(before.getFirst());
        assertThat(state(store.mailboxes().find(bob, "Plant/Visits").orElseThrow()))
                .hasSize(2)
                .containsAll(before.getLast());
        assertThat(store.mailboxes().subscriptions(bob)).contains("Plant", "Plant/Visits");
    }

    @Test
    void aLabelStaysUntilItIsOffAllMessagesAndComesBackToThem() {
        var inbox = store.mailboxes().find(bob, "INBOX").orElseThrow();
        var archive = folder(bob, SpecialUse.ARCHIVE);
        var uids = new long[] {append(inbox, "a", 0), append(inbox, "b", 0)};
        var filed = new long[] {append(archive, "c", 0)};
        var label = store.labels().create(bob, "Many", Labels.Hue.RED, ACTOR);
        bobs.keyword(inbox, label.keyword(), true).with(uids);
        bobs.keyword(archive, label.keyword(), true).with(filed);
        var acts = new LabelActs(
                store.labels(),
                store.messages(),
                db.transactions(),
                bob,
                ACTOR,
                new Outcomes(new BulkWork(), new Toasts(), (messages, stop) -> Outcomes.Progress.Shown.NONE, () -> {}),
                Stand.in(LabelActs.Page.class, this));
        var work = acts.deletion(label);
        assertThat(work.messages()).isEqualTo(3);
        var first = work.batches().getFirst().get();
        assertThat(store.labels().names(bob)).containsEntry(label.keyword(), "Many");
        assertThat(store.labels().places(bob, label.keyword())).hasSize(1);
        // labelled meanwhile
        var late = new long[] {append(inbox, "d", 0)};
        bobs.keyword(inbox, label.keyword(), true).with(late);
        var last = work.last().get();
        assertThat(first.count() + last.count()).isEqualTo(4);
        assertThat(store.labels().names(bob)).doesNotContainKey(label.keyword());
        assertThat(store.labels().places(bob, label.keyword())).isEmpty();
        last.takeBack();
        first.takeBack();
        assertThat(store.labels().names(bob)).containsEntry(label.keyword(), "Many");
        assertThat(store.labels().places(bob, label.keyword()))
                .hasSize(2)
                .hasEntrySatisfying(inbox.id(), found -> assertThat(found).containsExactly(uids[0], uids[1], late[0]))
                .hasEntrySatisfying(archive.id(), found -> assertThat(found).containsExactly(filed));
    }

    @Test
    void manyBatchesCanBeTakenBackOnlyIfEachOfThemCan() {
        var back = new ArrayList<Integer>();
        var one = new MailActions.Done(500, () -> back.add(1));
        var two = new MailActions.Done(20, () -> back.add(2));
        var all = BulkWork.Outcome.of(List.of(one, two));
        assertThat(all.messages()).isEqualTo(520);
        assertThat(all.canBeUndone()).isTrue();
        all.undo().forEach(each -> assertThat(each.get().canBeUndone()).isTrue());
        assertThat(back).containsExactly(2, 1);
        assertThat(BulkWork.Outcome.of(List.of(one, new MailActions.Done(20, null)))
                        .canBeUndone())
                .isFalse();
    }

    @Test
    void aSearchIsRunAgainWhenMessagesComeOrGoAndNotWhenAHitIsRead() {
        var inbox = store.mailboxes().find(bob, "INBOX").orElseThrow();
        var uid = append(inbox, "a", 0);
        now = Now.of(bob);
        var runs = new AtomicInteger();
        var complete = new AtomicBoolean(true);
        var changing = new FoldersNow() {
            @Override
            public List<Mailbox> folders() {
                return now.folders();
            }

            @Override
            public List<Mailbox> shared() {
                return now.shared();
            }

            @Override
            public Map<MailboxId, MailboxStatus> statuses() {
                return now.statuses();
            }

            @Override
            public Rights rights(Mailbox folder) {
                return now.rights(folder);
            }
        };
        Supplier<MailSearch.Found> search = () -> {
            runs.incrementAndGet();
            return new MailSearch.Found(List.of(), 0, complete.get());
        };
        var words = new KeptSearch(changing, new Query.All(), search);
        var states = new KeptSearch(changing, new Query.And(List.of(new Query.Is(Query.State.UNREAD))), search);
        words.get();
        states.get();
        words.get();
        assertThat(runs.getAndSet(0)).isEqualTo(2);
        bobs.flag(inbox, Flags.SEEN, true).with(new long[] {uid});
        now = Now.of(bob);
        words.get();
        assertThat(runs.get()).isZero();
        states.get();
        assertThat(runs.getAndSet(0)).isOne();
        complete.set(false);
        append(inbox, "b", 0);
        now = Now.of(bob);
        words.get();
        words.get();
        assertThat(runs.getAndSet(0)).isEqualTo(2);
        complete.set(true);
        words.get();
        bobs.removeForGood(inbox).with(new long[] {uid});
        now = Now.of(bob);
        words.get();
        assertThat(runs.get()).isEqualTo(2);
    }
}
