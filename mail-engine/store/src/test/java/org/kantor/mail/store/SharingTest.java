package org.kantor.mail.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kantor.mail.store.StoreFixture.ACTOR;
import static org.kantor.mail.store.StoreFixture.message;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kantor.change.Collection;
import org.kantor.directory.Quota;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.Sharing.Grantee;
import org.kantor.mail.store.internal.SharingService;
import org.kantor.settings.SettingChanged;

/** Alice shares the mailbox "team" with Bob. */
class SharingTest {

    @RegisterExtension
    static final StoreFixture store = new StoreFixture();

    private static final FlagChange SEEN = FlagChange.add(Flags.SEEN);

    private final AccountId alice = store.account();
    private final AccountId bob = store.account();
    private final Mailbox team = store.mailboxes().create(alice, "team", null, ACTOR);
    private final Mailbox sink = store.mailboxes().create(alice, "sink", null, ACTOR);
    private final Sharing sharing = store.store().sharing();
    private final Messages bobs = sharing.messages(bob);
    private final Mailboxes bobsMailboxes = sharing.mailboxes(bob);

    @AfterEach
    void theStoreIsWhole() {
        store.everybody = false;
        assertThat(store.store().check().run(StoreCheck.Depth.TABLES)).isEmpty();
    }

    private void share(Mailbox mailbox, String rights) {
        sharing.change(alice, alice, mailbox.id(), Grantee.of(bob), before -> Rights.of(rights), ACTOR);
    }

