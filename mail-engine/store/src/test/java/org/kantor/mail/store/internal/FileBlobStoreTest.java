package org.kantor.mail.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kantor.kernel.AccountId;
import org.kantor.testkit.MutableClock;

class FileBlobStoreTest {

    private static final AccountId ALICE = new AccountId(1);
    private static final AccountId BOB = new AccountId(2);
    private static final byte[] CONTENT = {1, 2, 3};
    private static final byte[] HASH = Compression.hash(CONTENT);

    @TempDir
    Path folder;

    private final MutableClock clock = new MutableClock();

    private FileBlobStore store() {
        return new FileBlobStore(folder, clock);
    }

    @Test
    void aBlobIsReadAsItWasPutAndBelongsToOneAccount() {
        store().put(ALICE, HASH, CONTENT);
        assertThat(store().get(ALICE, HASH)).isEqualTo(CONTENT);
        assertThat(store().exists(BOB, HASH)).isFalse();
        assertThatThrownBy(() -> store().get(BOB, HASH)).isInstanceOf(IllegalStateException.class);
        assertThat(store().accounts()).containsExactly(ALICE);
    }

    @Test
    void onlyOldBlobsAreDeletedAndPuttingAgainMakesYoung() {
        store().put(ALICE, HASH, CONTENT);
        clock.advance(Duration.ofHours(2));
        var before = clock.instant().minus(Duration.ofHours(1));
        assertThat(store().olderThan(ALICE, before)).containsExactly(HASH);
        store().put(ALICE, HASH, CONTENT);
        store().delete(ALICE, HASH, before);
        assertThat(store().exists(ALICE, HASH)).isTrue();
        clock.advance(Duration.ofHours(2));
        store().delete(ALICE, HASH, clock.instant());
        assertThat(store().exists(ALICE, HASH)).isFalse();
    }

    @Test
    void whatACrashLeftUnfinishedIsSwept() throws Exception {
        store().put(ALICE, HASH, CONTENT);
        var left = folder.resolve("1").resolve("aa").resolve("99-1.tmp");
        Files.createDirectories(left.getParent());
        Files.write(left, CONTENT);
        Files.setLastModifiedTime(left, FileTime.from(clock.instant().minus(Duration.ofDays(1))));
        assertThat(store().olderThan(ALICE, clock.instant())).isEmpty();
        assertThat(left).doesNotExist();
    }
}
