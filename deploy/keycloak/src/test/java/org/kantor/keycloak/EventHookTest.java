package org.kantor.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.keycloak.events.Event;
import org.keycloak.events.EventType;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.OperationType;

class EventHookTest {

    private static AdminEvent admin(OperationType operation, String path) {
        var event = new AdminEvent();
        event.setRealmName("kantor");
        event.setOperationType(operation);
        event.setResourcePath(path);
        event.setTime(1_795_000_000_000L);
        return event;
    }

    private static Event user(EventType type) {
        var event = new Event();
        event.setRealmName("kantor");
        event.setType(type);
        event.setUserId("f00");
        return event;
    }

    @Test
    void whatAnAdministratorDoesToAUserIsTold() {
        assertThat(UserEvent.of(admin(OperationType.CREATE, "users/f00")))
                .isEqualTo(new UserEvent(UserEvent.Type.CREATED, "f00", 1_795_000_000_000L));
        assertThat(UserEvent.of(admin(OperationType.UPDATE, "users/f00")))
                .extracting("type")
                .isEqualTo(UserEvent.Type.CHANGED);
        assertThat(UserEvent.of(admin(OperationType.DELETE, "users/f00")))
                .extracting("type")
                .isEqualTo(UserEvent.Type.DELETED);
        assertThat(UserEvent.of(admin(OperationType.CREATE, "users/f00/role-mappings/realm")))
                .extracting("type")
                .isEqualTo(UserEvent.Type.CHANGED);
        assertThat(UserEvent.of(admin(OperationType.ACTION, "users/f00/logout")))
                .extracting("type")
                .isEqualTo(UserEvent.Type.LOGGED_OUT);
    }

    @Test
    void whatConcernsNoUserIsNotTold() {
        assertThat(UserEvent.of(admin(OperationType.UPDATE, "clients/c1"))).isNull();
        assertThat(UserEvent.of(user(EventType.LOGIN))).isNull();
    }

    @Test
    void whatHappensInAnotherRealmIsNotTold() {
        var event = user(EventType.UPDATE_PROFILE);
        event.setRealmName("master");
        assertThat(UserEvent.of(event)).isNull();
    }

    @Test
    void theBodyIsSignedWithTheSharedSecret() {
        // The second test case of RFC 4231.
        var hook = new EventHook(HttpClient.newHttpClient(), URI.create("http://127.0.0.1:1/"), "Jefe");
        assertThat(hook.signature("what do ya want for nothing?"))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    @Test
    void theServerReceivesTheEventWithItsSignature() throws Exception {
        var requests = new LinkedBlockingQueue<String>();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.add(exchange.getRequestHeaders().getFirst("X-Kantor-Signature") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        try {
            var address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
            var hook = new EventHook(HttpClient.newHttpClient(), address, "secret");
            hook.send(new UserEvent(UserEvent.Type.CHANGED, "f00", 7));
            var body = "{\"type\":\"CHANGED\",\"userId\":\"f00\",\"time\":7}";
            assertThat(requests.poll(30, TimeUnit.SECONDS)).isEqualTo("sha256=" + hook.signature(body) + " " + body);
        } finally {
            server.stop(0);
        }
    }
}
