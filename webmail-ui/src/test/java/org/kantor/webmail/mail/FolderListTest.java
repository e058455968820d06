package org.kantor.webmail.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kantor.change.Actor;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.Conversations;
import org.kantor.mail.store.DueDates;
import org.kantor.mail.store.FlagChange;
import org.kantor.mail.store.Flags;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.MailboxView;
import org.kantor.mail.store.Messages;
import org.kantor.mail.store.Snoozing;
import org.kantor.mail.store.SpecialUse;
import org.kantor.webmail.fake.MemoryMail;
import org.kantor.webmail.fake.Stand;

class FolderListTest {

    private static final AccountId ALICE = new AccountId(1);
    private static final Actor ACTOR = new Actor("web", "test", ALICE);
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-25T03:12:00Z"), ZoneOffset.UTC);
    private static final Dates DATES = new Dates(NOW, ZoneId.of("Asia/Jakarta"), Locale.ENGLISH, (key, values) -> key);

    /** No message of these has the keyword, so that nobody asks. */
    private static final DueDates NO_DATES = Stand.in(DueDates.class, new Object());

    private static final Snoozing SNOOZED = Stand.in(Snoozing.class, new Object());

    private final MemoryMail mail = new MemoryMail();
    private Mailbox inbox;

    @BeforeEach
    void findInbox() {
        inbox = mail.find(ALICE, "INBOX").orElseThrow();
    }

    private MessageList open(Tab tab) {
        return new FolderList(
                Stand.in(Messages.class, mail),
                new Lines(ALICE, DATES, null, NO_DATES, SNOOZED, NOW),
                audiences(),
                inbox,
                tab);
    }

    private Audiences audiences() {
        return new Audiences(Stand.in(Conversations.class, mail), Set.of("alice@example.org", "ali@example.org"));
    }

    private MessageList openConversations(Tab tab) {
        var threading = new Threading(Stand.in(Conversations.class, mail), Set.of("alice@example.org"), "me");
        return new FolderList(
                Stand.in(Messages.class, mail),
                new Lines(ALICE, DATES, threading, NO_DATES, SNOOZED, NOW),
                audiences(),
                inbox,
                tab);
    }

    private long deliver(String subject, int flags, int hoursAgo) {
        return deliver(inbox, "Carol Wijaya <carol@example.org>", subject, flags, hoursAgo);
    }

    private long deliver(Mailbox folder, String from, String subject, int flags, int hoursAgo) {
        var raw = "From: " + from + "\r\nTo: Bob <bob@example.org>, alice@example.org\r\nSubject: " + subject
                + "\r\n\r\nHello\r\n";
        return mail.deliver(
                folder.id(),
                raw.getBytes(StandardCharsets.UTF_8),
                flags,
                NOW.instant().minusSeconds(3600L * hoursAgo));
    }

    private Place at(long uid) {
        return new Place(inbox.id(), uid);
    }

    private static long[] uids(List<Picked> picked) {
        return picked.stream().flatMapToLong(each -> Arrays.stream(each.uids())).toArray();
    }

    private static List<String> subjects(MessageList list) {
        return list.page(0, 100).stream().map(Row::subject).toList();
    }

    @Test
    void theNewestMessageStandsFirstAndDaysHaveHeadings() {
        deliver("two days old", Flags.SEEN, 48);
        deliver("yesterday", Flags.SEEN, 24);
        deliver("this morning", 0, 2);
        deliver("now", 0, 0);
        var rows = open(Tab.ALL).page(0, 10);
        assertThat(rows).extracting(Row::subject).containsExactly("now", "this morning", "yesterday", "two days old");
        assertThat(rows).extracting(Row::group).containsExactly("day.today", null, "day.yesterday", "Monday");
        assertThat(rows).extracting(Row::unread).containsExactly(true, true, false, false);
        assertThat(rows.getFirst().people()).isEqualTo("Carol Wijaya");
    }

    @Test
    void aPageOfAHundredThousandMessagesCostsOneQuery() {
        mail.fill(inbox.id(), 100_000, NOW);
        var list = open(Tab.ALL);
        assertThat(list.size()).isEqualTo(100_000);
        var before = mail.summaryQueries();
        assertThat(list.page(50_000, 50)).hasSize(50);
        assertThat(mail.summaryQueries() - before).isEqualTo(1);
        assertThat(list.update(false).nothing()).isTrue();
        assertThat(mail.summaryQueries() - before).isEqualTo(1);
    }

