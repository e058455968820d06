package org.kantor.mail.queue;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kantor.mail.delivery.Envelope;
import org.kantor.mail.wire.smtp.EnhancedStatus;
import org.kantor.mail.wire.smtp.Reply;

/** What a sender is told of one message (RFC 3464): its envelope, when it came, and a line a recipient. */
public record Report(Envelope envelope, Instant arrived, List<Line> lines) {

    public Report {
        lines = List.copyOf(lines);
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("a report without recipients");
        }
    }

    /** RFC 3464 section 2.3.3. */
    public enum Action {
        FAILED("failed"),
        DELAYED("delayed"),
        DELIVERED("delivered"),
        RELAYED("relayed");

        private final String word;

        Action(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /**
     * @param reply what the last server said, or why we give up
     * @param host the server that said it; null if it was us
     * @param retryUntil for delays, when we will give up
     */
    public record Line(
            Envelope.Recipient recipient,
            Action action,
            Reply reply,
            @Nullable String host,
            Instant at,
            @Nullable Instant retryUntil) {

        EnhancedStatus status() {
            var status = reply.status();
            var klass = switch (action) {
                case DELIVERED, RELAYED -> 2;
                case DELAYED -> 4;
                case FAILED -> reply.code() / 100;
            };
            return status != null && status.klass() == klass ? status : new EnhancedStatus(klass, 0, 0);
        }
    }

    /** The gravest of the lines: it decides what the report is called. */
    Action action() {
        return lines.stream().map(Line::action).min(Enum::compareTo).orElseThrow();
    }
}
