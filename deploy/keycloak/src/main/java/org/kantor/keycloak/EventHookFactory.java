package org.kantor.keycloak;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.events.EventListenerTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.models.utils.PostMigrationEvent;

/**
 * The event listener {@code kantor}: after Keycloak has committed a change of a user, it tells the suite's server. It is fire
 * and forget, so that a server that is down never holds up a log-in; the server polls for what it missed. It also keeps the realm in step
 * with the webmail's address.
 */
public final class EventHookFactory implements EventListenerProviderFactory {

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private @Nullable EventHook hook;
    private @Nullable WebAddress webAddress;

    @Override
    public String getId() {
        return "kantor";
    }

    /** The server's address comes from {@code --spi-events-listener--kantor--address}, the key from the environment. */
    @Override
    public void init(Config.Scope config) {
        var address = config.get("address");
        var secret = System.getenv("KANTOR_EVENT_HOOK_SECRET");
        hook = address == null || secret == null ? null : new EventHook(client, URI.create(address), secret);
        webAddress = WebAddress.from(config);
    }

    @Override
    public EventListenerProvider create(KeycloakSession session) {
        var target = hook;
        var afterCommit = new EventListenerTransaction(
                (event, withDetails) -> send(target, UserEvent.of(event)), event -> send(target, UserEvent.of(event)));
        session.getTransactionManager().enlistAfterCompletion(afterCommit);
        return new EventHookListener(afterCommit);
    }

    private static void send(@Nullable EventHook target, @Nullable UserEvent event) {
        if (target != null && event != null) {
            target.send(event);
        }
    }

    /** Keycloak says "migrated" at each start, when the realm is there and before the first request is taken. */
    @Override
    public void postInit(KeycloakSessionFactory factory) {
        var address = webAddress;
        if (address != null) {
            factory.register(event -> {
                if (event instanceof PostMigrationEvent) {
                    KeycloakModelUtils.runJobInTransaction(factory, address::keepInStep);
                }
            });
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