    @Test
    void whatArrivesWhileScrolledIsHeldBackUntilAskedFor() {
        deliver("old", 0, 1);
        var list = open(Tab.ALL);
        deliver("new", 0, 0);
        deliver("newer", 0, 0);
        assertThat(list.update(true).nothing()).isTrue();
        assertThat(list.held()).isEqualTo(2);
        assertThat(subjects(list)).containsExactly("old");
        assertThat(list.update(false).rowsChanged()).isTrue();
        assertThat(list.held()).isZero();
        assertThat(subjects(list)).containsExactly("newer", "new", "old");
    }

    @Test
    void aMessageThatAnotherClientRemovesLeavesTheListEvenWhileNewOnesAreHeld() {
        var gone = deliver("gone", 0, 2);
        deliver("stays", 0, 1);
        var list = open(Tab.ALL);
        mail.remove(ALICE, inbox.id(), new long[] {gone}, ACTOR);
        deliver("new", 0, 0);
        assertThat(list.update(true).rowsChanged()).isTrue();
        assertThat(subjects(list)).containsExactly("stays");
        assertThat(list.row(at(gone))).isEqualTo(-1);
    }

    @Test
    void aFlagThatAnotherClientSetsIsTheOnlyChange() {
        var uid = deliver("flagged", 0, 1);
        deliver("other", 0, 0);
        var list = open(Tab.ALL);
        mail.store(ALICE, inbox.id(), new long[] {uid}, FlagChange.add(Flags.FLAGGED), Long.MAX_VALUE, ACTOR);
        var update = list.update(false);
        assertThat(update.rowsChanged()).isFalse();
        assertThat(update.flagsChanged()).containsExactly(uid);
        assertThat(list.page(list.row(at(uid)), 1).getFirst().starred()).isTrue();
    }

    @Test
    void theUnreadTabKeepsWhatIsReadInItUntilItIsOpenedAnew() {
        var first = deliver("first", 0, 3);
        deliver("read", Flags.SEEN, 2);
        deliver("second", 0, 1);
        var list = open(Tab.UNREAD);
        assertThat(subjects(list)).containsExactly("second", "first");
        mail.store(ALICE, inbox.id(), new long[] {first}, FlagChange.add(Flags.SEEN), Long.MAX_VALUE, ACTOR);
        deliver("third", 0, 0);
        list.update(false);
        assertThat(subjects(list)).containsExactly("third", "second", "first");
        assertThat(subjects(open(Tab.UNREAD))).containsExactly("third", "second");
    }

    @Test
    void whatIsMovedHereLaterStandsWhereItsTimeIs() {
        deliver("first", 0, 3);
        var second = deliver("second", 0, 2);
        deliver("third", 0, 1);
        var archive = mail.bySpecialUse(ALICE, SpecialUse.ARCHIVE).orElseThrow().id();
        var there = mail.move(ALICE, inbox.id(), new long[] {second}, archive, ACTOR)
                .target();
        var list = open(Tab.ALL);
        var back = mail.move(ALICE, archive, there, inbox.id(), ACTOR).target()[0];
        assertThat(list.update(true).nothing()).isTrue();
        assertThat(list.held()).isEqualTo(1);
        assertThat(subjects(list)).containsExactly("third", "first");
        list.update(false);
        assertThat(subjects(list)).containsExactly("third", "second", "first");
        assertThat(list.row(at(back))).isEqualTo(1);
        assertThat(list.place(1)).isEqualTo(at(back));
        assertThat(subjects(open(Tab.UNREAD))).containsExactly("third", "second", "first");
    }

    @Test
    void sentMailShowsWhomItWentTo() {
        var sent = mail.bySpecialUse(ALICE, SpecialUse.SENT).orElseThrow();
        var raw = "From: alice@example.org\r\nTo: Bob Siregar <bob@example.org>\r\nSubject: s\r\n\r\nx\r\n";
        mail.deliver(sent.id(), raw.getBytes(StandardCharsets.UTF_8), Flags.SEEN, NOW.instant());
        var rows = new FolderList(
                        Stand.in(Messages.class, mail),
                        new Lines(ALICE, DATES, null, NO_DATES, SNOOZED, NOW),
                        null,
                        sent,
                        Tab.ALL)
                .page(0, 1);
        assertThat(rows.getFirst().people()).isEqualTo("Bob Siregar");
    }

