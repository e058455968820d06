package org.kantor.webmail.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kantor.change.Actor;
import org.kantor.kernel.AccountId;
import org.kantor.mail.search.MailSearch;
import org.kantor.mail.store.Conversations;
import org.kantor.mail.store.DueDates;
import org.kantor.mail.store.FlagChange;
import org.kantor.mail.store.Flags;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.MailboxStatus;
import org.kantor.mail.store.Messages;
import org.kantor.mail.store.Rights;
import org.kantor.mail.store.Snoozing;
import org.kantor.mail.store.SpecialUse;
import org.kantor.webmail.fake.MemoryMail;
import org.kantor.webmail.fake.Stand;

/** Lists of several folders: what has a star, all mail, and what was found. */
class EverywhereListTest {

    private static final AccountId ALICE = new AccountId(1);
    private static final Actor ACTOR = new Actor("web", "test", ALICE);
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-25T03:12:00Z"), ZoneOffset.UTC);
    private static final Dates DATES = new Dates(NOW, ZoneId.of("Asia/Jakarta"), Locale.ENGLISH, (key, values) -> key);

    /** No message of these has the keyword, so that nobody asks. */
    private static final DueDates NO_DATES = Stand.in(DueDates.class, new Object());

    private static final Snoozing SNOOZED = Stand.in(Snoozing.class, new Object());

    private final MemoryMail mail = new MemoryMail();
    private final Messages messages = Stand.in(Messages.class, mail);
    private final Mailbox inbox = folder("INBOX");
    private final Mailbox archive = folder("Archive");
    private final Mailbox sent = folder("Sent");
    private final Mailbox trash = folder("Trash");

    private final FoldersNow now = new FoldersNow() {
        @Override
        public List<Mailbox> folders() {
            return mail.list(ALICE);
        }

        @Override
        public List<Mailbox> shared() {
            return List.of();
        }

        @Override
        public Map<MailboxId, MailboxStatus> statuses() {
            return mail.statuses(ALICE);
        }

        @Override
        public Rights rights(Mailbox folder) {
            return Rights.ALL;
        }
    };

    private Mailbox folder(String name) {
        return mail.find(ALICE, name).orElseThrow();
    }

    private Place deliver(Mailbox folder, String from, String subject, int flags, int hoursAgo) {
        var raw = "From: " + from + "\r\nTo: Bob <bob@example.org>, alice@example.org\r\nSubject: " + subject
                + "\r\n\r\nHello\r\n";
        var uid = mail.deliver(
                folder.id(),
                raw.getBytes(StandardCharsets.UTF_8),
                flags,
                NOW.instant().minusSeconds(3600L * hoursAgo));
        return new Place(folder.id(), uid);
    }

    private Place deliver(Mailbox folder, String subject, int flags, int hoursAgo) {
        return deliver(folder, "Carol Wijaya <carol@example.org>", subject, flags, hoursAgo);
    }

    private EverywhereList open(Source.Everywhere source, boolean threaded, boolean unreadOnly) {
        var threading =
                threaded ? new Threading(Stand.in(Conversations.class, mail), Set.of("alice@example.org"), "me") : null;
        return new EverywhereList(
                messages,
                new Lines(ALICE, DATES, threading, NO_DATES, SNOOZED, NOW),
                ALICE,
                source,
                now,
                unreadOnly ? Tab.UNREAD : Tab.ALL,
                Mailbox::name);
    }

    private static List<String> subjects(MessageList list) {
        return list.page(0, 100).stream().map(Row::subject).toList();
    }

    private static List<Place> places(List<Picked> picked) {
        return picked.stream()
                .flatMap(each -> Arrays.stream(each.uids())
                        .mapToObj(uid -> new Place(each.folder().id(), uid)))
                .toList();
    }

    private void flag(Place place, int flag, boolean on) {
        mail.store(
                ALICE,
                place.mailbox(),
                new long[] {place.uid()},
                on ? FlagChange.add(flag) : FlagChange.remove(flag),
                Long.MAX_VALUE,
                ACTOR);
    }

