package org.kantor.identity.internal;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.kantor.directory.Account;
import org.kantor.directory.AccountDisabled;
import org.kantor.directory.internal.DirectoryFixture;
import org.kantor.identity.BrowserLogIn;
import org.kantor.identity.internal.FakeKeycloak.Answer;
import org.kantor.settings.internal.SettingsFixture;
import org.kantor.testkit.TestDatabase;

class KeycloakEventsTest {

    private static final String ADMIN_EVENTS = "/admin/realms/kantor/admin-events";
    private static final String USER_EVENTS = "/admin/realms/kantor/events";

    @RegisterExtension
    static final TestDatabase db =
            TestDatabase.of(Stream.concat(Stream.of(DirectoryFixture.ENTITIES), Stream.of(SettingsFixture.ENTITIES))
                    .toArray(Class<?>[]::new));

    private final DirectoryFixture fixture = new DirectoryFixture(db);

    @TempDir
    Path home;

    private FakeKeycloak keycloak;
    private SignedKeycloakEvents events;
    private KeycloakPolling polling;
    private Tokens tokens;

    @BeforeEach
    void start() throws Exception {
        keycloak = new FakeKeycloak(db.clock());
        var environment = keycloak.environment(home);
        var http = new KeycloakHttp(environment, db.clock());
        var changes = new UserChanges(fixture.directory, fixture.provisioning, fixture.people, db.clock());
        events = new SignedKeycloakEvents(environment, changes);
        polling = new KeycloakPolling(http, changes, SettingsFixture.settings(db), db.clock());
        tokens = new Tokens(new RealmKeys(http, db.clock()), db.clock());
        keycloak.fixed.put(USER_EVENTS, new Answer(200, "[]"));
        keycloak.fixed.put(ADMIN_EVENTS, new Answer(200, "[]"));
        polling.poll();
    }

    @AfterEach
    void stop() {
        keycloak.close();
    }

    private boolean post(String type, Account account, long time) {
        var body = "{\"type\":\"%s\",\"userId\":\"%s\",\"time\":%d}".formatted(type, account.subject(), time);
        return events.received(body.getBytes(StandardCharsets.UTF_8), signature(body));
    }

