package org.kantor.mail.sasl;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.kantor.identity.Authenticator;
import org.kantor.identity.Authenticator.Verdict;
import org.kantor.mail.wire.sasl.OAuthBearer;
import org.kantor.mail.wire.sasl.XOAuth2;

/** OAUTHBEARER (RFC 7628) and XOAUTH2, which differ in their messages alone. */
final class BearerMechanism implements Mechanism {

    private record Message(String authorization, String token) {}

    private final String name;
    private final Function<byte[], Optional<Message>> grammar;
    private final byte[] error;
    private final Authenticator authenticator;
    private final Identities identities;

    private BearerMechanism(
            String name,
            Function<byte[], Optional<Message>> grammar,
            byte[] error,
            Authenticator authenticator,
            Identities identities) {
        this.name = name;
        this.grammar = grammar;
        this.error = error;
        this.authenticator = authenticator;
        this.identities = identities;
    }

    static Mechanism oauthBearer(Authenticator authenticator, Identities identities) {
        return new BearerMechanism(
                "OAUTHBEARER",
                octets -> OAuthBearer.parse(octets).map(m -> new Message(m.authorization(), m.token())),
                OAuthBearer.error(),
                authenticator,
                identities);
    }

    static Mechanism xoauth2(Authenticator authenticator, Identities identities) {
        return new BearerMechanism(
                "XOAUTH2",
                octets -> XOAuth2.parse(octets).map(m -> new Message(m.user(), m.token())),
                XOAuth2.error(),
                authenticator,
                identities);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Outcome run(byte[] response, Exchange exchange) throws IOException {
        var message = grammar.apply(response).orElse(null);
        if (message == null) {
            return new Outcome.Malformed();
        }
        var verdict = authenticator.bearer(
                message.token(), exchange.service(), exchange.connection().clientAddress());
        var outcome = identities.self(message.authorization(), verdict);
        if (outcome.verdict() instanceof Verdict.Rejected) {
            // RFC 7628 section 3.2.3: the error first, and whatever the client says to it, then the refusal
            exchange.ask(error);
        }
        return outcome;
    }
}
