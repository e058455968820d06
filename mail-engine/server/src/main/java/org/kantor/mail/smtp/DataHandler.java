package org.kantor.mail.smtp;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.kantor.mail.delivery.TraceFields;
import org.kantor.mail.delivery.TransportSettings;
import org.kantor.mail.wire.smtp.Data;
import org.kantor.mail.wire.smtp.DataDecoder;
import org.kantor.mail.wire.smtp.Reply;

/**
 * DATA (RFC 5321 section 4.1.1.4): reads the message, strictly, and hands it over; the answer is sent after the commit. The messages that are being
 * received share a part of the memory: who finds it taken is asked to come again.
 */
final class DataHandler implements Handler<Data> {

    private static final int CHUNK = 16 * 1024;
    private static final int KILOBYTE = 1024;

    private final Acceptance acceptance;
    private final TransportSettings settings;
    private final Clock clock;
    private final Semaphore memory;

    DataHandler(Acceptance acceptance, TransportSettings settings, Clock clock) {
        this.acceptance = acceptance;
        this.settings = settings;
        this.clock = clock;
        this.memory = new Semaphore(
                (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / 4 / KILOBYTE));
    }

    @Override
    public Set<State> states() {
        return EnumSet.of(State.MAIL, State.RCPT);
    }

    @Override
    public Reply handle(Data command, Session session) throws IOException {
        if (session.state() == State.MAIL) {
            return Reply.of(503, "5.5.1", "There is no recipient");
        }
        var deadline = clock.instant().plus(session.limits().message());
        session.write(Reply.of(354, "End with a line that holds only a dot"));
        session.connection().flush();
        session.timeout(session.limits().data());
        var reserved = new Reservation(memory);
        try {
            var reply = receive(session, reserved, deadline);
            session.timeout(session.limits().command());
            return reply;
        } finally {
            reserved.release();
            session.reset();
        }
    }

    private Reply receive(Session session, Reservation reserved, Instant deadline) throws IOException {
        var decoder = new DataDecoder(settings.maxMessage());
        read(session, decoder, reserved, deadline);
        var refusal = switch (decoder.fault()) {
            case BARE_LINE_END -> Reply.of(550, "5.5.2", "The message has a CR or LF by itself");
            case TOO_LARGE -> Reply.of(552, "5.3.4", "The message is too large");
            case DISCARDED -> Reply.of(452, "4.3.1", "Too many messages are arriving; try again later");
            case NONE -> null;
        };
        var replies = refusal == null ? accept(session, decoder) : List.of(refusal);
        if (session.role() != Role.LMTP) {
            return replies.getFirst();
        }
        var count = session.recipients().size();
        for (var i = 0; i < count - 1; i++) {
            session.write(replies.get(Math.min(i, replies.size() - 1)));
        }
        return replies.getLast();
    }

    private List<Reply> accept(Session session, DataDecoder decoder) {
        var content = decoder.content(received(session));
        // with the hop to us
        return TraceFields.hops(content) - 1 > TraceFields.MAX_HOPS
                ? List.of(Reply.of(554, "5.4.6", "The message is in a loop"))
                : acceptance.accept(session, content);
    }

    private void read(Session session, DataDecoder decoder, Reservation reserved, Instant deadline) throws IOException {
        var connection = session.connection();
        var chunk = new byte[CHUNK];
        while (!decoder.complete()) {
            var count = connection.read(chunk, 0, chunk.length);
            if (count < 0) {
                throw new EOFException();
            }
            var taken = decoder.feed(chunk, 0, count);
            if (taken < count) {
                connection.unread(chunk, taken, count - taken);
            }
            if (!reserved.upTo(decoder.length())) {
                decoder.discard();
            }
            if (clock.instant().isAfter(deadline)) {
                throw new SocketTimeoutException("the message takes too long");
            }
        }
    }

    private byte[] received(Session session) {
        var recipients = session.recipients();
        return TraceFields.received(
                session.client(),
                session.connection().clientAddress(),
                settings.hostName(),
                session.protocol(),
                session.id() + "." + session.nextMessage(),
                recipients.size() == 1 ? recipients.getFirst().address() : null,
                clock.instant().atZone(ZoneOffset.UTC));
    }

    /** Kilobytes of the shared memory that one message has. */
    private static final class Reservation {

        private static final int STEP = 1_024;

        private final Semaphore memory;
        private int held;

        Reservation(Semaphore memory) {
            this.memory = memory;
        }

        boolean upTo(int octets) {
            var wanted = octets / KILOBYTE;
            while (held < wanted) {
                if (!memory.tryAcquire(STEP)) {
                    return false;
                }
                held += STEP;
            }
            return true;
        }

        void release() {
            memory.release(held);
            held = 0;
        }
    }
}