    private static void refused(Refused.Code code, Runnable work) {
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void whoIsGivenRightsOrLosesThemIsToldAndSoAreAllWhenEverybodyIs() {
        var told = new ArrayList<AccountId>();
        var carol = store.account();
        var bus = store.store().bus();
        var folders = new Collection(Collection.Kind.MAILBOX, 0);
        for (var who : List.of(alice, bob, carol)) {
            bus.subscribe(who, notice -> {
                if (notice.collections().contains(folders)) {
                    told.add(notice.account());
                }
            });
        }
        share(team, "lr");
        assertThat(told).containsExactlyInAnyOrder(alice, bob);
        told.clear();
        share(team, "");
        assertThat(told).containsExactlyInAnyOrder(alice, bob);
        told.clear();
        store.everybody = true;
        sharing.change(alice, alice, team.id(), Grantee.ANYONE, before -> Rights.of("lr"), ACTOR);
        assertThat(told).contains(alice, bob, carol);
        told.clear();
        var service = (SharingService) sharing;
        service.changed(new SettingChanged("mail.max-size"));
        assertThat(told).isEmpty();
        store.db.transactions().run(() -> {
            service.changed(new SettingChanged(Sharing.WITH_EVERYBODY.key()));
            assertThat(told).as("before it is committed").isEmpty();
        });
        assertThat(told).containsExactlyInAnyOrder(alice, bob, carol);
        told.clear();
        refused(
                Refused.Code.CANNOT,
                () -> sharing.change(alice, alice, team.id(), Grantee.ANYONE, before -> Rights.of("lrp"), ACTOR));
        assertThat(told).isEmpty();
    }

    private interface Work {
        void by(SharingTest test);
    }

    /** @param rights all that it needs on "team" */
    private record Door(String name, String rights, Work work) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final long[] ONE = {1};

    static Stream<Door> doors() {
        return Stream.of(
                new Door("view", "r", t -> t.bobs.view(t.alice, t.team.id())),
                new Door("view since", "r", t -> t.bobs.view(t.alice, t.team.id(), 1)),
                new Door(
                        "sort keys",
                        "r",
                        t -> t.bobs.keys(t.alice, store.messages().view(t.alice, t.team.id()))),
                new Door("status", "r", t -> t.bobsMailboxes.status(t.alice, t.team.id())),
                new Door("claim recent", "r", t -> t.bobsMailboxes.claimRecent(t.alice, t.team.id(), 1)),
                new Door("save dates", "r", t -> t.bobs.saveDates(t.alice, t.team.id(), ONE)),
                new Door("removed since", "r", t -> t.bobs.removedSince(t.alice, t.team.id(), 0)),
                new Door("append", "i", t -> t.bobs.append(t.alice, t.team.id(), List.of(message("b")), ACTOR)),
                new Door("mark as seen", "rs", t -> t.store(SEEN)),
                new Door("mark as deleted", "rt", t -> t.store(FlagChange.remove(Flags.DELETED))),
                new Door("flag", "rw", t -> t.store(FlagChange.add(Flags.FLAGGED))),
                new Door("give a keyword", "rw", t -> t.store(new FlagChange(FlagChange.Mode.ADD, 0, Set.of("label")))),
                new Door("copy out", "r", t -> t.sharing.copy(t.bob, t.team, ONE, t.sink, ACTOR, done -> {})),
                new Door("copy in", "i", t -> t.sharing.copy(t.bob, t.own(), ONE, t.team, ACTOR, done -> {})),
                new Door("move out", "rte", t -> t.sharing.move(t.bob, t.team, ONE, t.sink, ACTOR, done -> {})),
                new Door("plain copy", "r", t -> t.bobs.copy(t.alice, t.team.id(), ONE, t.sink.id(), ACTOR)),
                new Door("plain move", "rte", t -> t.bobs.move(t.alice, t.team.id(), ONE, t.sink.id(), ACTOR)),
                new Door(
                        "replace",
                        "te",
                        t -> t.bobs.replace(t.alice, t.team.id(), 1, t.sink.id(), message("b"), ACTOR)),
                new Door(
                        "put as replacement",
                        "i",
                        t -> t.bobs.replace(t.alice, t.sink.id(), 1, t.team.id(), message("b"), ACTOR)),
                new Door("expunge", "e", t -> t.bobs.expunge(t.alice, t.team.id(), null, ACTOR)),
                new Door("remove", "et", t -> t.bobs.remove(t.alice, t.team.id(), ONE, ACTOR)),
                new Door("create below", "k", t -> t.bobsMailboxes.create(t.alice, "team/new", null, ACTOR)),
                new Door("rename", "x", t -> t.bobsMailboxes.rename(t.alice, "team", "sink/team", ACTOR)),
                new Door("rename below", "k", t -> t.bobsMailboxes.rename(t.alice, "sink", "team/sink", ACTOR)),
                new Door("delete", "x", t -> t.bobsMailboxes.delete(t.alice, "team", ACTOR)),
                new Door("read rights", "a", t -> t.sharing.grants(t.bob, t.alice, t.team.id())),
                new Door(
                        "give rights",
                        "a",
                        t -> t.sharing.change(
                                t.bob, t.alice, t.team.id(), Grantee.of(t.bob), before -> Rights.ALL, ACTOR)),
                new Door("read annotations", "lr", t -> t.annotations().ofMailbox(t.alice, t.team.id(), t.bob)),
                new Door("annotate for oneself", "lr", t -> t.annotate("/private/comment")),
                new Door("annotate for all", "lrw", t -> t.annotate("/shared/comment")));
    }

    private void store(FlagChange change) {
        bobs.store(alice, team.id(), ONE, change, Long.MAX_VALUE, ACTOR);
    }

    private Annotations annotations() {
        return sharing.annotations(bob);
    }

    private void annotate(String entry) {
        annotations()
                .annotate(
                        alice, team.id(), bob, Map.of(entry, Optional.of("x".getBytes(StandardCharsets.UTF_8))), ACTOR);
    }

    private Mailbox own() {
        return store.mailboxes().find(bob, "INBOX").orElseThrow();
    }

    private void fill() {
        store.deliver(alice, "team", message("a"));
        store.deliver(alice, "sink", message("s"));
        store.fill(bob, "own");
        share(sink, "lrswipkxtea");
    }

    @ParameterizedTest
    @MethodSource("doors")
    void whoHasExactlyTheRightsComesIn(Door door) {
        fill();
        share(team, door.rights());
        door.work().by(this);
    }

    @ParameterizedTest
    @MethodSource("doors")
    void whoeverLacksOneRightIsRefused(Door door) {
        fill();
        for (var letter : door.rights().toCharArray()) {
            share(team, "lrswipkxtea".replace(String.valueOf(letter), ""));
            refused(
                    letter == 'l' ? Refused.Code.NOT_FOUND : Refused.Code.NO_PERMISSION,
                    () -> door.work().by(this));
        }
    }

    @ParameterizedTest
    @MethodSource("doors")
    void whoHasNoRightsDoesNotLearnThatTheMailboxIsThere(Door door) {
        fill();
        refused(Refused.Code.NOT_FOUND, () -> door.work().by(this));
    }

    @Test
    void aMessageIsReadByItsNumberOnlyWhereItsMailboxMayBeRead() {
        var number = store.deliver(alice, "team", message("a")).message();
        var numbers = new long[] {number};
        share(team, "l");
        refused(Refused.Code.NOT_FOUND, () -> bobs.content(alice, number));
        assertThat(bobs.contents(alice, numbers)).isEmpty();
        assertThat(bobs.stored(alice, numbers)).isEmpty();
        assertThat(bobs.summaries(alice, numbers)).isEmpty();
        assertThat(bobs.hashes(alice, numbers)).isEmpty();
        assertThat(bobs.threads(alice, numbers)).containsExactly(0);
        share(team, "r");
        assertThat(bobs.content(alice, number)).isNotEmpty();
        assertThat(bobs.contents(alice, numbers)).hasSize(1);
        assertThat(bobs.stored(alice, numbers)).hasSize(1);
        assertThat(bobs.summaries(alice, numbers)).hasSize(1);
        assertThat(bobs.threads(alice, numbers)).doesNotContain(0);
        var other = new long[] {store.deliver(alice, "INBOX", message("b")).message()};
        assertThat(bobs.contents(alice, other)).isEmpty();
    }

    @Test
    void whatIsEverybodysOwnIsNobodyElses() {
        share(team, "lrswipkxtea");
        refused(Refused.Code.NO_PERMISSION, () -> bobs.usage(alice));
        refused(Refused.Code.NO_PERMISSION, () -> bobsMailboxes.subscriptions(alice));
        refused(Refused.Code.NO_PERMISSION, () -> bobsMailboxes.setSubscribed(alice, "team", true, ACTOR));
        refused(Refused.Code.NO_PERMISSION, () -> annotations().ofServer(alice));
        refused(Refused.Code.NO_PERMISSION, () -> annotations().ofMailbox(alice, team.id(), alice));
        assertThat(bobsMailboxes.bySpecialUse(alice, SpecialUse.SENT)).isEmpty();
        assertThat(bobsMailboxes.list(alice)).extracting(Mailbox::name).containsExactly("team");
        assertThat(bobsMailboxes.statuses(alice)).containsOnlyKeys(team.id());
    }

    @Test
    void onesOwnMailboxesNeedNoRights() {
        fill();
        assertThat(bobs.view(bob, own().id()).size()).isOne();
        assertThat(sharing.rights(bob, bob, own().id())).isEqualTo(Rights.ALL);
        refused(
                Refused.Code.CANNOT,
                () -> sharing.change(bob, bob, own().id(), Grantee.of(bob), before -> Rights.NONE, ACTOR));
    }

    @Test
    void flagsThatMayNotBeChangedStay() {
        store.deliver(alice, "team", message("a", Flags.FLAGGED, Set.of("hers")));
        share(team, "lrs");
        store(new FlagChange(FlagChange.Mode.SET, Flags.SEEN | Flags.DELETED, Set.of("his")));
        var view = store.messages().view(alice, team.id());
        assertThat(view.flags(0)).isEqualTo(Flags.SEEN | Flags.FLAGGED);
        assertThat(view.keywords(0)).containsExactly("hers");
        share(team, "lrwt");
        store(new FlagChange(FlagChange.Mode.SET, Flags.DELETED, Set.of("his")));
        view = store.messages().view(alice, team.id());
        assertThat(view.flags(0)).isEqualTo(Flags.SEEN | Flags.DELETED);
        assertThat(view.keywords(0)).containsExactly("his");
    }

    @Test
    void messagesAreCarriedToAnotherAccountWithTheFlagsThatMayBeSet() {
        store.deliver(bob, "INBOX", message("carried", Flags.SEEN | Flags.FLAGGED, Set.of("label")));
        store.fill(bob, "second");
        share(team, "lris");
        var copied = sharing.copy(bob, own(), new long[] {1, 2, 3}, team, ACTOR, done -> {});
        assertThat(copied.source()).containsExactly(1, 2);
        assertThat(copied.target()).containsExactly(1, 2);
        assertThat(copied.uidValidity()).isEqualTo(team.uidValidity());
        var view = store.messages().view(alice, team.id());
        assertThat(store.subjects(alice, view)).containsExactly("carried", "second");
        assertThat(view.flags(0)).isEqualTo(Flags.SEEN);
        assertThat(view.keywords(0)).isEmpty();
        assertThat(store.view(bob).size()).isEqualTo(2);
        share(team, "lrisetw");
        sharing.move(bob, team, new long[] {1}, own(), ACTOR, done -> {});
        assertThat(store.subjects(bob, store.view(bob))).containsExactly("carried", "second", "carried");
        assertThat(store.subjects(alice, store.messages().view(alice, team.id())))
                .containsExactly("second");
    }

    @Test
    void aMoveToAnotherAccountThatCannotRemoveCopiesNothingEither() {
        store.fill(bob, "a", "b");
        share(team, "lrswit");
        store.db.execute("alter table recoverable add constraint never check (false) not valid");
        try {
            assertThatThrownBy(() -> sharing.move(bob, own(), new long[] {1, 2}, team, ACTOR, done -> {}))
                    .isNotNull();
        } finally {
            store.db.execute("alter table recoverable drop constraint never");
        }
        assertThat(store.messages().view(alice, team.id()).size()).isZero();
        assertThat(store.view(bob).size()).isEqualTo(2);
    }

    @Test
    void movesInOppositeDirectionsWaitForEachOther() throws Exception {
        share(team, "lrswite");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var round = 0; round < 20; round++) {
                store.fill(bob, "his");
                store.messages().append(alice, team.id(), List.of(message("hers")), ACTOR);
                var his = store.view(bob).uid(store.view(bob).size() - 1);
                var view = store.messages().view(alice, team.id());
                var hers = view.uid(view.size() - 1);
                var one = threads.submit(() -> sharing.move(bob, own(), new long[] {his}, team, ACTOR, done -> {}));
                var other = threads.submit(() -> sharing.move(bob, team, new long[] {hers}, own(), ACTOR, done -> {}));
                assertThat(one.get().source()).hasSize(1);
                assertThat(other.get().source()).hasSize(1);
            }
        }
        assertThat(store.view(bob).size()).isEqualTo(20);
        assertThat(store.messages().view(alice, team.id()).size()).isEqualTo(20);
    }

    @Test
    void anAnnotationIsReadOfAllMailboxesAtOnceAsEachSeesIt() {
        share(team, "lr");
        annotate("/private/hue");
        var own = sharing.annotations(alice);
        own.annotate(alice, team.id(), alice, Map.of("/private/hue", Optional.of(new byte[] {'a'})), ACTOR);
        own.annotate(alice, sink.id(), alice, Map.of("/private/hue", Optional.of(new byte[] {'s'})), ACTOR);
        own.annotate(alice, sink.id(), alice, Map.of("/private/other", Optional.of(new byte[] {'o'})), ACTOR);
        assertThat(own.values(alice, "/private/hue")).containsOnlyKeys(team.id(), sink.id());
        assertThat(own.values(alice, "/private/hue").get(team.id())).containsExactly('a');
        var bobs = annotations().values(bob, "/private/hue");
        assertThat(bobs).containsOnlyKeys(team.id());
        assertThat(bobs.get(team.id())).containsExactly('x');
        assertThat(store.db.count(() -> annotations().values(bob, "/private/hue")))
                .isOne();
        refused(Refused.Code.NO_PERMISSION, () -> annotations().values(alice, "/private/hue"));
    }

    @Test
    void annotationsOfAnAccountHaveRoomForSoMuch() {
        var value = Optional.of(new byte[Annotations.MAX_OCTETS]);
        var most = Annotations.MOST_OCTETS / Annotations.MAX_OCTETS;
        var mailboxes = store.store().mailboxes();
        var all = store.store().sharing().annotations(alice);
        var written = 0;
        for (var i = 0; written < most; i++) {
            var mailbox = mailboxes.create(alice, "full" + i, null, ACTOR).id();
            var values = new HashMap<String, Optional<byte[]>>();
            while (values.size() < 90 && written < most) {
                values.put("/private/" + written++, value);
            }
            all.annotate(alice, mailbox, alice, values, ACTOR);
        }
        refused(
                Refused.Code.OVER_QUOTA,
                () -> all.annotate(alice, team.id(), alice, Map.of("/private/x", Optional.of(new byte[1])), ACTOR));
        all.annotate(alice, team.id(), alice, Map.of("/shared/x", value), ACTOR);
    }

    @Test
    void carryingIsAllOrNoneAgainstTheTargetsQuota() {
        store.fill(bob, "a", "b", "c");
        store.quotas.put(alice, new Quota(0, 2));
        share(team, "lrswit");
        refused(Refused.Code.OVER_QUOTA, () -> sharing.copy(bob, own(), new long[] {1, 2, 3}, team, ACTOR, done -> {}));
        assertThat(store.messages().view(alice, team.id()).size()).isZero();
    }

    /** Whoever may not set all flags has the messages stored anew, but not more of them. */
    @Test
    void movingWithinAnAccountNeedsNoRoom() {
        for (var i = 0; i < 3; i++) {
            store.messages().append(alice, team.id(), List.of(message("full " + i)), ACTOR);
        }
        share(team, "lrte");
        share(sink, "lri");
        var used = store.messages().usage(alice);
        for (var quota : List.of(new Quota(used.bytes(), 0), new Quota(0, 3), new Quota(0, 2), new Quota(1, 0))) {
            store.quotas.put(alice, quota);
            var uid = store.messages().view(alice, team.id()).uid(0);
            refused(Refused.Code.OVER_QUOTA, () -> sharing.copy(bob, team, new long[] {uid}, sink, ACTOR, done -> {}));
            assertThat(sharing.move(bob, team, new long[] {uid}, sink, ACTOR, done -> {})
                            .target())
                    .hasSize(1);
            assertThat(store.messages().usage(alice)).isEqualTo(used);
            var moved = store.messages().view(alice, sink.id());
            store.messages().move(alice, sink.id(), StoreFixture.uids(moved), team.id(), ACTOR);
        }
    }

    /** More than are stored together. */
    private static final int MANY = 150;

    private long[] fillMany() {
        for (var i = 0; i < MANY; i++) {
            store.deliver(
                    bob,
                    "INBOX",
                    message("many " + i, i % 2 == 0 ? Flags.SEEN : 0, i % 3 == 0 ? Set.of("third") : Set.of()));
        }
        return StoreFixture.uids(store.view(bob));
    }

    @Test
    void manyAreCarriedInTheirOrderAndTheirConversations() {
        var uids = fillMany();
        store.deliver(
                bob,
                "INBOX",
                StoreFixture.raw("Subject: re\r\nReferences: <many.0@example.org>\r\n\r\nx\r\n", 0, Set.of()));
        share(team, "lrswit");
        var reached = new ArrayList<Integer>();
        var copied = sharing.copy(bob, own(), StoreFixture.uids(store.view(bob)), team, ACTOR, reached::add);
        assertThat(reached).containsExactly(64, 128, MANY + 1);
        assertThat(copied.source()).hasSize(MANY + 1).startsWith(uids);
        assertThat(copied.target())
                .isEqualTo(LongStream.rangeClosed(1, MANY + 1).toArray());
        var view = store.messages().view(alice, team.id());
        assertThat(store.subjects(alice, view)).isEqualTo(store.subjects(bob, store.view(bob)));
        for (var i = 0; i < MANY; i++) {
            assertThat(view.flags(i)).isEqualTo(store.view(bob).flags(i));
            assertThat(view.keywords(i)).isEqualTo(store.view(bob).keywords(i));
            assertThat(view.internalDate(i)).isEqualTo(store.view(bob).internalDate(i));
        }
        var threads =
                store.messages().threads(alice, new long[] {view.message(0), view.message(1), view.message(MANY)});
        assertThat(threads[2]).isEqualTo(threads[0]).isNotEqualTo(threads[1]);
    }

    @Test
    void anAccountThatMuchIsCarriedToTakesDeliveriesMeanwhile() throws Exception {
        var uids = fillMany();
        share(team, "lrswit");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var delivered = new ArrayList<Deliveries.Delivered>();
            sharing.copy(bob, own(), uids, team, ACTOR, done -> {
                var delivery = threads.submit(() -> store.deliver(alice, "team", message("meanwhile " + done)));
                delivered.add(StoreFixture.unchecked(() -> delivery.get(20, TimeUnit.SECONDS)));
                assertThat(store.messages().view(alice, team.id()).size()).isEqualTo(delivered.size());
            });
            assertThat(delivered).extracting(Deliveries.Delivered::uid).containsExactly(1L, 2L, 3L);
        }
        assertThat(store.messages().view(alice, team.id()).size()).isEqualTo(MANY + 3);
    }

    /** What has been stored until then is what a killed server leaves. */
    @Test
    void carryingThatEndsHalfWayLeavesNothingAndLosesNothing() {
        var uids = fillMany();
        share(team, "lrswite");
        var before = store.db.number("select count(*) from message where account = ?", alice.value());
        for (var moving : new boolean[] {false, true}) {
            IntConsumer dying = done -> {
                if (done == 128) {
                    throw new IllegalStateException("killed");
                }
            };
            assertThatThrownBy(() -> {
                        if (moving) {
                            sharing.move(bob, own(), uids, team, ACTOR, dying);
                        } else {
                            sharing.copy(bob, own(), uids, team, ACTOR, dying);
                        }
                    })
                    .hasMessage("killed");
        }
        var restarted = store.open();
        assertThat(restarted.messages().view(alice, team.id()).size()).isZero();
        assertThat(restarted.messages().usage(alice)).isEqualTo(Messages.Usage.NONE);
        assertThat(store.view(bob).size()).isEqualTo(MANY);
        theStoreIsWhole();
        assertThat(store.db.number("select count(*) from message where account = ?", alice.value()))
                .isEqualTo(before + 128);
        restarted.maintenance().run();
        assertThat(store.db.number("select count(*) from message where account = ?", alice.value()))
                .isEqualTo(before + 128);
        store.db.clock().advance(Duration.ofMinutes(61));
        restarted.maintenance().run();
        assertThat(store.db.number("select count(*) from message where account = ?", alice.value()))
                .isEqualTo(before);
        assertThat(store.db.number("select count(*) from message_garbage where account = ?", alice.value()))
                .isZero();
        sharing.move(bob, own(), uids, team, ACTOR, done -> {});
        store.db.clock().advance(Duration.ofMinutes(61));
        restarted.maintenance().run();
        var view = store.messages().view(alice, team.id());
        assertThat(store.subjects(alice, view)).hasSize(MANY).startsWith("many 0", "many 1");
    }

    @Test
    void whatIsCollectedWhileItIsCarriedIsNotPlaced() {
        var uids = fillMany();
        share(team, "lrswit");
        refused(
                Refused.Code.TRY_LATER,
                () -> sharing.copy(bob, own(), uids, team, ACTOR, done -> {
                    if (done == 128) {
                        store.db.clock().advance(Duration.ofMinutes(61));
                        store.store().maintenance().run();
                    }
                }));
        assertThat(store.messages().view(alice, team.id()).size()).isZero();
    }

    @Test
    void whatIsExpungedWhileItIsCarriedStaysExpunged() {
        var uids = fillMany();
        share(team, "lrswit");
        var moved = sharing.move(bob, own(), uids, team, ACTOR, done -> {
            if (done == 128) {
                store.messages().remove(bob, own().id(), new long[] {1, 100}, ACTOR);
                store.messages()
                        .store(bob, own().id(), new long[] {2}, FlagChange.add(Flags.FLAGGED), Long.MAX_VALUE, ACTOR);
            }
        });
        assertThat(moved.source()).hasSize(MANY - 2).doesNotContain(1, 100);
        var view = store.messages().view(alice, team.id());
        assertThat(store.subjects(alice, view)).hasSize(MANY - 2).startsWith("many 1", "many 2");
        assertThat(view.flags(0) & Flags.FLAGGED).isEqualTo(Flags.FLAGGED);
        assertThat(store.view(bob).size()).isZero();
    }

    @Test
    void whoLosesTheRightWhileCarryingPlacesNothing() {
        var uids = fillMany();
        share(team, "lrswit");
        refused(
                Refused.Code.NO_PERMISSION,
                () -> sharing.copy(bob, own(), uids, team, ACTOR, done -> share(team, "lr")));
        assertThat(store.messages().view(alice, team.id()).size()).isZero();
    }

    @Test
    void whatCannotFitIsNotCarriedOnlyToBeFoundOut() {
        var uids = fillMany();
        share(team, "lrswit");
        store.quotas.put(alice, new Quota(0, MANY - 1));
        refused(
                Refused.Code.OVER_QUOTA,
                () -> sharing.copy(bob, own(), uids, team, ACTOR, done -> {
                    throw new AssertionError("carried " + done);
                }));
        store.quotas.put(alice, new Quota(0, MANY));
        refused(
                Refused.Code.OVER_QUOTA,
                () -> sharing.copy(bob, own(), uids, team, ACTOR, done -> {
                    if (done == 64) {
                        store.deliver(alice, "INBOX", message("last"));
                    }
                }));
        assertThat(store.messages().view(alice, team.id()).size()).isZero();
    }

    @Test
    void whatIsGrantedToEverybodyAddsToOnesOwn() {
        store.everybody = true;
        sharing.change(alice, alice, team.id(), Grantee.ANYONE, before -> Rights.of("l"), ACTOR);
        assertThat(sharing.rights(bob, alice, team.id()).letters()).isEqualTo("l");
        share(team, "r");
        assertThat(sharing.rights(bob, alice, team.id()).letters()).isEqualTo("lr");
        assertThat(sharing.sharedWith(bob))
                .filteredOn(shared -> shared.mailbox().id().equals(team.id()))
                .singleElement()
                .satisfies(shared -> assertThat(shared.rights().letters()).isEqualTo("lr"));
        sharing.change(alice, alice, team.id(), Grantee.ANYONE, before -> Rights.NONE, ACTOR);
        assertThat(sharing.sharedWith(bob)).extracting(Sharing.Shared::mailbox).doesNotContain(team);
        assertThat(sharing.grants(alice, alice, team.id())).containsOnlyKeys(Grantee.of(bob));
        assertThat(bobsMailboxes.list(alice)).isEmpty();
        assertThat(bobsMailboxes.find(alice, "team")).isPresent();
    }

    private void shareWithEverybody(String rights) {
        sharing.change(alice, alice, team.id(), Grantee.ANYONE, before -> Rights.of(rights), ACTOR);
    }

    @Test
    void nothingIsSharedWithEverybodyWhereTheInstallationDoesNotWantIt() {
        assertThat(sharing.grantable(Grantee.ANYONE)).isEqualTo(Rights.NONE);
        refused(Refused.Code.CANNOT, () -> shareWithEverybody("l"));
        refused(Refused.Code.CANNOT, () -> sharing.changeAll(alice, Grantee.ANYONE, before -> Rights.of("lr"), ACTOR));
        assertThat(sharing.grants(alice, alice, team.id())).doesNotContainKey(Grantee.ANYONE);
    }

    @Test
    void whatEverybodyHadCountsForNothingOnceItIsNotWantedAndCanBeTakenAway() {
        store.everybody = true;
        shareWithEverybody("lr");
        assertThat(sharing.rights(bob, alice, team.id()).letters()).isEqualTo("lr");
        store.everybody = false;
        assertThat(sharing.rights(bob, alice, team.id())).isEqualTo(Rights.NONE);
        assertThat(sharing.sharedWith(bob)).extracting(Sharing.Shared::mailbox).doesNotContain(team);
        assertThat(bobsMailboxes.list(alice)).isEmpty();
        refused(Refused.Code.NOT_FOUND, () -> bobs.view(alice, team.id()));
        assertThat(sharing.grants(alice, alice, team.id())).containsKey(Grantee.ANYONE);
        refused(Refused.Code.CANNOT, () -> shareWithEverybody("lrs"));
        shareWithEverybody("l");
        sharing.change(alice, alice, team.id(), Grantee.ANYONE, before -> Rights.NONE, ACTOR);
        assertThat(sharing.grants(alice, alice, team.id())).doesNotContainKey(Grantee.ANYONE);
    }

    /** Whoever may give rights could give themselves the one to send. */
    @Test
    void everybodyNeverSendsAsTheOwnerAndNeverGivesRights() {
        store.everybody = true;
        assertThat(sharing.grantable(Grantee.ANYONE).letters()).isEqualTo("lrswikxte");
        for (var rights : List.of("p", "a", "lrp", "lra")) {
            refused(Refused.Code.CANNOT, () -> shareWithEverybody(rights));
        }
        assertThat(sharing.rights(bob, alice, team.id())).isEqualTo(Rights.NONE);
        assertThatThrownBy(
                        () -> store.db.execute("insert into mailbox_right (account, mailbox, grantee, rights) values ("
                                + alice.value() + ", " + team.id().value() + ", null, 'lp')"))
                .hasStackTraceContaining("mailbox_right_check");
        shareWithEverybody("lrswikxte");
        assertThat(sharing.rights(bob, alice, team.id()).letters()).isEqualTo("lrswikxte");
    }

    @Test
    void aNewMailboxHasTheRightsOfTheOneAboveIt() {
        share(team, "lrk");
        var below = bobsMailboxes.create(alice, "team/a", null, ACTOR);
        assertThat(sharing.rights(bob, alice, below.id()).letters()).isEqualTo("lrk");
        var deep = store.mailboxes().create(alice, "team/b/c", null, ACTOR);
        assertThat(sharing.rights(bob, alice, deep.id()).letters()).isEqualTo("lrk");
        refused(Refused.Code.NOT_FOUND, () -> bobsMailboxes.create(alice, "top", null, ACTOR));
        share(store.mailboxes().find(alice, "INBOX").orElseThrow(), "lk");
        var top = bobsMailboxes.create(alice, "top", null, ACTOR);
        assertThat(sharing.rights(bob, alice, top.id()).letters()).isEqualTo("lk");
        refused(Refused.Code.NO_PERMISSION, () -> bobsMailboxes.create(alice, "use", SpecialUse.IMPORTANT, ACTOR));
    }

    @Test
    void aTreeIsRenamedByWhoMayRenameAllOfIt() {
        share(team, "lxk");
        share(sink, "lk");
        var below = store.mailboxes().create(alice, "team/below", null, ACTOR);
        share(below, "l");
        refused(Refused.Code.NO_PERMISSION, () -> bobsMailboxes.rename(alice, "team", "sink/team", ACTOR));
        share(below, "lx");
        bobsMailboxes.rename(alice, "team", "sink/team", ACTOR);
        assertThat(store.mailbox(alice, "sink/team/below")).isEqualTo(below.id());
    }

    @Test
    void theInboxOfAnAccountIsItsOwnersToEmptyByRenaming() {
        share(store.mailboxes().find(alice, "INBOX").orElseThrow(), "lrswipkxtea");
        refused(Refused.Code.NO_PERMISSION, () -> bobsMailboxes.rename(alice, "inbox", "elsewhere", ACTOR));
        refused(Refused.Code.CANNOT, () -> bobsMailboxes.delete(alice, "inbox", ACTOR));
    }

    @Test
    void anAccountIsSharedAsAWhole() {
        sharing.changeAll(alice, Grantee.of(bob), before -> Rights.of("lr"), ACTOR);
        assertThat(bobsMailboxes.list(alice)).hasSameSizeAs(store.mailboxes().list(alice));
        sharing.changeAll(alice, Grantee.of(bob), before -> Rights.NONE, ACTOR);
        assertThat(bobsMailboxes.list(alice)).isEmpty();
    }

    @Test
    void rightsThatAreGivenAgainShowWhatTheyShowedAndThoseBelowAreNotTouched() {
        share(team, "lrsi");
        var below = store.mailboxes().create(alice, "team/below", null, ACTOR);
        share(below, "lr");
        var uid = store.messages()
                .append(alice, team.id(), List.of(message("kept")), ACTOR)
                .getFirst();
        store(SEEN);
        var before = sharing.rights(bob, alice, team.id());
        share(team, "");
        refused(Refused.Code.NOT_FOUND, () -> bobs.view(alice, team.id()));
        assertThat(sharing.rights(bob, alice, below.id())).isEqualTo(Rights.of("lr"));
        sharing.change(alice, alice, team.id(), Grantee.of(bob), none -> none.plus(before), ACTOR);
        assertThat(sharing.rights(bob, alice, team.id())).isEqualTo(Rights.of("lrsi"));
        assertThat(bobs.view(alice, team.id()).uid(0)).isEqualTo(uid.uid());
        assertThat(sharing.rights(bob, alice, below.id())).isEqualTo(Rights.of("lr"));
    }

    @Test
    void theRightsGoWithTheMailbox() {
        share(team, "lr");
        store.mailboxes().delete(alice, "team", ACTOR);
        assertThat(sharing.rights(bob, alice, team.id())).isEqualTo(Rights.NONE);
        assertThat(sharing.sharedWith(bob)).extracting(Sharing.Shared::mailbox).doesNotContain(team);
    }
}
