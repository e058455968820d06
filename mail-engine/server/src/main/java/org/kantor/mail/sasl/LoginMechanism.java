package org.kantor.mail.sasl;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.kantor.identity.Authenticator;
import org.kantor.identity.Authenticator.Service;
import org.kantor.mail.listener.ServerConnection;

/** LOGIN, which no standard describes and old submission clients need. */
record LoginMechanism(Authenticator authenticator) implements Mechanism {

    @Override
    public String name() {
        return "LOGIN";
    }

    @Override
    public boolean offered(Service service, ServerConnection connection) {
        return service == Service.SUBMISSION;
    }

    @Override
    public byte[] prompt() {
        return "Username:".getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public Outcome run(byte[] response, Exchange exchange) throws IOException {
        var secret = exchange.ask("Password:".getBytes(StandardCharsets.US_ASCII));
        if (secret == null) {
            return new Outcome.Malformed();
        }
        return new Outcome.Judged(authenticator.password(
                new String(response, StandardCharsets.UTF_8),
                new String(secret, StandardCharsets.UTF_8),
                exchange.service(),
                exchange.connection().clientAddress()));
    }
}