    @Test
    void aConversationIsOneRowAtTheTimeOfItsNewestMessage() {
        deliver(inbox, "Dave Okafor <dave@example.org>", "Tour", 0, 5);
        deliver("other", Flags.SEEN, 3);
        var sent = mail.bySpecialUse(ALICE, SpecialUse.SENT).orElseThrow();
        deliver(sent, "Alice Hartono <alice@example.org>", "Re: Tour", Flags.SEEN, 2);
        var newest = deliver("Re: Tour", Flags.SEEN, 1);
        var list = openConversations(Tab.ALL);
        assertThat(list.size()).isEqualTo(2);
        assertThat(list.total()).isEqualTo(2);
        var row = list.page(0, 10).getFirst();
        assertThat(row.place()).isEqualTo(at(newest));
        assertThat(row.people()).isEqualTo("Carol Wijaya, me, Dave");
        assertThat(row.count()).isEqualTo(3);
        assertThat(row.unread()).isTrue();
        assertThat(subjects(list)).containsExactly("Re: Tour", "other");
    }

    @Test
    void whatIsDoneWithAConversationIsDoneWithAllOfItHere() {
        var first = deliver("Tour", 0, 5);
        var other = deliver("other", 0, 3);
        var newest = deliver("Re: Tour", 0, 1);
        var list = openConversations(Tab.ALL);
        assertThat(uids(list.all(List.of(at(newest))))).containsExactly(first, newest);
        assertThat(uids(list.everything())).containsExactly(first, other, newest);
        assertThat(list.row(at(first))).isZero();
        assertThat(uids(list.newest(List.of(at(newest))))).containsExactly(newest);
        assertThat(list.all(List.of(new Place(new MailboxId(77), newest)))).isEmpty();
    }

    @Test
    void anAnswerThatIsHeldBackIsNotActedOn() {
        var first = deliver("Tour", 0, 5);
        var list = openConversations(Tab.ALL);
        var late = deliver("Re: Tour", 0, 0);
        list.update(true);
        assertThat(list.place(0)).isEqualTo(at(first));
        assertThat(uids(list.all(List.of(at(first))))).containsExactly(first);
        assertThat(list.update(false).rowsChanged()).isTrue();
        assertThat(list.place(0)).isEqualTo(at(late));
    }

    @Test
    void theUnreadTabShowsConversationsWithAnythingUnreadAndKeepsThem() {
        var first = deliver("Tour", 0, 5);
        deliver("Re: Tour", Flags.SEEN, 4);
        deliver("read", Flags.SEEN, 3);
        var list = openConversations(Tab.UNREAD);
        assertThat(subjects(list)).containsExactly("Re: Tour");
        mail.store(ALICE, inbox.id(), new long[] {first}, FlagChange.add(Flags.SEEN), Long.MAX_VALUE, ACTOR);
        deliver("Re: Tour", Flags.SEEN, 1);
        list.update(false);
        assertThat(list.size()).isEqualTo(1);
        assertThat(list.total()).isEqualTo(2);
        assertThat(openConversations(Tab.UNREAD).size()).isZero();
    }

    @Test
    void aPageOfConversationsCostsTwoQueriesWhateverTheMailbox() {
        mail.fill(inbox.id(), 5_000, NOW);
        var list = openConversations(Tab.ALL);
        var before = mail.summaryQueries() + mail.conversationQueries();
        assertThat(list.page(2_500, 50)).hasSize(50);
        assertThat(mail.summaryQueries() + mail.conversationQueries() - before).isEqualTo(2);
    }

    /** Whatever comes and goes, the rows are the newest messages of each conversation by their time. */
    @Test
    void rowsAreTheNewestOfEachConversation() {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        var list = openConversations(Tab.ALL);
        for (var round = 0; round < 100; round++) {
            deliver((random.nextBoolean() ? "Re: " : "") + "Subject " + random.nextInt(8), 0, random.nextInt(100));
            if (random.nextInt(3) == 0) {
                mail.remove(ALICE, inbox.id(), new long[] {1 + random.nextInt(round + 1)}, ACTOR);
            }
            list.update(false);
            var view = mail.view(ALICE, inbox.id());
            var newest = new LinkedHashMap<String, Long>();
            IntStream.range(0, view.size())
                    .boxed()
                    .sorted(Comparator.<Integer>comparingLong(view::internalDate)
                            .thenComparing(Comparator.naturalOrder())
                            .reversed())
                    .forEach(index -> newest.putIfAbsent(subject(view, index), view.uid(index)));
            assertThat(IntStream.range(0, list.size()).mapToObj(list::place).map(Place::uid))
                    .as("seed %d", seed)
                    .containsExactlyElementsOf(newest.values());
        }
    }

