package org.kantor.mail.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kantor.mail.store.StoreFixture.ACTOR;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.Conversations.Member;

class ConversationsTest {

    @RegisterExtension
    static final StoreFixture store = new StoreFixture();

    private final AccountId alice = store.account();
    private final MailboxId inbox = store.inbox(alice);

    private long append(String mailbox, String id, String... references) {
        return append(alice, mailbox, "Ada", id, references);
    }

    private static long append(AccountId account, String mailbox, String from, String id, String... references) {
        var text =
                "From: " + from + " <" + from.toLowerCase(java.util.Locale.ROOT) + "@example.org>\nMessage-ID: <" + id
                        + "@example.org>\nSubject: Tour\nX-Copy: " + mailbox + "\n"
                        + (references.length == 0
                                ? ""
                                : "References: <" + String.join("@example.org> <", references) + "@example.org>\n")
                        + "\nText\n";
        var box = store.mailbox(account, mailbox);
        return store.messages()
                .append(account, box, List.of(StoreFixture.raw(text, 0, Set.of())), ACTOR)
                .getFirst()
                .message();
    }

    private Conversations conversations() {
        return store.store().conversations();
    }

    private static List<Long> numbers(List<Member> members) {
        return members.stream().map(Member::message).toList();
    }

    @Test
    void aConversationHasWhatWasReceivedSentAndFiled() {
        var first = append(Mailbox.INBOX, "1");
        var answer = append("Sent", "2", "1");
        var filed = append("Archive", "3", "1", "2");
        append(Mailbox.INBOX, "other");
        var members = conversations().conversation(alice, answer, inbox);
        assertThat(numbers(members)).containsExactly(first, answer, filed);
        assertThat(members.get(1).use()).isEqualTo(SpecialUse.SENT);
        assertThat(members.getFirst().mailbox()).isEqualTo(inbox);
        assertThat(members.getFirst().fromName()).isEqualTo("Ada");
        assertThat(members.getFirst().sender()).isEqualTo("ada@example.org");
    }

    @Test
    void whatIsInTrashOrSpamIsLeftOutUnlessThatIsOpen() {
        var first = append(Mailbox.INBOX, "1");
        var deleted = append("Trash", "2", "1");
        var spam = append("Spam", "3", "1");
        assertThat(numbers(conversations().conversation(alice, first, inbox))).containsExactly(first);
        assertThat(numbers(conversations().conversation(alice, first, store.mailbox(alice, "Trash"))))
                .containsExactly(first, deleted);
        assertThat(numbers(conversations().conversation(alice, first, store.mailbox(alice, "Spam"))))
                .containsExactly(first, spam);
    }

    @Test
    void aMessageIsFoundByItsMessageId() {
        append(Mailbox.INBOX, "1");
        var answer = append("Archive", "2", "1");
        append("Trash", "3", "1");
        assertThat(conversations().named(alice, "2@example.org").map(Member::message))
                .contains(answer);
        assertThat(conversations().named(alice, "3@example.org")).isEmpty();
        assertThat(conversations().named(alice, "4@example.org")).isEmpty();
        assertThat(conversations().named(store.account(), "2@example.org")).isEmpty();
    }

    @Test
    void aMessageToOneselfIsToldOnceInThePlaceThatIsOpen() {
        var sent = append("Sent", "1");
        var received = append(Mailbox.INBOX, "1");
        assertThat(numbers(conversations().conversation(alice, sent, inbox))).containsExactly(received);
        assertThat(numbers(conversations().conversation(alice, sent, store.mailbox(alice, "Sent"))))
                .containsExactly(sent);
        assertThat(numbers(conversations().conversation(alice, sent, store.mailbox(alice, "Drafts"))))
                .containsExactly(received);
    }

    @Test
    void severalConversationsAreReadInOneStatement() {
        var one = append(Mailbox.INBOX, "1");
        append(Mailbox.INBOX, "2");
        var three = append(Mailbox.INBOX, "3");
        var four = append("Sent", "4", "1");
        var threads = store.messages().threads(alice, new long[] {one, three});
        assertThat(numbers(conversations().conversations(alice, threads, inbox)))
                .containsExactly(one, four, three);
        assertThat(store.db.count(() -> conversations().conversations(alice, threads, inbox)))
                .isOne();
    }

