package org.kantor.mail.sasl;

import jakarta.inject.Inject;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kantor.directory.Directory;
import org.kantor.identity.Authenticator;
import org.kantor.identity.Authenticator.Service;
import org.kantor.mail.listener.ServerConnection;

/**
 * Every mechanism, and what each protocol may announce of them. The caller has seen to it that a secret may be sent. The SCRAM mechanisms are there with
 * {@code KANTOR_SCRAM=on} only, as clients that insist on the strongest mechanism would no longer get in with Keycloak's password (docs/decisions/0065). Safe from
 * any thread.
 */
@org.kantor.bean.Service
public final class Sasl {

    private static final int NONCE = 18;

    private final List<Mechanism> mechanisms;

    @Inject
    public Sasl(Authenticator authenticator, Directory directory) {
        this(authenticator, directory, System.getenv());
    }

    public Sasl(Authenticator authenticator, Directory directory, Map<String, String> environment) {
        var identities = new Identities(directory);
        var random = new SecureRandom();
        var others = Stream.of(
                new PlainMechanism(authenticator, identities),
                new LoginMechanism(authenticator),
                BearerMechanism.oauthBearer(authenticator, identities),
                BearerMechanism.xoauth2(authenticator, identities));
        var scram = environment.getOrDefault("KANTOR_SCRAM", "off").strip().equals("on")
                ? Stream.of(false, true)
                        .map(plus -> new ScramMechanism(plus, authenticator, identities, () -> nonce(random)))
                : Stream.<Mechanism>of();
        this.mechanisms = Stream.concat(others, scram).toList();
    }

    private static String nonce(SecureRandom random) {
        var octets = new byte[NONCE];
        random.nextBytes(octets);
        return Base64.getEncoder().encodeToString(octets);
    }

    /** The names of the mechanisms that work in this dialogue. */
    public List<String> mechanisms(Service service, ServerConnection connection) {
        return mechanisms.stream()
                .filter(mechanism -> mechanism.offered(service, connection))
                .map(Mechanism::name)
                .toList();
    }

    /**
     * Carries an exchange out, blocking while the client thinks.
     *
     * @param name of the mechanism, in upper case
     * @param initial the client's initial response; null if it sent none
     */
    public Outcome authenticate(String name, byte @Nullable [] initial, Exchange exchange) throws IOException {
        for (var mechanism : mechanisms) {
            if (mechanism.name().equals(name) && mechanism.offered(exchange.service(), exchange.connection())) {
                var response = initial == null ? exchange.ask(mechanism.prompt()) : initial;
                return response == null ? new Outcome.Malformed() : mechanism.run(response, exchange);
            }
        }
        return new Outcome.NotOffered();
    }
}
