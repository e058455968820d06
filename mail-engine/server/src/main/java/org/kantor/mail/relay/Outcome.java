package org.kantor.mail.relay;

import org.jspecify.annotations.Nullable;
import org.kantor.mail.wire.smtp.Reply;

/** What became of one recipient at one attempt. */
public sealed interface Outcome {

    Reply reply();

    /** The server that said so; null if none did. */
    @Nullable
    String host();

    /** @param reports whether the server took the sender's wishes for reports over (RFC 3461 section 5.2.1) */
    record Relayed(String host, Reply reply, boolean reports) implements Outcome {}

    record Deferred(@Nullable String host, Reply reply) implements Outcome {}

    record Failed(@Nullable String host, Reply reply) implements Outcome {}

    /** By the class of the reply: 5yz has failed, everything else may be tried again. */
    static Outcome refused(@Nullable String host, Reply reply) {
        return reply.permanentFailure() ? new Failed(host, reply) : new Deferred(host, reply);
    }
}
