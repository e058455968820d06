package org.kantor.mail.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kantor.mail.store.StoreFixture.ACTOR;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.kantor.kernel.AccountId;

class MaintenanceTest {

    @RegisterExtension
    static final StoreFixture store = new StoreFixture();

    private final AccountId alice = store.account();

    private static NewMessage large(int seed) {
        var noise = new byte[400_000];
        new Random(seed).nextBytes(noise);
        return StoreFixture.raw("\r\n" + Base64.getMimeEncoder().encodeToString(noise), 0, Set.of());
    }

    private long blobs() throws Exception {
        try (var files = Files.walk(store.blobs().resolve(alice.toString()))) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    private void later() {
        store.db.clock().advance(Duration.ofHours(2));
        store.store().maintenance().run();
    }

    @Test
    void aBlobGoesSomeTimeAfterItsLastMessage() throws Exception {
        store.deliver(alice, "INBOX", large(1));
        store.deliver(alice, "Archive", large(1));
        later();
        assertThat(blobs()).isOne();
        store.messages().remove(alice, store.inbox(alice), new long[] {1}, ACTOR);
        later();
        assertThat(blobs()).isOne();
        store.messages().remove(alice, store.mailbox(alice, "Archive"), new long[] {1}, ACTOR);
        later();
        later();
        assertThat(blobs()).isZero();
        assertThat(store.store().check().run(StoreCheck.Depth.CONTENT)).isEmpty();
    }

    @Test
    void contentThatComesAgainBeforeItsCollectionStays() {
        store.deliver(alice, "INBOX", large(2));
        store.messages().remove(alice, store.inbox(alice), new long[] {1}, ACTOR);
        store.deliver(alice, "INBOX", large(2));
        later();
        later();
        assertThat(store.messages().content(alice, store.view(alice).message(0)))
                .isEqualTo(large(2).content());
        assertThat(store.store().check().run(StoreCheck.Depth.CONTENT)).isEmpty();
    }

    @Test
    void aBlobThatATransactionLeftIsSweptAndNoFolderIsTakenForOne() throws Exception {
        var stray = store.blobs().resolve(alice.toString()).resolve("ab").resolve("ab" + "0".repeat(62));
        Files.createDirectories(stray.getParent());
        Files.write(stray, new byte[] {1});
        Files.setLastModifiedTime(
                stray,
                java.nio.file.attribute.FileTime.from(store.db.clock().instant().minus(Duration.ofDays(1))));
        store.store().maintenance().run();
        assertThat(Path.of(stray.toString())).doesNotExist();
    }
}
