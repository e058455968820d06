package org.kantor.mail.sasl;

import org.kantor.identity.Authenticator;
import org.kantor.mail.wire.sasl.SaslPlain;

/** PLAIN (RFC 4616). */
record PlainMechanism(Authenticator authenticator, Identities identities) implements Mechanism {

    @Override
    public String name() {
        return "PLAIN";
    }

    @Override
    public Outcome run(byte[] response, Exchange exchange) {
        return SaslPlain.parse(response)
                .<Outcome>map(plain -> identities.self(
                        plain.actsForAnother() ? plain.authorization() : "",
                        authenticator.password(
                                plain.login(),
                                plain.password(),
                                exchange.service(),
                                exchange.connection().clientAddress())))
                .orElseGet(Outcome.Malformed::new);
    }
}
