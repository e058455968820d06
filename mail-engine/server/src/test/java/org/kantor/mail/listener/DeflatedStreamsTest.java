package org.kantor.mail.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

class DeflatedStreamsTest {

    private static byte[] deflated(byte[]... flushed) throws IOException {
        var out = new ByteArrayOutputStream();
        var deflater = new DeflaterOutputStream(out, new Deflater(Deflater.BEST_COMPRESSION, true), true);
        for (var octets : flushed) {
            deflater.write(octets);
            deflater.flush();
        }
        return out.toByteArray();
    }

    private static DeflatedStreams streams(byte[] pending, byte[] later) {
        return new DeflatedStreams(new ByteArrayInputStream(later), new ByteArrayOutputStream(), pending);
    }

    @Test
    void whatOneSideWritesTheOtherReads() throws IOException {
        var seed = new Random().nextLong();
        var octets = new byte[100_000];
        new Random(seed).nextBytes(octets);
        Arrays.fill(octets, 10_000, 60_000, (byte) 'x');
        var wire = new ByteArrayOutputStream();
        try (var writer = new DeflatedStreams(new ByteArrayInputStream(new byte[0]), wire, new byte[0])) {
            writer.output().write(octets, 0, 777);
            writer.output().flush();
            writer.output().write(octets, 777, octets.length - 777);
            writer.output().flush();
        }
        var all = wire.toByteArray();
        var split = new Random(seed).nextInt(all.length);
        try (var reader = streams(Arrays.copyOf(all, split), Arrays.copyOfRange(all, split, all.length))) {
            assertThat(reader.input().readAllBytes()).as("seed %d", seed).isEqualTo(octets);
        }
    }

    /** Else an answer would wait for a command that the client sends after it. */
    @Test
    void theEndOfAFlushIsNoInput() throws IOException {
        var wire = deflated("a NOOP\r\n".getBytes(StandardCharsets.US_ASCII));
        for (var split = 0; split <= wire.length; split++) {
            try (var streams = streams(Arrays.copyOf(wire, split), Arrays.copyOfRange(wire, split, wire.length))) {
                assertThat(streams.input().readNBytes(8)).asString().isEqualTo("a NOOP\r\n");
                assertThat(streams.input().available()).isZero();
            }
        }
    }

    @Test
    void aBombIsNotInflated() throws IOException {
        var zeros = new byte[1024 * 1024];
        var pieces = new byte[100][];
        Arrays.fill(pieces, zeros);
        try (var streams = streams(new byte[0], deflated(pieces))) {
            var read = new long[1];
            assertThatThrownBy(() -> {
                        var buffer = new byte[64 * 1024];
                        for (var n = streams.input().read(buffer);
                                n >= 0;
                                n = streams.input().read(buffer)) {
                            read[0] += n;
                        }
                    })
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("beyond measure");
            assertThat(read[0]).isBetween(60L * 1024 * 1024, 65L * 1024 * 1024);
        }
    }

    @Test
    void whoeverWritesAfterTheEndIsTold() {
        var streams = streams(new byte[0], new byte[0]);
        streams.close();
        assertThatThrownBy(() -> streams.output().write(1)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> streams.output().flush()).isInstanceOf(IOException.class);
    }
}
