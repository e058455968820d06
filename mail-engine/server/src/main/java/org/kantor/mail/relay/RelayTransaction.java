package org.kantor.mail.relay;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.kantor.mail.delivery.Envelope;
import org.kantor.mail.delivery.TraceFields;
import org.kantor.mail.wire.smtp.Data;
import org.kantor.mail.wire.smtp.Mail;
import org.kantor.mail.wire.smtp.Notify;
import org.kantor.mail.wire.smtp.Path;
import org.kantor.mail.wire.smtp.Rcpt;
import org.kantor.mail.wire.smtp.Reply;
import org.kantor.mail.wire.smtp.Rset;

/**
 * One message over one connection: MAIL and RCPT together where the server pipelines (RFC 2920), then DATA. What the server cannot take (size, 8 bits,
 * UTF-8 addresses) is refused here. Where it knows no DSN, recipients with NOTIFY=NEVER go with a null reverse-path of their own (RFC 3461 section 5.2.2), so
 * that it reports nothing. Used once, by one thread.
 */
final class RelayTransaction {

    private final RelayConnection connection;
    private final Envelope envelope;
    private final byte[] content;
    private final @Nullable Outcome[] outcomes;
    private boolean fresh = true;

    RelayTransaction(RelayConnection connection, Envelope envelope, byte[] content) {
        this.connection = connection;
        this.envelope = envelope;
        this.content = content;
        this.outcomes = new @Nullable Outcome[envelope.recipients().size()];
    }

    /** @param otherwise for recipients of whom the server has said nothing */
    List<Outcome> outcomes(Outcome otherwise) {
        return Arrays.stream(outcomes).map(o -> o == null ? otherwise : o).toList();
    }

    void run() throws IOException {
        var all = IntStream.range(0, outcomes.length).boxed().toList();
        var obstacle = obstacle();
        if (obstacle != null) {
            settle(all, new Outcome.Failed(connection.host(), obstacle));
        } else if (connection.extensions().has("DSN")) {
            send(envelope.sender(), all);
        } else {
            var silent = all.stream().filter(this::never).toList();
            var others = all.stream().filter(i -> !never(i)).toList();
            send(envelope.sender(), others);
            send(null, silent);
        }
    }

    private boolean never(int index) {
        var reportOn = envelope.recipients().get(index).reportOn();
        return reportOn != null && reportOn.equals(Notify.NEVER);
    }

    private @Nullable Reply obstacle() {
        var extensions = connection.extensions();
        if (content.length > extensions.maxSize()) {
            return Reply.of(552, "5.3.4", "The message is larger than the mail server takes");
        }
        if (needsUtf8() && !extensions.has("SMTPUTF8")) {
            return Reply.of(550, "5.6.7", "The mail server does not take addresses or headers in UTF-8");
        }
        if (needsEightBits() && !extensions.has("8BITMIME")) {
            return Reply.of(554, "5.6.3", "The mail server does not take messages with 8 bits");
        }
        return null;
    }

    private boolean needsUtf8() {
        var sender = envelope.sender();
        return sender != null && !sender.isAscii()
                || envelope.recipients().stream().anyMatch(r -> !r.address().isAscii())
                || envelope.smtpUtf8() && Relay.hasEightBits(content, 0, TraceFields.headerEnd(content));
    }

    private boolean needsEightBits() {
        return Relay.hasEightBits(content, 0, content.length);
    }

    private void send(@Nullable Path sender, List<Integer> recipients) throws IOException {
        if (recipients.isEmpty()) {
            return;
        }
        if (!fresh) {
            connection.command(new Rset());
        }
        fresh = false;
        var pipelining = connection.extensions().has("PIPELINING");
        var mail = mail(sender);
        connection.send(mail);
        if (pipelining) {
            for (var index : recipients) {
                connection.send(rcpt(index));
            }
        }
        var accepted = connection.reply();
        if (!accepted.positive() && !pipelining) {
            settle(recipients, Outcome.refused(connection.host(), accepted));
            reset();
            return;
        }
        var takers = new ArrayList<Integer>();
        for (var index : recipients) {
            var reply = pipelining ? connection.reply() : connection.command(rcpt(index));
            if (!accepted.positive()) {
                outcomes[index] = Outcome.refused(connection.host(), accepted);
            } else if (reply.positive()) {
                takers.add(index);
            } else {
                outcomes[index] = Outcome.refused(connection.host(), reply);
            }
        }
        if (takers.isEmpty()) {
            reset();
            return;
        }
        connection.send(new Data());
        var go = connection.dataReply();
        if (!go.intermediate()) {
            settle(takers, Outcome.refused(connection.host(), go));
            reset();
            return;
        }
        var verdict = connection.message(content);
        settle(
                takers,
                verdict.positive()
                        ? new Outcome.Relayed(
                                connection.host(),
                                verdict,
                                connection.extensions().has("DSN"))
                        : Outcome.refused(connection.host(), verdict));
    }

    private void reset() throws IOException {
        connection.command(new Rset());
    }

    private void settle(List<Integer> recipients, Outcome outcome) {
        for (var index : recipients) {
            outcomes[index] = outcome;
        }
    }

    private Mail mail(@Nullable Path sender) {
        var extensions = connection.extensions();
        var dsn = extensions.has("DSN");
        return new Mail(
                sender,
                extensions.has("SIZE") ? content.length : 0,
                needsEightBits() ? Mail.Body.EIGHT_BIT : Mail.Body.SEVEN_BIT,
                needsUtf8(),
                null,
                dsn ? envelope.ret() : null,
                dsn ? envelope.envid() : null);
    }

    private Rcpt rcpt(int index) {
        var recipient = envelope.recipients().get(index);
        var dsn = connection.extensions().has("DSN");
        return new Rcpt(recipient.address(), dsn ? recipient.reportOn() : null, dsn ? recipient.original() : null);
    }
}
