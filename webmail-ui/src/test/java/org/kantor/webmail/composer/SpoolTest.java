package org.kantor.webmail.composer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kantor.bean.TemporaryFiles;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;

class SpoolTest {

    private static final AccountId ALICE = new AccountId(1);

    @TempDir
    private static Path folder;

    private static Spools all;

    @BeforeAll
    static void open() {
        all = new Spools(new TemporaryFiles(folder));
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(all.taken(ALICE)).isZero();
    }

    private static long begin(Spool spool, String id, long octets) throws IOException {
        return spool.append(new Spool.Upload(id, id, "text/plain", false, octets), 0, zeros(1));
    }

    private static Consumer<Refused> code(Refused.Code code) {
        return refused -> assertThat(refused.code()).isEqualTo(code);
    }

    @Test
    void uploadsThatHaveBegunCountWholeInTheirMessage() throws IOException {
        var spool = all.open(ALICE);
        begin(spool, "1", Spool.LIMIT - 10);
        assertThatThrownBy(() -> begin(spool, "2", 11)).isInstanceOfSatisfying(Refused.class, code(Refused.Code.LIMIT));
        assertThatThrownBy(() -> begin(spool, "1", 11))
                .as("no upload becomes another")
                .isInstanceOfSatisfying(Refused.class, code(Refused.Code.LIMIT));
        assertThatThrownBy(() -> begin(spool, "3", -1)).isInstanceOfSatisfying(Refused.class, code(Refused.Code.LIMIT));
        begin(spool, "2", 10);
        spool.drop("1");
        begin(spool, "4", Spool.LIMIT - 10);
        spool.close();
    }

    @Test
    void anAccountsWindowsTogetherHaveALimitAndOthersHaveTheirOwn() throws IOException {
        var spools = new ArrayList<Spool>();
        for (var i = 0; i < Spools.MOST / Spool.LIMIT; i++) {
            spools.add(all.open(ALICE));
            begin(spools.getLast(), "1", Spool.LIMIT);
        }
        var more = all.open(ALICE);
        assertThatThrownBy(() -> begin(more, "1", 2))
                .isInstanceOfSatisfying(Refused.class, code(Refused.Code.TRY_LATER));
        assertThatThrownBy(() -> more.put("2", "b", "text/plain", false, zeros(1)))
                .isInstanceOfSatisfying(Refused.class, code(Refused.Code.TRY_LATER));
        var bob = all.open(new AccountId(2));
        begin(bob, "1", 2);
        bob.close();
        spools.getFirst().close();
        begin(more, "1", 2);
        more.close();
        spools.forEach(Spool::close);
    }

    @Test
    void aFileIsKeptOnDiskAndDeletedWithTheSpool() {
        var spool = all.open(ALICE);
        var entry = spool.put(
                "1", "a.txt", "text/plain", false, new ByteArrayInputStream("hello".getBytes(StandardCharsets.UTF_8)));
        assertThat(entry.octets()).isEqualTo(5);
        assertThat(entry.content()).asString(StandardCharsets.UTF_8).isEqualTo("hello");
        spool.close();
        assertThat(Files.exists(entry.path())).isFalse();
        assertThat(spool.entries()).isEmpty();
    }

    @Test
    void filesTogetherHaveALimitAndTheOneBeyondItIsNotKept() {
        var spool = all.open(ALICE);
        spool.put("1", "a", "text/plain", false, zeros(Spool.LIMIT - 10));
        assertThatThrownBy(() -> spool.put("2", "b", "text/plain", false, zeros(11)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(Refused.Code.LIMIT));
        assertThat(spool.entries()).hasSize(1);
        spool.close();
    }

    private static long piece(Spool spool, long offset, String text) throws IOException {
        var upload = new Spool.Upload("1", "a.txt", "text/plain", false, 10);
        return spool.append(upload, offset, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void anUploadGoesOnWhereItBroke() throws IOException {
        var spool = all.open(ALICE);
        assertThat(piece(spool, 0, "hello")).isEqualTo(5);
        assertThat(piece(spool, -1, "")).as("only asked").isEqualTo(5);
        assertThat(piece(spool, 0, "hello")).as("sent again").isEqualTo(5);
        assertThat(spool.entries()).isEmpty();
        var broken = new SequenceInputStream(
                new ByteArrayInputStream("wo".getBytes(StandardCharsets.UTF_8)), new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("broken");
                    }
                });
        assertThatThrownBy(() -> spool.append(new Spool.Upload("1", "a.txt", "text/plain", false, 10), 5, broken))
                .isInstanceOf(IOException.class);
        assertThat(piece(spool, -1, "")).isEqualTo(7);
        assertThat(piece(spool, 7, "rld")).isEqualTo(10);
        assertThat(piece(spool, -1, ""))
                .as("asked again, as the answer was lost")
                .isEqualTo(10);
        assertThat(spool.entries()).singleElement().matches(entry -> entry.octets() == 10);
        spool.close();
    }

    @Test
    void anUploadThatIsLargerThanItSaidIsNotKept() {
        var spool = all.open(ALICE);
        assertThatThrownBy(() -> piece(spool, 0, "hello world")).isInstanceOf(Refused.class);
        assertThat(spool.entries()).isEmpty();
        assertThatThrownBy(() ->
                        spool.append(new Spool.Upload("2", "b", "text/plain", false, Spool.LIMIT + 1), 0, zeros(1)))
                .isInstanceOf(Refused.class);
        spool.close();
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

    @Test
    void whatArrivesWhenTheWindowHasEndedIsRefusedAndLeavesNothing() throws IOException {
        var spool = all.open(ALICE);
        begin(spool, "a", 10);
        var upload = new Spool.Upload("b", "b", "text/plain", false, 2);
        spool.append(upload, 0, new InputStream() {
            private int left = 2;

            @Override
            public int read() {
                // the window ends while a piece arrives
                spool.close();
                return left-- > 0 ? 0 : -1;
            }
        });
        assertThatThrownBy(() -> begin(spool, "c", 10))
                .isInstanceOfSatisfying(Refused.class, code(Refused.Code.CONDITION));
        assertThatThrownBy(() -> spool.append(upload, 0, zeros(2)))
                .isInstanceOfSatisfying(Refused.class, code(Refused.Code.CONDITION));
        assertThat(spool.entries()).isEmpty();
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }
}
