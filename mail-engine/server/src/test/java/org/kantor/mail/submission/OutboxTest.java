package org.kantor.mail.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kantor.change.Actor;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.EmailAddress;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.Flags;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxView;
import org.kantor.mail.store.NewMessage;
import org.kantor.mail.store.Rights;
import org.kantor.mail.store.Sharing;
import org.kantor.mail.store.Sharing.Grantee;
import org.kantor.mail.store.SpecialUse;
import org.kantor.mail.store.Store;
import org.kantor.mail.submission.internal.FollowUpSql;
import org.kantor.mail.submission.internal.OutboxSql;
import org.kantor.mail.testing.TestPeople;
import org.kantor.mail.testing.TestStore;
import org.kantor.mail.testing.Transport;
import org.kantor.mail.wire.mime.MessageParser;
import org.kantor.testkit.TestDatabase;

class OutboxTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.of(Store.ENTITIES);

    private static final Actor WEB = new Actor("web", "", null);
    private static final Duration UNDO = Duration.ofSeconds(10);
    private static final String WRITTEN = """
            Date: Sat, 21 Nov 2026 19:00:00 +0700\r
            From: Alice <alice@example.org>\r
            To: bob@example.org\r
            Bcc: carol@example.org\r
            X-Kantor-Draft: report=yes\r
            Message-ID: <one@example.org>\r
            Subject: Penawaran\r
            \r
            Halo\r
            """;

    private static final TestPeople people = new TestPeople("alice", "bob", "carol");
    private static TestStore mail;
    private static Transport transport;
    private final AccountId alice = people.id("alice");
    private Submissions submissions;
    private Sharing sharing = mail.store.sharing();

    @BeforeAll
    static void make() {
        mail = new TestStore(db);
        for (var name : List.of("alice", "bob", "carol")) {
            mail.make(people.id(name), name);
            mail.store.mailboxes().create(people.id(name), "Scheduled", SpecialUse.SCHEDULED, WEB);
        }
        transport = new Transport(db, people, mail.store.deliveries(), Map.of());
    }

    @BeforeEach
    void clear() {
        db.execute("delete from outbox");
        db.execute("delete from queue_message");
        submissions = transport.submissions(mail.store.sharing());
        for (var use : List.of(SpecialUse.DRAFTS, SpecialUse.SENT, SpecialUse.SCHEDULED)) {
            var box = box(use);
            var uids = new ArrayList<Long>();
            var view = mail.store.messages().view(alice, box.id());
            for (var index = 0; index < view.size(); index++) {
                uids.add(view.uid(index));
            }
            mail.store
                    .messages()
                    .remove(
                            alice,
                            box.id(),
                            uids.stream().mapToLong(Long::longValue).toArray(),
                            WEB);
        }
    }

    /** A process's own. */
    private OutboxService outbox() {
        return new OutboxService(
                new OutboxSql(db.jdbc()),
                submissions,
                mail.store.mailboxes(),
                mail.store.messages(),
                sharing,
                people,
                followUps(),
                db.transactions(),
                db.clock());
    }

    private FollowUps followUps() {
        return new FollowUps(
                new FollowUpSql(db.jdbc()),
                people,
                mail.store.mailboxes(),
                mail.store.messages(),
                db.transactions(),
                db.clock());
    }

    private Mailbox box(SpecialUse use) {
        return mail.store.mailboxes().bySpecialUse(alice, use).orElseThrow();
    }

    private int count(SpecialUse use) {
        return mail.store.messages().view(alice, box(use).id()).size();
    }

    private String only(SpecialUse use) {
        var view = mail.store.messages().view(alice, box(use).id());
        assertThat(view.size()).isEqualTo(1);
        return new String(mail.store.messages().content(alice, view.message(0)), StandardCharsets.UTF_8);
    }

    private static long queued() {
        return db.number("select count(*) from queue_recipient");
    }

    private long hold(SpecialUse use, String content, Outbox.@Nullable Answered answered, Instant due, String... to) {
        var octets = content.getBytes(StandardCharsets.UTF_8);
        var message = new NewMessage(
                octets,
                MessageParser.parse(octets),
                Flags.DRAFT | Flags.SEEN,
                Set.of(),
                db.clock().instant());
        var box = box(use).id();
        return db.transactions().call(() -> {
            var appended = mail.store
                    .messages()
                    .append(alice, box, List.of(message), WEB)
                    .getFirst();
            var submission = new Submission(
                    EmailAddress.of("alice@example.org"),
                    List.of(to).stream().map(EmailAddress::of).toList(),
                    false);
            return outbox().hold(
                            alice, box, appended.message(), submission, answered, use == SpecialUse.SCHEDULED, due);
        });
    }

    private long hold() {
        return hold(SpecialUse.DRAFTS, WRITTEN, null, db.clock().instant().plus(UNDO), "bob@example.org");
    }

    @Test
    void aMessageLeavesAtItsTimeAndNotBefore() {
        hold();
        db.clock().advance(UNDO.minusMillis(1));
        outbox().sendDue();
        assertThat(queued()).isZero();
        assertThat(count(SpecialUse.DRAFTS)).isEqualTo(1);
        db.clock().advance(Duration.ofMillis(1));
        outbox().sendDue();
        assertThat(queued()).isEqualTo(1);
        assertThat(count(SpecialUse.DRAFTS)).isZero();
        assertThat(only(SpecialUse.SENT))
                .contains("Bcc: carol@example.org", "Subject: Penawaran")
                .doesNotContain("X-Kantor-Draft");
        outbox().sendDue();
        assertThat(queued()).isEqualTo(1);
    }

    @Test
    void aMessageThatIsTakenBackIsADraftAgainAndNeverLeaves() {
        var id = hold();
        var draft = outbox().takeBack(alice, id, WEB).orElseThrow();
        assertThat(draft.mailbox()).isEqualTo(box(SpecialUse.DRAFTS).id());
        assertThat(only(SpecialUse.DRAFTS)).isEqualTo(WRITTEN);
        db.clock().advance(Duration.ofDays(1));
        outbox().sendDue();
        assertThat(queued()).isZero();
        assertThat(outbox().takeBack(alice, id, WEB)).isEmpty();
    }

    @Test
    void nobodyTakesBackWhatAnotherHolds() {
        var id = hold();
        assertThat(outbox().takeBack(people.id("bob"), id, WEB)).isEmpty();
        assertThat(outbox().reschedule(people.id("bob"), id, Instant.EPOCH)).isFalse();
        assertThat(outbox().waiting(people.id("bob"))).isEmpty();
        assertThat(outbox().waiting(alice)).hasSize(1);
    }

    @Test
    void whatTwoProcessesSendAndAThirdTakesBackLeavesOnceOrIsADraftAndNeverBoth() throws Exception {
        var seed = new Random().nextLong();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        for (var round = 0; round < 40; round++) {
            clear();
            var id = hold();
            db.clock().advance(UNDO);
            var takenBack = new AtomicInteger();
            var barrier = new CyclicBarrier(3);
            var spin = random.nextInt(3_000);
            var threads = new ArrayList<Thread>();
            for (var process = 0; process < 2; process++) {
                threads.add(start(barrier, () -> outbox().sendDue()));
            }
            threads.add(start(barrier, () -> {
                for (var i = 0; i < spin; i++) {
                    Thread.onSpinWait();
                }
                outbox().takeBack(alice, id, WEB).ifPresent(draft -> takenBack.incrementAndGet());
            }));
            for (var thread : threads) {
                thread.join();
            }
            outbox().sendDue();
            assertThat(queued()).as("round %d", round).isEqualTo(1 - takenBack.get());
            assertThat(count(SpecialUse.SENT)).isEqualTo(1 - takenBack.get());
            assertThat(count(SpecialUse.DRAFTS)).isEqualTo(takenBack.get());
        }
    }

    private static Thread start(CyclicBarrier barrier, Runnable work) {
        return Thread.ofVirtual().start(() -> {
            try {
                barrier.await();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            work.run();
        });
    }

    @Test
    void whoeverDiesBeforeTheCommitHasSentNothingAndTheNextSendsItOnce() {
        hold();
        db.clock().advance(UNDO);
        submissions = new Submissions() {
            @Override
            public List<EmailAddress> senders(AccountId account) {
                return List.of();
            }

            @Override
            public void check(AccountId account, Submission submission, long octets) {}

            @Override
            public void receipt(AccountId account, EmailAddress recipient, byte[] content) {}

            @Override
            public void submit(AccountId account, Submission submission, byte[] content) {
                transport.submissions(mail.store.sharing()).submit(account, submission, content);
                throw new IllegalStateException("dies here");
            }
        };
        outbox().sendDue();
        assertThat(queued()).isZero();
        assertThat(count(SpecialUse.DRAFTS)).isEqualTo(1);
        assertThat(count(SpecialUse.SENT)).isZero();
        submissions = transport.submissions(mail.store.sharing());
        outbox().sendDue();
        assertThat(queued()).isZero();
        db.clock().advance(OutboxService.PAUSE);
        outbox().sendDue();
        assertThat(queued()).isEqualTo(1);
        assertThat(count(SpecialUse.SENT)).isEqualTo(1);
    }

    @Test
    void aScheduledMessageLiesInItsMailboxUntilItsTimeAndCarriesTheTimeItLeaves() {
        var due = db.clock().instant().plus(Duration.ofDays(3));
        var id = hold(SpecialUse.SCHEDULED, WRITTEN, null, due, "bob@example.org", "joko@sumbermakmur.example");
        assertThat(outbox().waiting(alice))
                .singleElement()
                .matches(held -> held.scheduled() && held.due().equals(due));
        var sooner = due.minus(Duration.ofDays(1));
        assertThat(outbox().reschedule(alice, id, sooner)).isTrue();
        assertThat(MessageParser.parse(only(SpecialUse.SCHEDULED).getBytes(StandardCharsets.UTF_8))
                        .sentDate())
                .isEqualTo(sooner);
        assertThat(outbox().reschedule(alice, id, sooner))
                .as("its number is another")
                .isFalse();
        var moved = outbox().waiting(alice).getFirst().id();
        assertThat(outbox().reschedule(alice, moved, db.clock().instant())).isTrue();
        db.clock().advance(Duration.ofHours(2));
        outbox().sendDue();
        assertThat(queued()).isEqualTo(2);
        var at = db.clock().instant();
        var sent = only(SpecialUse.SENT);
        assertThat(MessageParser.parse(sent.getBytes(StandardCharsets.UTF_8)).sentDate())
                .isEqualTo(at);
        assertThat(sent).containsOnlyOnce("Date:").contains("+0700");
    }

    @Test
    void cancellingAScheduledMessageMakesItADraft() {
        var id = hold(
                SpecialUse.SCHEDULED, WRITTEN, null, db.clock().instant().plus(Duration.ofDays(3)), "bob@example.org");
        assertThat(outbox().takeBack(alice, id, WEB)).isPresent();
        assertThat(count(SpecialUse.SCHEDULED)).isZero();
        assertThat(only(SpecialUse.DRAFTS)).isEqualTo(WRITTEN);
    }

    @Test
    void whatAnotherClientTakesOutOfItsMailboxIsNotSentAndWhatItPutsBackIs() {
        hold();
        var drafts = box(SpecialUse.DRAFTS).id();
        var trash = box(SpecialUse.TRASH).id();
        var messages = mail.store.messages();
        var uid = messages.view(alice, drafts).uid(0);
        var moved = messages.move(alice, drafts, new long[] {uid}, trash, WEB).target();
        messages.move(alice, trash, moved, drafts, WEB);
        db.clock().advance(UNDO);
        outbox().sendDue();
        assertThat(queued()).isEqualTo(1);
        hold();
        uid = messages.view(alice, drafts).uid(0);
        messages.remove(alice, drafts, new long[] {uid}, WEB);
        db.clock().advance(UNDO);
        outbox().sendDue();
        assertThat(queued()).isEqualTo(1);
        assertThat(outbox().waiting(alice)).isEmpty();
    }

    @Test
    void theAnsweredMessageIsMarkedAndArchivedWhenTheAnswerLeaves() {
        mail.deliver(alice, "Subject: asks\r\n\r\nWhen?\r\n");
        var inbox = mail.store.mailboxes().find(alice, Mailbox.INBOX).orElseThrow();
        var view = mail.store.messages().view(alice, inbox.id());
        var uid = view.uid(view.size() - 1);
        hold(
                SpecialUse.DRAFTS,
                WRITTEN,
                new Outbox.Answered(inbox.id(), uid, true),
                db.clock().instant(),
                "bob@example.org");
        outbox().sendDue();
        assertThat(mail.store.messages().view(alice, inbox.id()).indexOf(uid)).isNegative();
        var archive = mail.store.messages().view(alice, box(SpecialUse.ARCHIVE).id());
        assertThat(archive.flags(archive.size() - 1) & Flags.ANSWERED).isEqualTo(Flags.ANSWERED);
    }

    @Test
    void senderAndRecipientsAreCheckedAtSend() {
        assertThatThrownBy(() -> hold(
                        SpecialUse.DRAFTS, WRITTEN, null, db.clock().instant(), "bob@example.org", "no@example.org"))
                .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo(Refused.Code.NOT_FOUND));
        assertThat(count(SpecialUse.DRAFTS)).isZero();
        assertThat(outbox().waiting(alice)).isEmpty();
    }

    @Test
    void whatCannotLeaveAnyMoreStaysWithItsReasonUntilItsAuthorSendsItAgain() {
        people.add("dave");
        var id = hold(SpecialUse.DRAFTS, WRITTEN, null, db.clock().instant().plus(UNDO), "dave@example.org");
        people.remove("dave");
        db.clock().advance(UNDO);
        outbox().sendDue();
        assertThat(queued()).isZero();
        assertThat(outbox().waiting(alice))
                .singleElement()
                .matches(held -> held.problem().contains("dave@example.org"));
        var view = mail.store.messages().view(alice, box(SpecialUse.DRAFTS).id());
        assertThat(view.flags(0) & Flags.FLAGGED).isEqualTo(Flags.FLAGGED);
        outbox().sendDue();
        people.add("dave");
        outbox().reschedule(alice, id, db.clock().instant());
        outbox().sendDue();
        assertThat(queued()).isEqualTo(1);
    }

    @Test
    void somebodyElsesAddressMaySendOnlyWhereItsInboxLetsPost() {
        var bob = people.id("bob");
        assertThat(submissions.senders(alice))
                .extracting(EmailAddress::toString)
                .doesNotContain("bob@example.org");
        var asBob = Submission.of(EmailAddress.of("bob@example.org"), List.of(EmailAddress.of("carol@example.org")));
        assertThatThrownBy(() -> submissions.check(alice, asBob, 1))
                .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo(Refused.Code.NO_PERMISSION));
        var inbox =
                mail.store.mailboxes().find(bob, Mailbox.INBOX).orElseThrow().id();
        mail.store.sharing().change(bob, bob, inbox, Grantee.of(alice), rights -> Rights.of("lrp"), WEB);
        assertThat(submissions.senders(alice))
                .extracting(EmailAddress::toString)
                .contains("bob@example.org");
        submissions.check(alice, asBob, 1);
        mail.store.sharing().change(bob, bob, inbox, Grantee.of(alice), rights -> Rights.of("lr"), WEB);
        assertThatThrownBy(() -> submissions.check(alice, asBob, 1)).isInstanceOf(Refused.class);
    }

    /** @param forwards for one that is forwarded, which the draft says, not the outbox */
    private void sendAsBob(Outbox.@Nullable Answered answered, String forwards) {
        var written = WRITTEN.replace("report=yes", forwards.isEmpty() ? "report=yes" : "forwards=" + forwards)
                .replace("alice@example.org>", "bob@example.org>");
        var octets = written.getBytes(StandardCharsets.UTF_8);
        var message = new NewMessage(
                octets,
                MessageParser.parse(octets),
                Flags.DRAFT,
                Set.of(),
                db.clock().instant());
        var drafts = box(SpecialUse.DRAFTS).id();
        db.transactions().run(() -> {
            var appended = mail.store
                    .messages()
                    .append(alice, drafts, List.of(message), WEB)
                    .getFirst();
            var submission =
                    Submission.of(EmailAddress.of("bob@example.org"), List.of(EmailAddress.of("carol@example.org")));
            outbox().hold(
                            alice,
                            drafts,
                            appended.message(),
                            submission,
                            answered,
                            false,
                            db.clock().instant());
        });
        outbox().sendDue();
    }

    private Mailbox bobs(SpecialUse use) {
        return mail.store.mailboxes().bySpecialUse(people.id("bob"), use).orElseThrow();
    }

    private void share(Mailbox mailbox, String rights) {
        mail.store
                .sharing()
                .change(
                        mailbox.account(),
                        mailbox.account(),
                        mailbox.id(),
                        Grantee.of(alice),
                        was -> Rights.of(rights),
                        WEB);
    }

    private MailboxView view(Mailbox mailbox) {
        return mail.store.messages().view(mailbox.account(), mailbox.id());
    }

    @Test
    void whatIsSentAsASharedMailboxLiesInItsSentTooAndMarksWhatItAnswersThereAsFarAsRightsGo() {
        var bob = people.id("bob");
        var inbox = mail.store.mailboxes().find(bob, Mailbox.INBOX).orElseThrow();
        var sent = bobs(SpecialUse.SENT);
        var archive = bobs(SpecialUse.ARCHIVE);
        for (var rights : List.of("lrp", "lrpw", "lrpwte")) {
            mail.deliver(bob, "Subject: asks\r\n\r\nWhen?\r\n");
            var asked = view(inbox).uid(view(inbox).size() - 1);
            var before = view(sent).size();
            var queued = queued();
            share(inbox, rights);
            share(sent, rights.equals("lrp") ? "lr" : "lri");
            share(archive, "lri");
            sendAsBob(new Outbox.Answered(inbox.id(), asked, true), "");
            assertThat(queued()).as(rights).isEqualTo(queued + 1);
            assertThat(only(SpecialUse.SENT)).as("the author's own").contains("Bcc: carol@example.org");
            assertThat(view(sent).size()).as(rights).isEqualTo(rights.equals("lrp") ? before : before + 1);
            var index = view(inbox).indexOf(asked);
            if (rights.contains("t")) {
                assertThat(index).as("archived").isNegative();
                assertThat(view(archive).flags(view(archive).size() - 1)).isZero();
            } else {
                assertThat(view(inbox).flags(index) & Flags.ANSWERED)
                        .as(rights)
                        .isEqualTo(rights.contains("w") ? Flags.ANSWERED : 0);
            }
            clear();
        }
        var copy = view(sent);
        var text =
                new String(mail.store.messages().content(bob, copy.message(copy.size() - 1)), StandardCharsets.UTF_8);
        assertThat(text).contains("From: Alice <bob@example.org>").doesNotContain("X-Kantor-Draft", "Bcc", "carol");
        List.of(inbox, sent, archive).forEach(mailbox -> share(mailbox, ""));
    }

    @Test
    void whatCannotBeArchivedInASharedMailboxIsMarkedAllTheSame() {
        var bob = people.id("bob");
        var inbox = mail.store.mailboxes().find(bob, Mailbox.INBOX).orElseThrow();
        var archive = bobs(SpecialUse.ARCHIVE);
        share(inbox, "lrpwte");
        share(archive, "lri");
        mail.deliver(bob, "Subject: asks\r\n\r\nWhen?\r\n");
        var asked = view(inbox).uid(view(inbox).size() - 1);
        var archived = view(archive).size();
        var refused = new AtomicInteger();
        sharing = (Sharing) Proxy.newProxyInstance(
                OutboxTest.class.getClassLoader(), new Class<?>[] {Sharing.class}, (proxy, method, values) -> {
                    if (method.getName().equals("move")) {
                        refused.incrementAndGet();
                        throw new Refused(Refused.Code.OVER_QUOTA, "The mailbox is full.");
                    }
                    return method.invoke(mail.store.sharing(), values);
                });
        sendAsBob(new Outbox.Answered(inbox.id(), asked, true), "");
        assertThat(refused).hasValue(1);
        assertThat(queued()).isOne();
        assertThat(view(archive).size()).as("the move was refused").isEqualTo(archived);
        assertThat(view(inbox).flags(view(inbox).indexOf(asked)) & Flags.ANSWERED)
                .isEqualTo(Flags.ANSWERED);
        List.of(inbox, archive).forEach(mailbox -> share(mailbox, ""));
    }

    @Test
    void whatIsForwardedIsMarkedSoInOnesOwnMailboxAndInAnothersIfOneMay() {
        var bob = people.id("bob");
        var bobsInbox = mail.store.mailboxes().find(bob, Mailbox.INBOX).orElseThrow();
        var own = mail.store.mailboxes().find(alice, Mailbox.INBOX).orElseThrow();
        for (var inbox : List.of(own, bobsInbox)) {
            mail.deliver(inbox.account(), "Subject: tells\r\n\r\nThis\r\n");
            var uid = view(inbox).uid(view(inbox).size() - 1);
            share(bobsInbox, "lrp");
            sendAsBob(null, inbox.id() + "/" + uid);
            assertThat(view(inbox).keywords(view(inbox).indexOf(uid)))
                    .isEqualTo(inbox.equals(own) ? Set.of("$Forwarded") : Set.of());
            clear();
            share(bobsInbox, "lrpw");
            sendAsBob(null, inbox.id() + "/" + uid);
            assertThat(view(inbox).keywords(view(inbox).indexOf(uid))).containsExactly("$Forwarded");
            clear();
        }
        share(bobsInbox, "");
    }

    @Test
    void whatCannotBeKeptInAFullSharedMailboxHasLeftAllTheSame() {
        var sent = bobs(SpecialUse.SENT);
        var inbox = mail.store.mailboxes().find(people.id("bob"), Mailbox.INBOX).orElseThrow();
        share(inbox, "lrp");
        share(sent, "lri");
        var before = view(sent).size();
        mail.full(people.id("bob"), true);
        try {
            sendAsBob(null, "");
        } finally {
            mail.full(people.id("bob"), false);
        }
        assertThat(queued()).isOne();
        assertThat(count(SpecialUse.SENT)).isOne();
        assertThat(view(sent).size()).isEqualTo(before);
        List.of(inbox, sent).forEach(mailbox -> share(mailbox, ""));
    }

    private void sendWithReminder(String id) {
        var written = WRITTEN.replace("report=yes", "remind=3").replace("one@", id + "@");
        hold(SpecialUse.DRAFTS, written, null, db.clock().instant(), "bob@example.org");
        outbox().sendDue();
        db.clock().advance(Duration.ofDays(3).minusSeconds(1));
        followUps().remindDue();
    }

    @Test
    void aMessageThatNobodyAnswersComesBackToTheTopOfTheInboxOnce() {
        var before = mail.count(alice);
        sendWithReminder("lonely");
        assertThat(mail.count(alice)).isEqualTo(before);
        db.clock().advance(Duration.ofSeconds(1));
        followUps().remindDue();
        followUps().remindDue();
        assertThat(mail.count(alice)).isEqualTo(before + 1);
        var inbox = mail.store.mailboxes().find(alice, Mailbox.INBOX).orElseThrow();
        var view = mail.store.messages().view(alice, inbox.id());
        assertThat(view.flags(before) & Flags.SEEN).isZero();
        assertThat(new String(mail.store.messages().content(alice, view.message(before)), StandardCharsets.UTF_8))
                .contains("lonely@example.org");
    }

    @Test
    void aMessageThatWasAnsweredDoesNotComeBack() {
        sendWithReminder("answered");
        mail.deliver(
                alice,
                "From: bob@example.org\r\nSubject: Re: Penawaran\r\nMessage-ID: <answer@x>\r\nIn-Reply-To: <answered@example.org>\r\n\r\nYes\r\n");
        var before = mail.count(alice);
        db.clock().advance(Duration.ofSeconds(1));
        followUps().remindDue();
        assertThat(mail.count(alice)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: bob@example.org|Auto-Submitted: auto-replied",
                "From: bob@example.org|Auto-Submitted: auto-generated; owner-email=\"x@y\"",
                "From: bob@example.org|Precedence: bulk",
                "From: bob@example.org|precedence: Auto_Reply",
                "From: bob@example.org|X-Autoreply: yes",
                "From: bob@example.org|Content-Type: multipart/report; report-type=disposition-notification; boundary=b",
                "From: mailer-daemon@example.net|Content-Type: multipart/report; report-type=delivery-status; boundary=b",
                "Return-Path: <>|From: mailer-daemon@example.net"
            })
    void whatAProgramAnswersIsNoAnswer(String fields) {
        sendWithReminder("unread");
        answer("unread", fields);
        var before = mail.count(alice);
        db.clock().advance(Duration.ofSeconds(1));
        followUps().remindDue();
        assertThat(mail.count(alice)).isEqualTo(before + 1);
        var inbox = mail.store.mailboxes().find(alice, Mailbox.INBOX).orElseThrow();
        assertThat(mail.store.messages().view(alice, inbox.id()).keywords(before))
                .containsExactly(FollowUps.KEYWORD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: bob@example.org",
                "From: bob@example.org|Auto-Submitted: no (Bob wrote this)",
                "Return-Path: <list-bounces@example.net>|From: bob@example.org|List-Id: <list.example.net>|Precedence: bulk",
                "From: bob@example.org|Precedence: first-class",
                "From: bob@example.org|X-Auto-Response-Suppress: All"
            })
    void whatAPersonAnswersAfterAProgramIsOne(String fields) {
        sendWithReminder("read");
        answer("read", "From: bob@example.org|Auto-Submitted: auto-replied");
        answer("read", fields);
        var before = mail.count(alice);
        db.clock().advance(Duration.ofSeconds(1));
        followUps().remindDue();
        assertThat(mail.count(alice)).isEqualTo(before);
    }

    private void answer(String id, String fields) {
        mail.deliver(
                alice,
                fields.replace("|", "\r\n") + "\r\nSubject: Re: Penawaran\r\nMessage-ID: <" + UUID.randomUUID()
                        + "@x>\r\nIn-Reply-To: <" + id + "@example.org>\r\n\r\nText\r\n");
    }

    @Test
    void oneThatCannotComeBackKeepsNobodyElsesWaiting() {
        sendWithReminder("broken");
        db.execute(
                "update message set content = null where account = ? and message_id = 'broken@example.org'",
                alice.value());
        sendWithReminder("whole");
        var before = mail.count(alice);
        db.clock().advance(Duration.ofDays(1));
        followUps().remindDue();
        assertThat(mail.count(alice)).isEqualTo(before + 1);
        assertThat(db.number("select count(*) from follow_up")).isEqualTo(1);
        db.execute("delete from follow_up");
    }
}