    @Test
    void nobodySeesAnothersConversation() {
        var mallory = store.account();
        var mine = append(Mailbox.INBOX, "1");
        append(mallory, Mailbox.INBOX, "Mallory", "2", "1");
        assertThat(numbers(conversations().conversation(alice, mine, inbox))).containsExactly(mine);
        assertThat(conversations().conversation(mallory, mine, inbox)).isEmpty();
        assertThat(conversations().conversations(mallory, store.messages().threads(alice, new long[] {mine}), inbox))
                .isEmpty();
    }

    @Test
    void whoMayReadOneMailboxSeesOfItsConversationsNothingElse() {
        var bob = store.account();
        var first = append(Mailbox.INBOX, "1");
        append("Archive", "2", "1");
        var sharing = store.store().sharing();
        var seen = sharing.conversations(bob);
        assertThat(seen.conversation(alice, first, inbox)).isEmpty();
        sharing.change(alice, alice, inbox, Sharing.Grantee.of(bob), none -> Rights.of("lr"), ACTOR);
        assertThat(numbers(seen.conversation(alice, first, inbox))).containsExactly(first);
        assertThat(seen.threads(alice, store.view(alice)).size()).isOne();
    }

    @Test
    void ofAVeryLongConversationTheNewestAreRead() {
        var first = append(Mailbox.INBOX, "0");
        IntStream.rangeClosed(1, Conversations.MOST)
                .forEach(i -> append(Mailbox.INBOX, Integer.toString(i), Integer.toString(i - 1)));
        var members = conversations().conversation(alice, first, inbox);
        assertThat(members).hasSize(Conversations.MOST);
        assertThat(members.getFirst().message()).isGreaterThan(first);
    }

    /** A copy that was broken off leaves messages in no mailbox, newer than all others. */
    @Test
    void whatIsInNoMailboxTakesNobodysPlace() {
        var bob = store.account();
        var sharing = store.store().sharing();
        var first = append(Mailbox.INBOX, "1");
        var last = append(Mailbox.INBOX, "2", "1");
        IntStream.range(0, Conversations.MOST).forEach(i -> append(bob, Mailbox.INBOX, "Bob", "b" + i, "1"));
        var theirs = store.mailboxes().find(bob, Mailbox.INBOX).orElseThrow();
        var own = store.mailboxes().find(alice, Mailbox.INBOX).orElseThrow();
        sharing.change(bob, bob, theirs.id(), Sharing.Grantee.of(alice), none -> Rights.of("lr"), ACTOR);
        assertThatThrownBy(() -> sharing.copy(alice, theirs, StoreFixture.uids(store.view(bob)), own, ACTOR, done -> {
                    if (done == Conversations.MOST) {
                        throw new IllegalStateException("broken off");
                    }
                }))
                .hasMessage("broken off");
        assertThat(numbers(conversations().conversation(alice, first, inbox))).containsExactly(first, last);
        var threads = store.messages().threads(alice, new long[] {first});
        assertThat(numbers(conversations().conversations(alice, threads, inbox)))
                .containsExactly(first, last);
    }

    /** However the mailbox came about, its threads are those that the messages have. */
    @Test
    void theThreadsOfAMailboxThatGrewAreThoseOfItsMessages() {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        for (var round = 0; round < 40; round++) {
            for (var i = random.nextInt(5); i >= 0; i--) {
                append(Mailbox.INBOX, Integer.toString(random.nextInt(60)), Integer.toString(random.nextInt(60)));
            }
            if (random.nextInt(4) == 0) {
                store.messages().remove(alice, inbox, new long[] {1 + random.nextInt(60)}, ACTOR);
            }
            var view = store.view(alice);
            var threads = conversations().threads(alice, view);
            var read = IntStream.range(0, view.size())
                    .mapToLong(index -> threads.thread(threads.row(view.uid(index))))
                    .toArray();
            var messages = LongStream.range(0, view.size())
                    .map(index -> view.message((int) index))
                    .toArray();
            assertThat(read)
                    .as("seed %d, %s", seed, Arrays.toString(messages))
                    .isEqualTo(store.messages().threads(alice, messages));
        }
    }

    @Test
    void theThreadsOfAMailboxAreReadOnceAndThenOnlyThoseOfNewMessages() {
        append(Mailbox.INBOX, "1");
        var view = store.view(alice);
        var threads = conversations().threads(alice, view);
        assertThat(store.db.statements(
                        () -> assertThat(conversations().threads(alice, view)).isSameAs(threads)))
                .isEmpty();
        append(Mailbox.INBOX, "2", "1");
        assertThat(conversations().threads(alice, store.view(alice)).size()).isEqualTo(2);
        assertThat(threads.size()).isOne();
    }
}