    private String subject(MailboxView view, int index) {
        return mail.summaries(ALICE, new long[] {view.message(index)})
                .getFirst()
                .subject()
                .replace("Re: ", "");
    }

    private long deliverRaw(String header, int flags, int hoursAgo) {
        return mail.deliver(
                inbox.id(),
                (header + "\r\n\r\nHello\r\n").getBytes(StandardCharsets.UTF_8),
                flags,
                NOW.instant().minusSeconds(3600L * hoursAgo));
    }

    private void someToMe() {
        deliverRaw("To: alice@example.org\r\nSubject: to me", 0, 9);
        deliverRaw("To: bob@example.org\r\nCc: ali@example.org\r\nSubject: copied to my other address", Flags.SEEN, 8);
        deliverRaw("To: bob@example.org\r\nSubject: to Bob", 0, 7);
        deliverRaw("To: alice@example.org\r\nList-Id: <news.example.org>\r\nSubject: news", 0, 6);
    }

    @Test
    void messagesWithMyAddressAreToMeUnlessTheyCameByAList() {
        someToMe();
        assertThat(subjects(open(Tab.TO_ME))).containsExactly("copied to my other address", "to me");
        assertThat(subjects(open(Tab.NEWSLETTERS))).containsExactly("news");
        assertThat(open(Tab.ALL).unread(Tab.TO_ME)).isOne();
        assertThat(open(Tab.TO_ME).total()).isEqualTo(4);
        assertThat(uids(open(Tab.TO_ME).everything())).containsExactly(1, 2);
    }

    @Test
    void aConversationIsToMeIfAnyOfItsMessagesHereIsAndIsSelectedWhole() {
        deliverRaw("To: alice@example.org\r\nSubject: Tour", Flags.SEEN, 9);
        var newest = deliverRaw("To: bob@example.org\r\nSubject: Re: Tour", Flags.SEEN, 8);
        deliverRaw("To: bob@example.org\r\nSubject: other", Flags.SEEN, 7);
        var list = openConversations(Tab.TO_ME);
        assertThat(list.place(0)).isEqualTo(at(newest));
        assertThat(list.size()).isOne();
        assertThat(uids(list.everything())).containsExactly(1, newest);
    }

    @Test
    void whatComesIsInItsTabOnly() {
        someToMe();
        var toMe = open(Tab.TO_ME);
        var news = open(Tab.NEWSLETTERS);
        deliverRaw("To: alice@example.org\r\nSubject: again to me", 0, 0);
        assertThat(toMe.update(true).nothing()).isTrue();
        assertThat(news.update(true).nothing()).isTrue();
        assertThat(toMe.held()).isOne();
        assertThat(news.held()).isZero();
        toMe.update(false);
        assertThat(subjects(toMe)).startsWith("again to me");
        assertThat(toMe.unread(Tab.TO_ME)).isEqualTo(2);
    }

    @Test
    void whomMessagesAreForIsAskedOnceAView() {
        someToMe();
        var list = open(Tab.ALL);
        var before = mail.audienceQueries();
        list.unread(Tab.TO_ME);
        list.update(false);
        list.page(0, 10);
        assertThat(mail.audienceQueries()).isEqualTo(before);
        deliver("new", 0, 0);
        list.update(false);
        assertThat(mail.audienceQueries()).isEqualTo(before + 1);
    }

    @Test
    void onlyFoldersOfWhatCameHaveTabsByWhomItIsFor() {
        assertThat(new Source.Folder(inbox).tabs()).containsExactly(Tab.values());
        for (var use : List.of(SpecialUse.SENT, SpecialUse.DRAFTS)) {
            assertThat(new Source.Folder(mail.bySpecialUse(ALICE, use).orElseThrow()).tabs())
                    .isEmpty();
        }
        for (var use : List.of(SpecialUse.JUNK, SpecialUse.TRASH)) {
            assertThat(new Source.Folder(mail.bySpecialUse(ALICE, use).orElseThrow()).tabs())
                    .containsExactly(Tab.ALL, Tab.UNREAD);
        }
        assertThat(new Source.All().tabs()).containsExactly(Tab.ALL, Tab.UNREAD);
        assertThat(new Source.Due().tabs()).isEmpty();
    }
}
