package org.kantor.identity.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kantor.identity.internal.FakeKeycloak.Answer;
import org.kantor.kernel.Refused;
import org.kantor.testkit.MutableClock;

class KeycloakBrowserLogInTest {

    private static final String ADMIN = "/admin/realms/kantor";

    @TempDir
    Path home;

    private final MutableClock clock = new MutableClock();
    private FakeKeycloak keycloak;
    private KeycloakBrowserLogIn logIn;

    @BeforeEach
    void start() throws Exception {
        keycloak = new FakeKeycloak(clock);
        var environment = keycloak.environment(home);
        logIn = new KeycloakBrowserLogIn(new KeycloakHttp(environment, clock), null, null, environment);
    }

    @AfterEach
    void stop() {
        keycloak.close();
    }

    @Test
    void everySessionOfAPersonEndsButTheOneThatIsKept() {
        keycloak.fixed.put(
                ADMIN + "/users/alice-sub/sessions",
                new Answer(200, "[{\"id\":\"s1\"},{\"id\":\"s2\"},{\"id\":\"s3\"}]"));
        keycloak.fixed.put(ADMIN + "/sessions/s1", new Answer(204, ""));
        // the third has ended by itself meanwhile
        logIn.endOthers("alice-sub", "s2");
        assertThat(keycloak.count(ADMIN + "/sessions/s1")).isEqualTo(1);
        assertThat(keycloak.count(ADMIN + "/sessions/s2")).isZero();
        assertThat(keycloak.count(ADMIN + "/sessions/s3")).isEqualTo(1);
    }

    @Test
    void whileKeycloakIsAwayItCanBeTriedAgain() {
        keycloak.failWith = 503;
        assertThatThrownBy(() -> logIn.endOthers("alice-sub", "s2"))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(Refused.Code.TRY_LATER));
    }
}
