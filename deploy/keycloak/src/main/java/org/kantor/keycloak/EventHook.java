package org.kantor.keycloak;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jboss.logging.Logger;

/**
 * Sends an event to the suite's server as {@code POST} with the header {@code X-Kantor-Signature: sha256=...}, the HMAC of
 * the body under the secret that both sides have.
 */
final class EventHook {

    private static final Logger LOG = Logger.getLogger("org.kantor.keycloak");
    private static final String ALGORITHM = "HmacSHA256";

    private final HttpClient client;
    private final URI address;
    private final SecretKeySpec key;

    EventHook(HttpClient client, URI address, String secret) {
        this.client = client;
        this.address = address;
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    void send(UserEvent event) {
        var body = event.json();
        var request = HttpRequest.newBuilder(address)
                .timeout(Duration.ofSeconds(5))
                .header("Content-Type", "application/json")
                .header("X-Kantor-Signature", "sha256=" + signature(body))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        var unused = client.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .whenComplete((answer, failure) -> {
                    if (failure != null) {
                        LOG.debugf("The server was not told of %s: %s", event.type(), failure);
                    } else if (answer.statusCode() >= 400) {
                        LOG.warnf("The server answered %d to the event %s.", answer.statusCode(), event.type());
                    }
                });
    }

    String signature(String body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
