package org.kantor.webmail.composer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.kantor.kernel.Refused;

class SpoolTest {

    @Test
    void aFileIsKeptOnDiskAndDeletedWithTheSpool() {
        var spool = new Spool();
        var entry = spool.put(
                "1", "a.txt", "text/plain", false, new ByteArrayInputStream("hello".getBytes(StandardCharsets.UTF_8)));
        assertThat(entry.octets()).isEqualTo(5);
        assertThat(entry.content()).asString(StandardCharsets.UTF_8).isEqualTo("hello");
        spool.clear();
        assertThat(Files.exists(entry.path())).isFalse();
        assertThat(spool.entries()).isEmpty();
    }

    @Test
    void filesTogetherHaveALimitAndTheOneBeyondItIsNotKept() {
        var spool = new Spool();
        spool.put("1", "a", "text/plain", false, zeros(Spool.LIMIT - 10));
        assertThatThrownBy(() -> spool.put("2", "b", "text/plain", false, zeros(11)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(Refused.Code.LIMIT));
        assertThat(spool.entries()).hasSize(1);
        spool.clear();
    }

    private static InputStream zeros(long count) {
        return new InputStream() {
            private long left = count;

            @Override
            public int read() {
                return left-- > 0 ? 0 : -1;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                if (left <= 0) {
                    return -1;
                }
                var now = (int) Math.min(left, length);
                left -= now;
                return now;
            }
        };
    }
}