    @Test
    void whatHasAStarIsShownFromAllFoldersButTrashAndSpamTheNewestFirst() {
        deliver(inbox, "inbox", Flags.FLAGGED, 5);
        deliver(archive, "archive", Flags.FLAGGED, 30);
        deliver(sent, "sent", Flags.FLAGGED, 2);
        deliver(trash, "trash", Flags.FLAGGED, 1);
        deliver(folder("Spam"), "spam", Flags.FLAGGED, 1);
        deliver(inbox, "plain", 0, 1);
        var list = open(new Source.Starred(), false, false);
        assertThat(subjects(list)).containsExactly("sent", "inbox", "archive");
        var rows = list.page(0, 10);
        assertThat(rows).extracting(Row::folder).containsExactly("Sent", "INBOX", "Archive");
        assertThat(rows).extracting(Row::group).containsExactly("day.today", null, "day.yesterday");
        assertThat(rows.getFirst().people()).contains("Bob");
    }

    @Test
    void allMailShowsConversationsAcrossFolders() {
        var question = deliver(archive, "Dave Okafor <dave@example.org>", "Tour", 0, 9);
        var answer = deliver(sent, "Alice Hartono <alice@example.org>", "Re: Tour", Flags.SEEN, 5);
        var other = deliver(inbox, "other", Flags.SEEN, 6);
        var list = open(new Source.All(), true, false);
        assertThat(subjects(list)).containsExactly("Re: Tour", "other");
        var row = list.page(0, 1).getFirst();
        assertThat(row.place()).isEqualTo(answer);
        assertThat(row.count()).isEqualTo(2);
        assertThat(row.people()).isEqualTo("me, Dave");
        assertThat(row.unread()).isTrue();
        assertThat(list.row(question)).isZero();
        assertThat(places(list.all(List.of(answer)))).containsExactlyInAnyOrder(question, answer);
        assertThat(places(list.newest(List.of(answer)))).containsExactly(answer);
        assertThat(places(list.everything())).containsExactlyInAnyOrder(question, answer, other);
    }

    @Test
    void whatIsDoneWithAConversationIsDoneWithWhatTheListShowsOfIt() {
        deliver(inbox, "Tour", 0, 9);
        var starred = deliver(archive, "Re: Tour", Flags.FLAGGED, 5);
        var list = open(new Source.Starred(), true, false);
        assertThat(list.page(0, 1).getFirst().unread()).isTrue();
        assertThat(places(list.all(List.of(starred)))).containsExactly(starred);
        flag(starred, Flags.SEEN, true);
        list.update(false);
        assertThat(list.page(0, 1).getFirst().unread()).isFalse();
    }

    @Test
    void aStarThatIsTakenAwayTakesTheRowAway() {
        var place = deliver(inbox, "starred", Flags.FLAGGED, 1);
        var list = open(new Source.Starred(), true, false);
        assertThat(list.update(true).nothing()).isTrue();
        flag(place, Flags.FLAGGED, false);
        assertThat(list.update(false).rowsChanged()).isTrue();
        assertThat(list.size()).isZero();
        assertThat(list.row(place)).isEqualTo(-1);
    }

    @Test
    void whatArrivesWhileScrolledIsHeldBack() {
        deliver(inbox, "old", 0, 3);
        var list = open(new Source.All(), true, false);
        deliver(archive, "older", 0, 9);
        var late = deliver(inbox, "new", 0, 0);
        list.update(true);
        assertThat(subjects(list)).containsExactly("old", "older");
        assertThat(list.held()).isEqualTo(1);
        assertThat(list.total()).isEqualTo(2);
        assertThat(places(list.everything())).doesNotContain(late);
        list.update(false);
        assertThat(subjects(list)).containsExactly("new", "old", "older");
        assertThat(list.held()).isZero();
    }

    @Test
    void theUnreadTabKeepsWhatIsReadInIt() {
        var first = deliver(inbox, "first", Flags.FLAGGED, 3);
        deliver(archive, "second", Flags.FLAGGED | Flags.SEEN, 2);
        var list = open(new Source.Starred(), true, true);
        assertThat(subjects(list)).containsExactly("first");
        assertThat(list.total()).isEqualTo(2);
        flag(first, Flags.SEEN, true);
        list.update(false);
        assertThat(subjects(list)).containsExactly("first");
        assertThat(places(list.everything())).containsExactly(first);
        assertThat(open(new Source.Starred(), true, true).size()).isZero();
    }

    @Test
    void aPageCostsTwoQueriesWhateverTheFolders() {
        mail.fill(inbox.id(), 3_000, NOW);
        mail.fill(archive.id(), 3_000, NOW);
        var list = open(new Source.All(), true, false);
        assertThat(list.size()).isEqualTo(3_000);
        var before = mail.summaryQueries() + mail.conversationQueries();
        assertThat(list.page(1_500, 50)).hasSize(50);
        assertThat(mail.summaryQueries() + mail.conversationQueries() - before).isEqualTo(2);
        assertThat(Picked.count(list.everything())).isEqualTo(6_000);
    }

