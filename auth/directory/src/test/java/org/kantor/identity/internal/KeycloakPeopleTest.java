package org.kantor.identity.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kantor.directory.spi.IdentityProvider.Away;
import org.kantor.identity.internal.FakeKeycloak.Answer;
import org.kantor.kernel.EmailAddress;
import org.kantor.kernel.Refused;
import org.kantor.testkit.MutableClock;

class KeycloakPeopleTest {

    private static final String USERS = "/admin/realms/kantor/users";
    private static final String TOKEN = "/realms/kantor/protocol/openid-connect/token";
    private static final EmailAddress ALICE = EmailAddress.of("alice@example.org");

    @TempDir
    Path home;

    private final MutableClock clock = new MutableClock();
    private FakeKeycloak keycloak;
    private KeycloakPeople people;

    @BeforeEach
    void start() throws Exception {
        keycloak = new FakeKeycloak(clock);
        people = new KeycloakPeople(new KeycloakHttp(keycloak.environment(home), clock));
    }

    @AfterEach
    void stop() {
        keycloak.close();
    }

    private void create() throws Away {
        people.create("alice", ALICE, "Alice", "A", "password");
    }

    @Test
    void whatKeycloakRefusesIsSaidInASentence() {
        keycloak.fixed.put(USERS, new Answer(409, "{\"errorMessage\":\"User exists with same username\"}"));
        assertThatThrownBy(this::create)
                .isInstanceOfSatisfying(
                        Refused.class, r -> assertThat(r.code()).isEqualTo(Refused.Code.ALREADY_EXISTS));
        keycloak.fixed.put(USERS, new Answer(400, "{\"errorMessage\":\"Password policy not met\"}"));
        assertThatThrownBy(this::create)
                .isInstanceOfSatisfying(Refused.class, r -> assertThat(r.code()).isEqualTo(Refused.Code.BAD_VALUE))
                .hasMessageContaining("Password policy not met");
    }

    @Test
    void aServiceAccountThatMayNotIsAnAbsenceOfKeycloak() {
        keycloak.fixed.put(USERS, new Answer(403, "{}"));
        assertThatThrownBy(this::create).isInstanceOf(Away.class);
        keycloak.fixed.put(TOKEN, new Answer(401, "{\"error\":\"invalid_client\"}"));
        clock.advance(Duration.ofMinutes(5));
        assertThatThrownBy(() -> people.byAddress(ALICE)).isInstanceOf(Away.class);
    }

    @Test
    void anExpiredServiceTokenIsRenewedOnce() {
        keycloak.fixed.put(USERS, new Answer(401, ""));
        assertThatThrownBy(() -> people.byAddress(ALICE)).isInstanceOf(Away.class);
        assertThat(keycloak.count(TOKEN)).isEqualTo(2);
        assertThat(keycloak.count(USERS)).isEqualTo(2);
    }

    @Test
    void theServiceTokenIsAskedForOnceWhileItLasts() throws Exception {
        keycloak.fixed.put(USERS, new Answer(200, "[]"));
        assertThat(people.byAddress(ALICE)).isEmpty();
        assertThat(people.byAddress(ALICE)).isEmpty();
        assertThat(keycloak.count(TOKEN)).isEqualTo(1);
    }

    @Test
    void onlyTheUserWithThatVeryAddressIsFound() throws Exception {
        keycloak.fixed.put(
                USERS,
                new Answer(
                        200,
                        "[{\"id\":\"1\",\"username\":\"x\",\"email\":\"alice@example.org.evil.example\"}, {\"id\":\"2\"}]"));
        assertThat(people.byAddress(ALICE)).isEmpty();
        keycloak.fixed.put(
                USERS,
                new Answer(
                        200,
                        "[{\"id\":\"3\",\"username\":\"alice\",\"email\":\"Alice@Example.org\",\"firstName\":null,\"enabled\":false}]"));
        assertThat(people.byAddress(ALICE)).hasValueSatisfying(person -> {
            assertThat(person.subject()).isEqualTo("3");
            assertThat(person.givenName()).isEmpty();
            assertThat(person.enabled()).isFalse();
        });
    }

    @Test
    void aUserWhoIsGoneIsNotFoundAndMayBeDeletedAgain() throws Exception {
        assertThat(people.bySubject("gone")).isEmpty();
        people.delete("gone");
        assertThatThrownBy(() -> people.setEnabled("gone", false))
                .isInstanceOfSatisfying(Refused.class, r -> assertThat(r.code()).isEqualTo(Refused.Code.NOT_FOUND));
    }

    @Test
    void aBrokenAnswerIsAnAbsence() {
        keycloak.fixed.put(USERS, new Answer(200, "<html>"));
        assertThatThrownBy(() -> people.byAddress(ALICE)).isInstanceOf(Away.class);
        keycloak.failWith = 502;
        assertThatThrownBy(() -> people.byAddress(ALICE)).isInstanceOf(Away.class);
    }
}
