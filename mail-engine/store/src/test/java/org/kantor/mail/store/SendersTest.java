package org.kantor.mail.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.kantor.mail.wire.mime.MessageParser;

class SendersTest {

    @RegisterExtension
    static final StoreFixture store = new StoreFixture();

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
        assertThat(store.store().senders().since(alice, Instant.parse("2999-01-01T00:00:00Z"), 10))
                .isEmpty();
    }
}