    /** Whatever comes, goes and gets a star, the rows are the newest starred messages of each conversation by their time. */
    @Test
    void rowsAreTheNewestOfEachConversation() {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        var list = open(new Source.Starred(), true, false);
        var folders = List.of(inbox, archive, sent);
        var all = new ArrayList<Place>();
        for (var round = 0; round < 100; round++) {
            all.add(deliver(
                    folders.get(random.nextInt(3)),
                    "Subject " + random.nextInt(8),
                    random.nextBoolean() ? Flags.FLAGGED : 0,
                    random.nextInt(100) * 100 + round));
            flag(all.get(random.nextInt(all.size())), Flags.FLAGGED, random.nextBoolean());
            list.update(false);
            record Known(Place place, String subject, long at) {}
            var starred = new ArrayList<Known>();
            for (var folder : folders) {
                var view = mail.view(ALICE, folder.id());
                IntStream.range(0, view.size())
                        .filter(i -> (view.flags(i) & Flags.FLAGGED) != 0)
                        .forEach(i -> starred.add(new Known(
                                new Place(folder.id(), view.uid(i)),
                                mail.summaries(ALICE, new long[] {view.message(i)})
                                        .getFirst()
                                        .subject(),
                                view.internalDate(i))));
            }
            starred.sort(Comparator.comparingLong(Known::at).reversed());
            var seen = new HashSet<String>();
            var subjects =
                    starred.stream().map(Known::subject).filter(seen::add).toList();
            assertThat(subjects(list)).as("seed %d", seed).containsExactlyElementsOf(subjects);
        }
    }

    private MailSearch.Found found(Place... places) {
        return new MailSearch.Found(
                Arrays.stream(places)
                        .map(place -> new MailSearch.Hit(place.mailbox(), place.uid(), message(place)))
                        .toList(),
                places.length,
                true);
    }

    private long message(Place place) {
        var view = mail.view(ALICE, place.mailbox());
        var index = view.indexOf(place.uid());
        return index < 0 ? 0 : view.message(index);
    }

    @Test
    void whatWasFoundStandsInItsOwnOrderAndWhatNoLongerMatchesStaysInItsPlaceWhileItIsThere() {
        var best = deliver(archive, "best", 0, 50);
        var second = deliver(inbox, "second", 0, 1);
        var third = deliver(inbox, "third", 0, 2);
        var answers = new ArrayList<>(List.of(found(best, second, third)));
        var list = new HitList(
                messages,
                ALICE,
                new Source.Found("x", false),
                answers::getLast,
                now,
                new Lines(ALICE, DATES, null, NO_DATES, SNOOZED, NOW),
                hit -> null,
                Mailbox::name);
        assertThat(subjects(list)).containsExactly("best", "second", "third");
        assertThat(list.page(0, 1).getFirst().folder()).isEqualTo("Archive");
        assertThat(list.row(third)).isEqualTo(2);
        assertThat(places(list.everything())).containsExactlyInAnyOrder(best, second, third);
        // second has been read, and unread messages were looked for; another one came
        var fourth = deliver(inbox, "fourth", 0, 0);
        answers.add(found(fourth, best, third));
        assertThat(list.update(true).rowsChanged()).isTrue();
        assertThat(subjects(list)).containsExactly("fourth", "best", "second", "third");
        mail.remove(ALICE, inbox.id(), new long[] {second.uid()}, ACTOR);
        list.update(false);
        assertThat(subjects(list)).containsExactly("fourth", "best", "third");
        assertThat(list.update(false).nothing()).isTrue();
    }

    @Test
    void aPlaceThatTheListDoesNotKnowMeansNothing() {
        var inTrash = deliver(trash, "gone", 0, 1);
        var list = open(new Source.All(), true, false);
        assertThat(list.all(List.of(inTrash, new Place(new MailboxId(99), 1), Place.NONE)))
                .isEmpty();
        assertThat(mail.bySpecialUse(ALICE, SpecialUse.TRASH)).contains(trash);
        assertThat(Place.parse("3/17")).isEqualTo(new Place(new MailboxId(3), 17));
        assertThat(Place.parse("3/17/2").isNone()).isTrue();
        assertThat(Place.parse("../3").isNone()).isTrue();
        assertThat(Place.NONE).hasToString("0");
    }
}