    private static String signature(String body) {
        var key = "secret of event-hook".getBytes(StandardCharsets.UTF_8);
        return "sha256=" + HexFormat.of().formatHex(Digests.hmac(key, body.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aDisabledUsersSessionsEnd() throws Exception {
        var account = fixture.user("one@example.org");
        fixture.people.setEnabled(String.valueOf(account.subject()), false);
        assertThat(post("CHANGED", account, 1)).isTrue();
        assertThat(fixture.disabled.take()).containsExactly(new AccountDisabled(account.id()));
        assertThat(fixture.directory.account(account.id()))
                .hasValueSatisfying(a -> assertThat(a.enabled()).isFalse());
    }

    @Test
    void deletionDisablesTheAccountAndCredentialsEndTheSessions() {
        var account = fixture.user("two@example.org");
        assertThat(post("CREDENTIALS", account, 1)).isTrue();
        assertThat(fixture.disabled.take()).containsExactly(new AccountDisabled(account.id()));
        assertThat(post("DELETED", account, 2)).isTrue();
        assertThat(fixture.disabled.take()).containsExactly(new AccountDisabled(account.id()));
        assertThat(fixture.directory.account(account.id()))
                .hasValueSatisfying(a -> assertThat(a.enabled()).isFalse());
    }

    @Test
    void anEventWithAWrongSignatureOrWithoutSenseDoesNothing() {
        var account = fixture.user("three@example.org");
        var body = "{\"type\":\"DELETED\",\"userId\":\"%s\",\"time\":1}".formatted(account.subject());
        for (var signature : List.of(
                "",
                "sha256=",
                "sha256=00",
                signature(body + " "),
                signature(body).substring(7))) {
            assertThat(events.received(body.getBytes(StandardCharsets.UTF_8), signature))
                    .as(signature)
                    .isFalse();
        }
        for (var nonsense : List.of("", "[]", "{", "{\"type\":\"DELETED\"}", "{\"type\":\"X\",\"userId\":\"y\"}")) {
            assertThat(events.received(nonsense.getBytes(StandardCharsets.UTF_8), signature(nonsense)))
                    .as(nonsense)
                    .isFalse();
        }
        assertThat(fixture.disabled.take()).isEmpty();
    }

    @Test
    void whatTheListenerCouldNotTellIsFoundByPollingAndDoneOnce() {
        var account = fixture.user("four@example.org");
        var time = db.clock().millis() + 5;
        keycloak.fixed.put(ADMIN_EVENTS, new Answer(200, """
                        [{"id":"e1","time":%d,"operationType":"ACTION","resourceType":"USER","resourcePath":"users/%s/reset-password"}]
                        """.formatted(time, account.subject())));
        polling.poll();
        polling.poll();
        assertThat(post("CREDENTIALS", account, time)).isTrue();
        assertThat(fixture.disabled.take()).containsExactly(new AccountDisabled(account.id()));
    }

    @Test
    void whileKeycloakIsAwayNothingIsLost() {
        var account = fixture.user("five@example.org");
        keycloak.failWith = 503;
        polling.poll();
        keycloak.failWith = 0;
        keycloak.fixed.put(USER_EVENTS, new Answer(200, """
                        [{"time":%d,"type":"DELETE_ACCOUNT","userId":"%s"}]
                        """.formatted(db.clock().millis() + 9, account.subject())));
        polling.poll();
        assertThat(fixture.disabled.take()).containsExactly(new AccountDisabled(account.id()));
    }

    @Test
    void eventsAreReadByTheirPaths() {
        assertThat(admin("UPDATE", "users/u1")).isEqualTo(UserChanges.Type.CHANGED);
        assertThat(admin("CREATE", "users/u1")).isEqualTo(UserChanges.Type.CREATED);
        assertThat(admin("DELETE", "users/u1")).isEqualTo(UserChanges.Type.DELETED);
        assertThat(admin("ACTION", "users/u1/logout")).isEqualTo(UserChanges.Type.LOGGED_OUT);
        assertThat(admin("DELETE", "users/u1/credentials/c")).isEqualTo(UserChanges.Type.CREDENTIALS);
        assertThat(admin("CREATE", "users/u1/role-mappings/realm")).isEqualTo(UserChanges.Type.CHANGED);
    }

    private static UserChanges.Type admin(String operation, String path) {
        var json = "{\"time\":1,\"operationType\":\"%s\",\"resourcePath\":\"%s\"}".formatted(operation, path);
        try (var reader = Json.createReader(new StringReader(json))) {
            return KeycloakPolling.adminEvent(reader.readObject()).orElseThrow().type();
        }
    }

    @Test
    void aLogoutTokenIsCheckedInFull() throws Exception {
        var logIn = new KeycloakBrowserLogIn(null, tokens, null, null);
        Map<String, Object> events =
                Map.of("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
        var good = new HashMap<String, Object>(events);
        good.putAll(Map.of("typ", "Logout", "aud", List.of("kantor-webmail"), "sub", "s", "sid", "session"));
        assertThat(logIn.backChannelLogout(keycloak.token("kantor-webmail", good)))
                .contains(new BrowserLogIn.Ended("s", "session"));
        for (var change : List.<Map<String, Object>>of(
                Map.of("nonce", "n"),
                Map.of("aud", List.of("shop")),
                Map.of("events", Map.of()),
                Map.of("iat", db.clock().instant().minusSeconds(600)),
                Map.of("iss", "https://elsewhere.example"),
                Map.of("sub", "", "sid", ""))) {
            var bad = new HashMap<>(good);
            bad.putAll(change);
            assertThat(logIn.backChannelLogout(keycloak.token("kantor-webmail", bad)))
                    .as(change.toString())
                    .isEmpty();
        }
    }
}
