package org.kantor.mail.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kantor.mail.store.StoreFixture.ACTOR;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.MailboxKeys.Text;
import org.kantor.mail.wire.mime.MessageParser;

class KeysTest {

    @RegisterExtension
    static final StoreFixture store = new StoreFixture();

    private final AccountId alice = store.account();
    private final MailboxId inbox = store.inbox(alice);

    private void append(String... headers) {
        var messages = new ArrayList<NewMessage>();
        for (var header : headers) {
            var octets = (header + "\n\nx").getBytes(StandardCharsets.UTF_8);
            messages.add(new NewMessage(octets, MessageParser.parse(octets), 0, Set.of(), Instant.EPOCH));
        }
        store.messages().append(alice, inbox, messages, ACTOR);
    }

    private MailboxKeys keys() {
        return store.messages().keys(alice, store.view(alice));
    }

    private static List<Integer> references(MailboxKeys keys, int row) {
        return IntStream.range(0, keys.references(row))
                .mapToObj(i -> keys.reference(row, i))
                .toList();
    }

    @Test
    void anEmptyMailboxHasNoKeys() {
        assertThat(keys().size()).isZero();
        assertThat(keys().messageIds()).isZero();
    }

    @Test
    void messageIdsAndReferencesHaveTheSameNumbers() {
        append("Message-ID: <1@x>", "Message-ID: <2@x>\nReferences: <0@x> <1@x>", "In-Reply-To: <\"2\"@x>");
        var keys = keys();
        assertThat(references(keys, 0)).isEmpty();
        assertThat(references(keys, 1)).hasSize(2).endsWith(keys.messageId(0));
        assertThat(references(keys, 2)).containsExactly(keys.messageId(1));
        assertThat(keys.messageId(2)).isNegative();
        assertThat(keys.messageIds()).isEqualTo(3);
    }

    @Test
    void withoutReferencesTheFirstIdOfInReplyToCounts() {
        append("Message-ID: <1@x>", "In-Reply-To: <1@x> and <2@x>", "References: <2@x>\nIn-Reply-To: <1@x>");
        assertThat(references(keys(), 1)).containsExactly(keys().messageId(0));
        assertThat(references(keys(), 2)).hasSize(2).endsWith(keys().messageId(0));
    }

    @Test
    void newMessagesAreReadAloneAndOldKeysStayAsTheyWere() {
        append("Subject: b");
        var before = keys();
        append("Subject: a", "Subject: Re: b");
        var after = keys();
        assertThat(before.size()).isOne();
        assertThat(before.rank(Text.SUBJECT, 0)).isPositive();
        assertThat(after.size()).isEqualTo(3);
        assertThat(after.rank(Text.SUBJECT, 0))
                .isEqualTo(after.rank(Text.SUBJECT, 2))
                .isGreaterThan(after.rank(Text.SUBJECT, 1));
        assertThat(after.isReply(2)).isTrue();
        assertThat(keys()).isSameAs(after);
    }

    @Test
    void nobodyGetsAnothersKeys() {
        append("Subject: secret");
        assertThat(store.messages().keys(store.account(), store.view(alice)).size())
                .isZero();
    }

    @Test
    void whatAnOpenTransactionSeesIsForItselfOnly() {
        append("Subject: a");
        assertThatThrownBy(() -> store.db.transactions().run(() -> {
                    append("Subject: b");
                    assertThat(keys().size()).isEqualTo(2);
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        append("Subject: c");
        assertThat(keys().size()).isEqualTo(2);
        assertThat(keys().rank(Text.SUBJECT, 1)).isEqualTo(2);
    }

    /** However the mailbox came about, its keys are those of a store that reads it for the first time. */
    @Test
    void keysThatGrewAreAsThoseReadAtOnce() {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        for (var round = 0; round < 60; round++) {
            for (var i = random.nextInt(8); i >= 0; i--) {
                append("Subject: " + (random.nextBoolean() ? "Re: " : "") + word(random) + "\nFrom: \"" + word(random)
                        + "\" <"
                        + random.nextInt(5) + "@x>\nMessage-ID: <" + random.nextInt(50) + "@x>\nReferences: <"
                        + random.nextInt(50)
                        + "@x> <" + random.nextInt(50) + "@x>\nDate: " + (1 + random.nextInt(28))
                        + " Jan 2024 10:00:00 +0000");
            }
            if (random.nextInt(5) == 0) {
                store.messages().remove(alice, inbox, new long[] {1 + random.nextInt(50)}, ACTOR);
            }
            if (random.nextBoolean()) {
                var view = store.view(alice);
                same(
                        view,
                        store.messages().keys(alice, view),
                        store.open().messages().keys(alice, view),
                        seed);
            }
        }
    }

    private static String word(Random random) {
        return random.ints(random.nextInt(3), 'a', 'e')
                .mapToObj(Character::toString)
                .reduce(random.nextInt(4) == 0 ? "\u00e4" : "", String::concat);
    }

    private static void same(MailboxView view, MailboxKeys grown, MailboxKeys fresh, long seed) {
        var ids = new java.util.HashMap<Integer, Integer>();
        for (var index = 0; index < view.size(); index++) {
            var a = grown.row(view.uid(index));
            var b = fresh.row(view.uid(index));
            assertThat(grown.uid(a)).as("seed %d", seed).isEqualTo(fresh.uid(b));
            assertThat(grown.sentDate(a)).isEqualTo(fresh.sentDate(b));
            assertThat(grown.isReply(a)).isEqualTo(fresh.isReply(b));
            var mine = new ArrayList<>(references(grown, a));
            mine.add(grown.messageId(a));
            var theirs = new ArrayList<>(references(fresh, b));
            theirs.add(fresh.messageId(b));
            for (var i = 0; i < mine.size(); i++) {
                var known = ids.putIfAbsent(mine.get(i), theirs.get(i));
                assertThat(known == null ? theirs.get(i) : known)
                        .as("seed %d", seed)
                        .isEqualTo(theirs.get(i));
            }
        }
        for (var text : Text.values()) {
            assertThat(order(view, grown, text)).as("seed %d, %s", seed, text).isEqualTo(order(view, fresh, text));
        }
    }

    private static List<Integer> order(MailboxView view, MailboxKeys keys, Text text) {
        return IntStream.range(0, view.size())
                .boxed()
                .sorted(Comparator.comparing(index -> keys.rank(text, keys.row(view.uid(index)))))
                .toList();
    }
}
