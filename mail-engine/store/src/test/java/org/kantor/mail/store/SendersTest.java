package org.kantor.mail.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.kantor.mail.wire.mime.MessageParser;

class SendersTest {

    @RegisterExtension
    static final StoreFixture store = new StoreFixture(Duration.ofDays(30));

    private static NewMessage message(String from) {
        var octets = ("From: " + from + "\r\nDate: Thu, 26 Nov 2026 10:04:00 +0700\r\nSubject: x\r\n\r\n" + from)
                .getBytes(StandardCharsets.US_ASCII);
        return new NewMessage(octets, MessageParser.parse(octets), 0, Set.of(), Instant.EPOCH);
    }

    @Test
    void sendersAreCountedForTheirAccountAlone() {
        var alice = store.account();
        var bob = store.account();
        store.deliver(alice, "INBOX", message("News <news@x.example>"));
        store.deliver(alice, "Archive", message("NEWS@x.example"));
        store.deliver(bob, "INBOX", message("bob@y.example"));
        var senders = store.store().senders().since(alice, Instant.EPOCH, 10);
        assertThat(senders)
                .extracting(Senders.Sender::address, Senders.Sender::messages, Senders.Sender::last)
                .containsExactly(tuple("news@x.example", 2, Instant.parse("2026-11-26T03:04:00Z")));
        // what can still be had back counts
        store.messages().remove(alice, store.mailbox(alice, "Archive"), new long[] {1}, StoreFixture.ACTOR);
        assertThat(store.store().senders().since(alice, Instant.EPOCH, 10))
                .extracting(Senders.Sender::messages)
                .containsExactly(2);
        assertThat(store.store().senders().since(alice, Instant.parse("2999-01-01T00:00:00Z"), 10))
                .isEmpty();
    }

    /** A copy that was broken off. */
    @Test
    void whatNeverWasInAMailboxDoesNotCount() {
        var alice = store.account();
        var bob = store.account();
        var sharing = store.store().sharing();
        store.deliver(bob, "INBOX", message("News <news@x.example>"));
        var theirs = store.mailboxes().find(bob, Mailbox.INBOX).orElseThrow();
        var own = store.mailboxes().find(alice, Mailbox.INBOX).orElseThrow();
        sharing.change(bob, bob, theirs.id(), Sharing.Grantee.of(alice), none -> Rights.of("lr"), StoreFixture.ACTOR);
        assertThatThrownBy(() -> sharing.copy(alice, theirs, new long[] {1}, own, StoreFixture.ACTOR, done -> {
                    throw new IllegalStateException("broken off");
                }))
                .hasMessage("broken off");
        assertThat(store.db.number("select count(*) from message where account = ?", alice.value()))
                .isOne();
        assertThat(store.store().senders().since(alice, Instant.EPOCH, 10)).isEmpty();
    }
}
