package org.kantor.mail.listener;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;

/**
 * Lays compression over a connection's streams: raw DEFLATE (RFC 1951) both ways, as RFC 4978 wants it. Whatever is flushed can be read by the client at once. Used by the
 * connection's thread; holds memory outside the heap until it is closed.
 */
final class DeflatedStreams implements AutoCloseable {

    private static final int BUFFER = 4 * 1024;

    /** So much may be inflated whatever its ratio is. */
    private static final long FREE = 64L * 1024 * 1024;

    /** Beyond that no more than so many octets for each that was received: mail is compressed to a tenth, a bomb to a thousandth. */
    private static final int MOST_RATIO = 200;

    private final Inflater inflater = new Inflater(true);
    private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    private final InputStream raw;
    private final InputStream input = new Inflated();
    private final Output output;
    private final byte[] received = new byte[BUFFER];

    /** @param pending what was read from the raw input already and belongs to the compressed part of it */
    DeflatedStreams(InputStream raw, OutputStream rawOutput, byte[] pending) {
        this.raw = raw;
        this.output = new Output(new DeflaterOutputStream(rawOutput, deflater, BUFFER, true));
        inflater.setInput(pending);
    }

    InputStream input() {
        return input;
    }

    OutputStream output() {
        return output;
    }

    @Override
    public void close() {
        inflater.end();
        output.close();
    }

    /** Others than the connection's thread may have something to say when it has closed it already. */
    private final class Output extends OutputStream {

        private final OutputStream deflated;
        private boolean closed;
        /** Whether there is something to flush: flushing nothing would send an empty block. */
        private boolean pending;

        Output(OutputStream deflated) {
            this.deflated = deflated;
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public synchronized void write(byte[] octets, int offset, int count) throws IOException {
            check();
            deflated.write(octets, offset, count);
            pending = true;
        }

        @Override
        public synchronized void flush() throws IOException {
            check();
            if (pending) {
                deflated.flush();
                pending = false;
            }
        }

        private void check() throws IOException {
            if (closed) {
                throw new IOException("the connection is closed");
            }
        }

        /** Frees the memory; what has not been flushed is lost with the connection. */
        @Override
        public synchronized void close() {
            closed = true;
            deflater.end();
        }
    }

    private final class Inflated extends InputStream {

        private final byte[] inflated = new byte[BUFFER];
        private int from;
        private int to;
        private boolean ended;

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int count) throws IOException {
            while (from == to) {
                if (!inflate()) {
                    var n = ended ? -1 : raw.read(received, 0, received.length);
                    if (n < 0) {
                        return -1;
                    }
                    inflater.setInput(received, 0, n);
                }
            }
            var n = Math.min(count, to - from);
            System.arraycopy(inflated, from, target, offset, n);
            from += n;
            return n;
        }

        /** What can be read without waiting for the client: what is left of a block may hold no octets at all. */
        @Override
        public int available() throws IOException {
            while (from == to && !inflate()) {
                if (ended || raw.available() == 0) {
                    return 0;
                }
                var n = raw.read(received, 0, Math.min(received.length, raw.available()));
                if (n < 0) {
                    return 0;
                }
                inflater.setInput(received, 0, n);
            }
            return to - from;
        }

        /** Whether the octets that are here gave some. */
        private boolean inflate() throws IOException {
            try {
                from = 0;
                to = 0;
                to = inflater.inflate(inflated);
            } catch (DataFormatException e) {
                throw new IOException("the client's compressed data is damaged", e);
            }
            ended |= inflater.finished() || inflater.needsDictionary();
            if (inflater.getBytesWritten() > FREE
                    && inflater.getBytesWritten() / MOST_RATIO > inflater.getBytesRead()) {
                throw new IOException("the client's compressed data expands beyond measure");
            }
            return to > 0;
        }
    }
}
