package org.kantor.mail.sasl;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.function.Supplier;
import org.kantor.identity.Authenticator;
import org.kantor.identity.Authenticator.Service;
import org.kantor.identity.Authenticator.Verdict;
import org.kantor.mail.listener.ServerConnection;
import org.kantor.mail.wire.sasl.ScramClientFinal;
import org.kantor.mail.wire.sasl.ScramClientFirst;
import org.kantor.mail.wire.sasl.ScramServerFirst;

/**
 * SCRAM-SHA-256 (RFC 5802, RFC 7677) for app passwords, and SCRAM-SHA-256-PLUS, which is bound to the TLS connection. Both sides prove that they know the
 * password; neither sends it. See docs/decisions/0065.
 *
 * @param nonces what the server adds to the client's nonce: printable, without commas, never the same
 */
record ScramMechanism(boolean plus, Authenticator authenticator, Identities identities, Supplier<String> nonces)
        implements Mechanism {

    private static final String NAME = "SCRAM-SHA-256";

    @Override
    public String name() {
        return plus ? NAME + "-PLUS" : NAME;
    }

    @Override
    public boolean offered(Service service, ServerConnection connection) {
        return !plus || ChannelBinding.possible(connection);
    }

    @Override
    public Outcome run(byte[] response, Exchange exchange) throws IOException {
        var first = ScramClientFirst.parse(response).orElse(null);
        if (first == null) {
            return new Outcome.Malformed();
        }
        var channel = channel(first, exchange.connection());
        if (channel.length == 0) {
            return Outcome.REJECTED;
        }
        var salt = authenticator.scram(first.login());
        var offer = new ScramServerFirst(first.nonce() + nonces.get(), salt.salt(), salt.iterations());
        var answer = exchange.ask(offer.text().getBytes(StandardCharsets.UTF_8));
        var last = answer == null ? null : ScramClientFinal.parse(answer).orElse(null);
        if (last == null) {
            return new Outcome.Malformed();
        }
        if (!last.nonce().equals(offer.nonce()) || !MessageDigest.isEqual(last.channel(), channel)) {
            return Outcome.REJECTED;
        }
        var judged = authenticator.scram(
                first.login(),
                offer.signed(first, last),
                last.proof(),
                exchange.service(),
                exchange.connection().clientAddress());
        var outcome = identities.self(first.authorization(), judged.verdict());
        // RFC 4422 section 4: none of our protocols carries data with success, so it is a challenge that is answered
        // with nothing
        if (outcome.verdict() instanceof Verdict.Accepted
                && exchange.ask(ScramServerFirst.finalMessage(judged.signature())) == null) {
            return new Outcome.Malformed();
        }
        return outcome;
    }

    /**
     * What the client's last message must say of the channel (RFC 5802 section 6): empty if its first message does not fit the mechanism, asks for a binding that
     * is not there, or shows that somebody has taken -PLUS out of our list.
     */
    private byte[] channel(ScramClientFirst first, ServerConnection connection) {
        if (plus != (first.flag() == 'p') || first.flag() == 'y' && ChannelBinding.possible(connection)) {
            return new byte[0];
        }
        var octets = new ByteArrayOutputStream();
        octets.writeBytes(first.header().getBytes(StandardCharsets.UTF_8));
        if (plus) {
            var data = ChannelBinding.data(first.binding(), connection);
            if (data == null) {
                return new byte[0];
            }
            octets.writeBytes(data);
        }
        return octets.toByteArray();
    }
}
