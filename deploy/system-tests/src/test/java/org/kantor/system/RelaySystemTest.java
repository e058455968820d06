package org.kantor.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kantor.system.Client.await;

import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mail for other domains, really looked up and really handed over. The suite under test asks this test's name server. */
class RelaySystemTest {

    private static final String ALICE = "alice:alice-demo";

    private ForeignWorld world;

    @BeforeEach
    void open() throws IOException {
        world = new ForeignWorld();
    }

    @AfterEach
    void close() throws IOException {
        world.close();
    }

    private static String send(String recipient) {
        var word = "w" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        Client.submit(recipient, word);
        return word;
    }

    private String arrived(String word) {
        return await(
                "the message at the other server",
                () -> world.received().stream()
                        .filter(m -> m.contains(word))
                        .findFirst()
                        .orElse(null));
    }

    @Test
    void mailForAnotherDomainReachesItsServer() {
        var word = send("joko@sumbermakmur.example");
        assertThat(arrived(word))
                .startsWith("alice@example.org [joko@sumbermakmur.example]")
                .contains("Received:");
    }

    @Test
    void aTemporaryRefusalIsTriedAgain() {
        world.plan("later@sumbermakmur.example", "451 4.7.1 greylisted, come back");
        var word = send("later@sumbermakmur.example");
        await(
                "the refusal in the queue",
                () -> Admin.queue().contains("later@sumbermakmur.example")
                        || world.received().stream().anyMatch(m -> m.contains(word)));
        Admin.requeue("later@sumbermakmur.example");
        arrived(word);
    }

    @Test
    void aFinalRefusalComesBackAsABounce() {
        world.plan("gone@sumbermakmur.example", "550 5.1.1 no such person here");
        var word = send("gone@sumbermakmur.example");
        var bounce = await("the bounce", () -> {
            for (var number : Client.search(ALICE, "INBOX", "delivered").split(" ")) {
                if (!number.isEmpty()) {
                    var text = Client.curl(
                                    ALICE, "imap://" + Suite.HOST + ":" + Suite.imap() + "/INBOX;MAILINDEX=" + number)
                            .output();
                    if (text.contains(word)) {
                        return text;
                    }
                }
            }
            return null;
        });
        assertThat(bounce)
                .contains("multipart/report")
                .contains("Status: 5.1.1")
                .contains("no such person here")
                .contains("gone@sumbermakmur.example");
    }
}
